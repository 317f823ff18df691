import type { ReturnRow } from '../../../contract/app/returns.ts';
import { PaperDialog } from '../papers/paper-dialog.tsx';
import { RefundList } from '../sales/reverse-dialog.tsx';
import { Receipts } from './receipts.tsx';

type Props = {
  readonly row: ReturnRow;
  /** Opened by the return itself: says so above the paper, with the money. */
  readonly justDone?: boolean;
  readonly printNow?: boolean;
  readonly onClose: () => void;
};

/** The 退卡确认单 of a return. */
export function ReturnPaper({ row, justDone = false, ...rest }: Props) {
  return (
    <PaperDialog document={row.document} kind="退卡确认单" above={justDone && <Done row={row} />} {...rest} />
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
