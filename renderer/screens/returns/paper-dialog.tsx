import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReturnRow } from '../../../contract/app/returns.ts';
import { ask } from '../../engine.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { RefundList } from '../sales/reverse-dialog.tsx';
import { SlipPages } from '../slip/pages.tsx';
import { NextPrint, PrintButton, printsInWords } from '../slip/slip-dialog.tsx';
import { usePrint } from '../slip/use-print.ts';
import { useReturnPrintable } from './printable.ts';
import { Receipts } from './receipts.tsx';

type Props = {
  readonly row: ReturnRow;
  /** Opened by the return itself: says so above the paper, with the money. */
  readonly justDone?: boolean;
  readonly printNow?: boolean;
  readonly onClose: () => void;
};

/** The 退卡确认单 as it comes out of the printer, to print (F8) or save. */
export function ReturnPaper({ row, justDone = false, printNow = false, onClose }: Props) {
  const { document } = row;
  const slip = useQuery(ask.returns.slip.queryOptions({ input: { document }, staleTime: 0, gcTime: 0 }));
  const printing = usePrint(useReturnPrintable(document));
  const pdf = slip.data?.pdf;
  const actions = (
    <>
      <PrintButton printing={printing} printNow={printNow} />
      <Button disabled={printing.busy} onClick={() => printing.save(document)}>
        保存
      </Button>
    </>
  );
  return (
    <Dialog title={`退卡确认单 ${document}`} onClose={onClose} actions={actions}>
      {justDone && <Done row={row} />}
      {printing.problem !== null && <ProblemBox problem={printing.problem} onDismiss={printing.forget} />}
      {slip.error !== null && (
        <ProblemBox problem={problemOf(slip.error)} onDismiss={() => void slip.refetch()} />
      )}
      {slip.isPending && <Waiting label="正在准备单据" />}
      {pdf !== undefined && <SlipPages pdf={pdf} document={document} />}
      {slip.data !== undefined && <p className="slip-prints">{printsInWords(slip.data.prints)}</p>}
      <NextPrint prints={slip.data?.prints ?? 0} />
    </Dialog>
  );
}

function Done({ row }: Pick<Props, 'row'>) {
  const { pays, refunds, spoiled } = row;
  return (
    <div className="sold" role="status">
      <strong>{pays === 'drawer' ? '已退卡，请当场退款' : '已收下，退付申请已提交，柜台不付现金'}</strong>
      <RefundList refunds={refunds} pays={pays} />
      {spoiled.length > 0 && <Receipts {...row} />}
    </div>
  );
}
