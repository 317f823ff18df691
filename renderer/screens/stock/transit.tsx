import type { TransferRow } from '../../../contract/app/stock.ts';
import { Badge } from '../../parts/badge.tsx';
import { type Column, RowTable } from '../../parts/row-table.tsx';

/** `当天`, `3 天` */
export function ageInWords({ days }: TransferRow): string {
  return days === 0 ? '当天' : `${days} 天`;
}

export function Goods({ row }: { readonly row: TransferRow }) {
  return (
    <>
      {row.cards > 0 && (
        <>
          激活卡 {row.cards.toLocaleString('zh-CN')} 张<span className="figures beneath">{row.cardText}</span>
        </>
      )}
      {row.books.map((book) => (
        <div key={book.textbook}>
          《{book.title}》{book.quantity} 本
        </div>
      ))}
    </>
  );
}

export const transferColumns: readonly Column<TransferRow>[] = [
  { title: '领用单号', cell: (row) => row.document, figures: true },
  { title: '从', cell: (row) => row.from, figures: true },
  { title: '到', cell: (row) => row.to, figures: true },
  { title: '货', cell: (row) => <Goods row={row} /> },
  {
    title: '发出人',
    cell: (row) => (
      <>
        {row.sentBy}
        <span className="figures beneath">{row.sentDay}</span>
      </>
    ),
    figures: true,
  },
  { title: '已在途', cell: ageInWords, figures: true },
  {
    title: '状态',
    cell: (row) => <Badge tone={row.short ? 'bad' : 'open'}>{row.short ? '短少' : '待签收'}</Badge>,
  },
];

/** Goods in nobody's hands, with who answers for them and for how long. */
export function TransitPanel({ transit }: { readonly transit: readonly TransferRow[] }) {
  if (transit.length === 0) return null;
  return (
    <section className="panel" aria-label="在途">
      <div className="panel-head">
        <h2>在途</h2>
      </div>
      <RowTable label="在途" columns={transferColumns} rows={transit} keyOf={(row) => row.transfer} />
    </section>
  );
}
