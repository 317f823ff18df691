import { useEffect, useRef, useState } from 'react';
import { StandingNotice } from '../../parts/problem-box.tsx';
import { Waiting } from '../../parts/screen.tsx';
import type { PaperSize } from './paper.ts';
import type { PageImage } from './pdf.ts';

/** Slips and A4 are equally wide. */
const PAPER_INCHES = 210 / 25.4;

const notDrawn = {
  happened: '单据画不出来，暂时看不到样子。',
  safe: '已办成的业务都已保存，单据内容没有问题。',
  todo: '可以点“保存”另存后用别的程序打开打印；或关闭本程序再打开，重看一次。',
};

type Props = {
  readonly pdf: string;
  readonly document: string;
  readonly size?: PaperSize;
};

/** The sheets as they come out of the printer, drawn as sharp as this screen can show them. */
export function SlipPages({ pdf, document: number, size = 'slip' }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState<readonly PageImage[] | 'failed' | null>(null);
  useEffect(() => {
    let gone = false;
    const show = (drawn: readonly PageImage[] | 'failed') => gone || setPages(drawn);
    // Measured once the drawing code is here: a dialog that holds this from its start is not open before that.
    const dots = () => ((box.current?.clientWidth ?? 0) * window.devicePixelRatio) / PAPER_INCHES;
    void import('./pdf.ts').then(({ drawPages }) => drawPages(pdf, dots())).then(show, () => show('failed'));
    return () => {
      gone = true;
    };
  }, [pdf]);
  return (
    <div className="slip-pages" data-size={size} ref={box}>
      {pages === null && <Waiting label="正在准备单据" />}
      {pages === 'failed' && <StandingNotice problem={notDrawn} />}
      {Array.isArray(pages) &&
        pages.map((page, at) => (
          <figure key={page.text + String(at)} className="slip-page">
            <Sheet page={page} label={`单据 ${number} 第 ${at + 1} 页，共 ${pages.length} 页`} />
            <figcaption className="unseen">{page.text}</figcaption>
          </figure>
        ))}
    </div>
  );
}

function Sheet({ page, label }: { readonly page: PageImage; readonly label: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.replaceChildren(page.canvas), [page]);
  return <div className="slip-sheet" ref={place} role="img" aria-label={label} />;
}
