import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { ReceiptRow } from '../../../contract/app/receipts.ts';
import { ask } from '../../engine.ts';
import { useKey } from '../../parts/keys.ts';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { PaperDialog } from '../papers/paper-dialog.tsx';
import { printsInWords } from '../slip/words.ts';

/** `1,000 张`, `30 本` */
export function countInWords({ kind, count }: ReceiptRow): string {
  return `${count.toLocaleString('zh-CN')} ${kind === 'cards' ? '张' : '本'}`;
}

const columns: readonly Column<ReceiptRow>[] = [
  { title: '业务日期', cell: (row) => row.businessDay, figures: true },
  { title: '入库单号', cell: (row) => row.document, figures: true },
  { title: '送货单号', cell: (row) => row.note || '期初', figures: true },
  {
    title: '品名、号段',
    cell: (row) => (
      <>
        {row.name}
        {row.text !== '' && <span className="figures beneath">{row.text}</span>}
      </>
    ),
  },
  { title: '数量', cell: countInWords, align: 'right', figures: true },
  { title: '经办人', cell: (row) => row.clerk },
  { title: '打印', cell: (row) => printsInWords(row.prints) },
];

type Open = { readonly row: ReceiptRow; readonly printNow: boolean };

/** What came in so far, cards and books; any 入库单 can be looked at and printed again. */
export function Receipts() {
  const receipts = useQuery(ask.receipts.list.queryOptions());
  const rows = receipts.data ?? [];
  const [selected, setSelected] = useState<string | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const row = rows.find((one) => one.receipt === selected) ?? rows[0];
  const printing = (row?.prints ?? 0) === 0 ? '打印入库单' : '补打入库单';
  useKey({
    keys: 'F8',
    label: printing,
    run: () => row !== undefined && setOpen({ row, printNow: true }),
    blocked: row === undefined ? '还没有入库' : null,
  });
  if (row === undefined) return null;
  return (
    <section className="panel" aria-label="以往入库">
      <div className="panel-head">
        <h2>以往入库</h2>
        <p className="field-hint">↑ ↓ 选择，Enter 看入库单</p>
        <Button onClick={() => setOpen({ row, printNow: true })}>{printing} F8</Button>
      </div>
      <PickTable
        label="入库记录"
        columns={columns}
        rows={rows}
        keyOf={(one) => one.receipt}
        selected={row.receipt}
        onSelect={setSelected}
        onOpen={(one) => setOpen({ row: one, printNow: false })}
      />
      {open !== null && (
        <PaperDialog
          document={open.row.document}
          kind="入库单"
          printNow={open.printNow}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}
