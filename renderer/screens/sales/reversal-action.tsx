import { type ReactNode, useState } from 'react';
import type { SaleRow } from '../../../contract/app/sales.ts';
import type { RowAction } from './actions.tsx';
import { RefundList, type Refunds, ReverseDialog } from './reverse-dialog.tsx';

/** A paper to be shown, with what has just been done above it. */
export type Open = {
  readonly sale: SaleRow;
  readonly printNow?: boolean;
  readonly paper?: 'sale' | 'reversal';
  readonly above?: ReactNode;
};

/** 冲销 of the chosen sale, 退卡 where it is too late for that, or the paper of the reversal it had; greyed with the reason where neither is to be had. */
export function useReversal(show: (open: Open) => void, onReturn: (document: string) => void) {
  const [reversing, setReversing] = useState<SaleRow | null>(null);
  return {
    actionFor(sale: SaleRow): RowAction {
      const reversed = sale.reversal !== null;
      if (!reversed && sale.whyNotReversible !== null && sale.returnable)
        return { name: '退卡', keys: 'Shift+F9', run: () => onReturn(sale.document) };
      return {
        name: reversed ? '冲销单' : '冲销',
        keys: 'Shift+F9',
        run: () => (reversed ? show({ sale, paper: 'reversal' }) : setReversing(sale)),
        blocked: reversed ? null : sale.whyNotReversible,
      };
    },
    dialog: reversing !== null && (
      <ReverseDialog
        sale={reversing}
        onClose={() => setReversing(null)}
        onDone={(row, refunds) => {
          setReversing(null);
          show({ sale: row, paper: 'reversal', above: <Undone refunds={refunds} /> });
        }}
      />
    ),
  };
}

function Undone({ refunds }: { readonly refunds: Refunds }) {
  return (
    <div className="sold" role="status">
      <strong>已冲销</strong>
      <RefundList refunds={refunds} />
    </div>
  );
}
