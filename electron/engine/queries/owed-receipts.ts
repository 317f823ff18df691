import type { OwedRow } from '../../../contract/app/registers.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import { owedReceipts } from '../../../contract/domain/sale-papers.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { World } from '../world.ts';
import { firstFitting } from './in-slices.ts';
import { voidedIn } from './receipt-books.ts';
import { goodsOf } from './sales.ts';

/** Sales on one page of the list. */
const PAGE = 50;

interface Key {
  readonly id: string;
  readonly day: string;
  readonly at: number;
}

/** Just above every sale. Days are digits. */
const START: Key = { id: '', day: '~', at: 0 };

const SLICE = `SELECT id, day, at, state FROM sale INDEXED BY sale_by_day_at
  WHERE (day, at, id) < (@day, @at, @id) ORDER BY day DESC, at DESC, id DESC LIMIT @size`;

/** 补开: sales of this point with money for which no receipt stands, newest first, looked for in short turns. */
export async function owedPage(
  db: Db,
  timers: Pick<World['timers'], 'nextTurn'>,
  after: string | null,
): Promise<{ readonly rows: OwedRow[]; readonly more: boolean }> {
  const slice = statement(db, SLICE);
  const isVoided = voidedIn(db);
  const start = after === null ? START : (keyOf(db, after) ?? START);
  const found = await firstFitting(timers, {
    read: (last: Found | null, size) => {
      const { id, day, at } = last ?? start;
      return (slice.all({ id, day, at, size }) as (Key & { readonly state: string })[]).map((row) => {
        const sale = JSON.parse(row.state) as SaleState;
        return { ...row, sale, owed: owedReceipts(sale, isVoided) };
      });
    },
    fits: ({ owed }) => owed.length > 0,
    most: PAGE + 1,
  });
  return { rows: found.slice(0, PAGE).flatMap(rowsOf), more: found.length > PAGE };
}

type Found = Key & { readonly sale: SaleState; readonly owed: ReturnType<typeof owedReceipts> };

function rowsOf({ id, sale: { made, businessDay }, owed }: Found): OwedRow[] {
  if (made === null) return [];
  const { buyer } = goodsOf(made);
  return owed.map((one) => ({ ...one, sale: id, document: made.document, businessDay, buyer }));
}

function keyOf(db: Db, sale: string): Key | null {
  const key = statement(db, 'SELECT id, day, at FROM sale WHERE id = ?').get(sale) as Key | undefined;
  return key ?? null;
}
