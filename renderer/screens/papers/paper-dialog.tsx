import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { DocumentRow } from '../../../contract/app/papers.ts';
import { ask, engine } from '../../engine.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { yuan } from '../../parts/money.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { SlipPages } from '../slip/pages.tsx';
import type { PaperSize } from '../slip/paper.ts';
import { NextPrint, PrintButton, printsInWords } from '../slip/slip-dialog.tsx';
import { usePrint } from '../slip/use-print.ts';
import { uploadedInWords } from '../sync/words.ts';

type Props = {
  readonly document: string;
  /** Opened by F8 in a list: prints without a second press. */
  readonly printNow?: boolean;
  /** What has just been done, above the paper. */
  readonly above?: ReactNode;
  readonly onClose: () => void;
};

/** A paper of any kind, by its number: to look at, to print (F8) or to save. */
export function PaperDialog({ document: number, printNow = false, above, onClose }: Props) {
  const input = { document: number };
  const paper = useQuery(ask.papers.open.queryOptions({ input, staleTime: 0, gcTime: 0 }));
  const { row, pdf = null, size = 'slip' } = paper.data ?? {};
  const title = row === undefined ? number : `${row.kind} ${number}`;
  const actions = pdf !== null && <PaperActions number={number} size={size} printNow={printNow} />;
  return (
    <Dialog title={title} onClose={onClose} actions={actions}>
      {above}
      {paper.error !== null && <ProblemBox problem={problemOf(paper.error)} onDismiss={onClose} />}
      {paper.isPending && <Waiting label="正在准备单据" />}
      {pdf !== null && <SlipPages pdf={pdf} document={number} size={size} />}
      {row !== undefined && <Facts row={row} printed={pdf !== null} />}
      {pdf !== null && size === 'slip' && <NextPrint prints={row?.prints ?? 0} />}
    </Dialog>
  );
}

type ActionProps = {
  readonly number: string;
  readonly size: PaperSize;
  readonly printNow: boolean;
};

function PaperActions({ number, size, printNow }: ActionProps) {
  const printing = usePrint({
    record: (request) => engine.papers.recordPrint({ request, document: number }),
    listed: [
      ask.papers.key(),
      ask.sales.key(),
      ask.posting.key(),
      ask.receipts.key(),
      ask.exceptions.key(),
      ask.remittance.key(),
      ask.reports.key(),
    ],
    size,
  });
  return (
    <>
      {printing.problem !== null && <ProblemBox problem={printing.problem} onDismiss={printing.forget} />}
      <PrintButton printing={printing} printNow={printNow} />
      <Button disabled={printing.busy} onClick={() => printing.save(number)}>
        保存
      </Button>
    </>
  );
}

function Facts({ row, printed }: { readonly row: DocumentRow; readonly printed: boolean }) {
  const { businessDay, time, by, buyer, totalFen, note, prints, uploaded } = row;
  const facts = [`${businessDay} ${time}`, by, buyer, totalFen === null ? '' : yuan(totalFen), note];
  const sent = uploaded === null ? '' : uploadedInWords(uploaded);
  const last = printed ? printsInWords(prints) : '这种单据没有打印件';
  return <p className="slip-prints">{[...facts, last, sent].filter((one) => one !== '').join(' · ')}</p>;
}
