import { useState } from 'react';
import type { SaleRow } from '../../../contract/app/sales.ts';
import { More } from '../../parts/more.tsx';
import { usePickedRow } from '../../parts/pages.ts';
import { PickTable } from '../../parts/row-table.tsx';
import { type RowAction, RowActions } from './actions.tsx';
import { saleColumns } from './columns.tsx';
import { type Open, useReversal } from './reversal-action.tsx';
import { SalePaper } from './sale-paper.tsx';
import type { SalesPages } from './sales.tsx';

type Props = {
  readonly pages: SalesPages;
  readonly takeFocus: boolean;
  /** The sentence where no sale fits. */
  readonly nothing: string;
  /** 退卡 of a sale that can't be reversed any more. */
  readonly onReturn: (document: string) => void;
};

const keyOf = (sale: SaleRow) => sale.sale;

/** The sales found, with what can be done with the chosen one. */
export function SalesList({ pages, takeFocus, nothing, onReturn }: Props) {
  const { rows, row: sale, selected, select } = usePickedRow(pages, keyOf);
  const [open, setOpen] = useState<Open | null>(null);
  const reversal = useReversal(setOpen, onReturn);
  if (sale === undefined) {
    return (
      <p className="empty" role="status">
        {nothing}
      </p>
    );
  }
  const actions: readonly RowAction[] = [
    { name: '查看单据', keys: 'Enter', run: () => setOpen({ sale, printNow: false }) },
    {
      name: sale.prints === 0 ? '打印' : '补打',
      keys: 'F8',
      primary: true,
      run: () => setOpen({ sale, printNow: true }),
    },
    reversal.actionFor(sale),
  ];
  return (
    <>
      <RowActions actions={actions} />
      <PickTable
        label="销售记录"
        columns={saleColumns}
        rows={rows}
        keyOf={keyOf}
        mute={(row) => row.reversed}
        selected={selected}
        onSelect={select}
        takeFocus={takeFocus}
        onOpen={(row) => setOpen({ sale: row, printNow: false })}
      />
      <More shown={rows.length} pages={pages} />
      {reversal.dialog}
      {open !== null && <SalePaper {...open} onClose={() => setOpen(null)} />}
    </>
  );
}
