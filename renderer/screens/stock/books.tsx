import type { BookStock } from '../../../contract/app/stock.ts';
import { type Column, RowTable } from '../../parts/row-table.tsx';

/** Fewer than none: more left than came, which people must look into. */
function Copies({ quantity }: { readonly quantity: number }) {
  if (quantity >= 0) return quantity.toLocaleString('zh-CN');
  return <strong className="field-error">{quantity}（账实不符，请核对）</strong>;
}

const columns: readonly Column<BookStock>[] = [
  { title: '教材', cell: (book) => `《${book.title}》` },
  { title: '本数', cell: (book) => <Copies quantity={book.quantity} />, align: 'right', figures: true },
];

type Props = {
  readonly books: readonly BookStock[];
  readonly place: string | null;
  readonly always: boolean;
};

/** Copies of each title in one holder's hands. */
export function BookPanel({ books, place, always }: Props) {
  const shown = always ? books : books.filter(({ quantity }) => quantity !== 0);
  if (shown.length === 0) return null;
  const title = place === null ? '教材' : `${place} · 教材`;
  return (
    <section className="panel" aria-label={title}>
      <div className="panel-head">
        <h2>{title}</h2>
      </div>
      <RowTable label={title} columns={columns} rows={shown} keyOf={(book) => book.textbook} />
    </section>
  );
}
