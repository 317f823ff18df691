import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import type { MoneyStream } from '../../../contract/domain/payment.ts';
import { numberAfter } from '../../../contract/domain/sale-receipts.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Identity } from '../journal/identity.ts';

/** How far back a receipt is looked for: beyond that the pad is another one. */
const SALES_LOOKED_AT = 50;

/** The number after the last one this PC used in each stream: a proposal to read, for the pad on the table has the say. */
export function nextReceipts(
  db: Db,
  { device }: Pick<Identity, 'device'>,
): Readonly<Record<MoneyStream, string | null>> {
  const states = statement(db, 'SELECT state FROM sale ORDER BY day DESC, at DESC, id DESC LIMIT ?')
    .pluck()
    .all(SALES_LOOKED_AT) as string[];
  const used = states
    .map((state) => JSON.parse(state) as SaleState)
    .flatMap((sale) => (sale.device === device ? (sale.made?.receipts ?? []) : []));
  const next = (stream: MoneyStream) => {
    const last = used.find((receipt) => receipt.stream === stream && receipt.kind !== 'none');
    return last === undefined ? null : numberAfter(last.number);
  };
  return { cards: next('cards'), books: next('books') };
}
