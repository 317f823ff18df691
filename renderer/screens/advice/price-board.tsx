import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { ask } from '../../engine.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useKey } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { SlipPages } from '../slip/pages.tsx';
import { printPaper } from '../slip/paper.ts';

const NAME = '收费公示';

/** Inside the dialog, whose keys alone work while it is open. */
function BoardActions({ pdf, onFail }: { readonly pdf: string; readonly onFail: (error: unknown) => void }) {
  const print = () => void printPaper(pdf, 'a4').catch(onFail);
  useKey({ keys: 'F8', label: '打印', run: print });
  return (
    <>
      <Button type="primary" data-first onClick={print}>
        打印 F8
      </Button>
      <Button onClick={() => saveFile(pdf, `${NAME}.pdf`, 'application/pdf')}>保存</Button>
    </>
  );
}

function Board({ pdf, onClose }: { readonly pdf: string; readonly onClose: () => void }) {
  const [failed, setFailed] = useState<unknown>(null);
  return (
    <Dialog title={NAME} onClose={onClose} actions={<BoardActions pdf={pdf} onFail={setFailed} />}>
      {failed !== null && <ProblemBox problem={problemOf(failed)} onDismiss={() => setFailed(null)} />}
      <SlipPages pdf={pdf} document={NAME} size="a4" />
    </Dialog>
  );
}

/** 收费公示: the point's price board as it comes out of the printer. */
export function PriceBoard() {
  const [open, setOpen] = useState(false);
  const board = useQuery(ask.documents.priceNotice.queryOptions({ enabled: open, staleTime: 0, gcTime: 0 }));
  const close = () => setOpen(false);
  return (
    <section className="panel" aria-label={NAME}>
      <p>
        收费要亮证，卖书要明码标价。公示牌写着本销售点的名称、地址、电话，在售科目的收费标准和依据，教材的统一价格，以及咨询电话，内容全部取自市局发布的设置。
      </p>
      <p className="field-hint">A4 纸，竖向，一张。科目或价格有变化时，请重新打印。</p>
      {board.error !== null && (
        <ProblemBox problem={problemOf(board.error)} onDismiss={() => void board.refetch()} />
      )}
      {open && board.isFetching && <Waiting label="正在生成公示牌" />}
      <div className="panel-foot">
        <Button type="primary" autoFocus onClick={() => setOpen(true)}>
          看公示牌
        </Button>
      </div>
      {open && board.data !== undefined && <Board pdf={board.data.pdf} onClose={close} />}
    </section>
  );
}
