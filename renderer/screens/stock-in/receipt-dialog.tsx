import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReceiptRow } from '../../../contract/app/receipts.ts';
import { ask, engine } from '../../engine.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { SlipPages } from '../slip/pages.tsx';
import { NextPrint, PrintButton, printsInWords } from '../slip/slip-dialog.tsx';
import { usePrint } from '../slip/use-print.ts';

type Props = {
  readonly receipt: ReceiptRow;
  /** Opened by F8: prints without a second press. */
  readonly printNow: boolean;
  readonly onClose: () => void;
};

/** The 入库单 as it comes out of the printer, to print (F8) or save. */
export function ReceiptDialog({ receipt, printNow, onClose }: Props) {
  const input = { receipt: receipt.receipt };
  const slip = useQuery(ask.receipts.slip.queryOptions({ input, staleTime: 0, gcTime: 0 }));
  const printing = usePrint({
    record: (request) => engine.receipts.recordPrint({ request, ...input }),
    listed: [ask.receipts.key()],
  });
  const pdf = slip.data?.pdf;
  const actions = (
    <>
      <PrintButton printing={printing} printNow={printNow} />
      <Button disabled={printing.busy} onClick={() => printing.save(receipt.document)}>
        保存
      </Button>
    </>
  );
  return (
    <Dialog title={`入库单 ${receipt.document}`} onClose={onClose} actions={actions}>
      {printing.problem !== null && <ProblemBox problem={printing.problem} onDismiss={printing.forget} />}
      {slip.error !== null && (
        <ProblemBox problem={problemOf(slip.error)} onDismiss={() => void slip.refetch()} />
      )}
      {slip.isPending && <Waiting label="正在准备单据" />}
      {pdf !== undefined && <SlipPages pdf={pdf} document={receipt.document} />}
      {slip.data !== undefined && <p className="slip-prints">{printsInWords(slip.data.prints)}</p>}
      <NextPrint prints={slip.data?.prints ?? 0} />
    </Dialog>
  );
}
