import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { DocumentRow } from '../../../contract/app/papers.ts';
import { ask } from '../../engine.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { yuan } from '../../parts/money.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { SlipPages } from '../slip/pages.tsx';
import { PrintButton } from '../slip/print-button.tsx';
import { usePrint } from '../slip/use-print.ts';
import { printsInWords } from '../slip/words.ts';
import { uploadedInWords } from '../sync/words.ts';

type Props = {
  readonly document: string;
  /** `出库单`, where the caller knows that it is one that can be printed: F8 then waits for nothing. */
  readonly kind?: string;
  /** Opened by F8 in a list: prints without a second press. */
  readonly printNow?: boolean;
  /** What has just been done, above the paper. */
  readonly above?: ReactNode;
  /** What else there is to know of it, behind how often it was printed. */
  readonly more?: string;
  readonly onClose: () => void;
};

/** A paper of any kind, by its number, as it comes out of the printer: to look at, to print (F8) or to save. */
export function PaperDialog(props: Props) {
  const { document: number, kind, printNow = false, above, more = '', onClose } = props;
  const input = { document: number };
  const paper = useQuery(ask.papers.open.queryOptions({ input, staleTime: 0, gcTime: 0 }));
  const { row, pdf = null, size = 'slip' } = paper.data ?? {};
  const name = kind ?? row?.kind;
  const printable = pdf !== null || (kind !== undefined && paper.isPending);
  return (
    <Dialog
      title={name === undefined ? number : `${name} ${number}`}
      onClose={onClose}
      actions={printable && <PaperActions number={number} printNow={printNow} />}
    >
      {above}
      {paper.error !== null && <ProblemBox problem={problemOf(paper.error)} onDismiss={onClose} />}
      {paper.isPending && <Waiting label="正在准备单据" />}
      {pdf !== null && <SlipPages pdf={pdf} document={number} size={size} />}
      {row !== undefined && <Facts row={row} printed={pdf !== null} more={more} />}
      {pdf !== null && <NextPrint prints={row?.prints ?? 0} />}
    </Dialog>
  );
}

function PaperActions({ number, printNow }: { readonly number: string; readonly printNow: boolean }) {
  const printing = usePrint(number);
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

type FactsProps = { readonly row: DocumentRow; readonly printed: boolean; readonly more: string };

function Facts({ row, printed, more }: FactsProps) {
  const { businessDay, time, by, buyer, totalFen, note, prints, uploaded } = row;
  const facts = [`${businessDay} ${time}`, by, buyer, totalFen === null ? '' : yuan(totalFen), note];
  const sent = uploaded === null ? '' : uploadedInWords(uploaded);
  const state = [printed ? printsInWords(prints) : '这种单据没有打印件', more, sent];
  return (
    <>
      <p className="slip-prints">{facts.filter((one) => one !== '').join(' · ')}</p>
      <p className="slip-prints">{state.filter((one) => one !== '').join(' · ')}</p>
    </>
  );
}

/** Below a preview that says 补打: it is the next paper, not the one that has just come out. */
function NextPrint({ prints }: { readonly prints: number }) {
  return prints === 0 ? null : (
    <p className="slip-prints">再打印或保存，单上就印“补打第 {prints} 次”，样子如上。</p>
  );
}
