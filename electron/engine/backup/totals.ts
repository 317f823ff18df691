import type { Totals } from '../../../contract/app/backup.ts';
import type { Db } from '../database/open.ts';
import { readIdentity } from '../journal/identity.ts';
import { businessDayOf } from '../queries/state.ts';

/** What people compare a copy by: cards still unsold, sales that stand and their money, the last paper. */
export function totalsOf(db: Db): Totals {
  const one = <T>(sql: string) => db.prepare(sql).get() as T;
  const { events } = one<{ events: number }>('SELECT count(*) AS events FROM event');
  const { cards } = one<{ cards: number }>(
    "SELECT count(*) AS cards FROM card WHERE sales = '' AND voided = 0",
  );
  const money = one<Pick<Totals, 'sales' | 'cardsFen' | 'booksFen'>>(
    `SELECT count(*) AS sales, coalesce(sum(state ->> '$.made.cardsFen'), 0) AS cardsFen,
       coalesce(sum(state ->> '$.made.booksFen'), 0) AS booksFen
     FROM sale WHERE state ->> '$.made' IS NOT NULL AND state ->> '$.reversed' IS NULL`,
  );
  const last = db
    .prepare("SELECT id FROM document ORDER BY (state ->> '$.about.at') DESC, id DESC LIMIT 1")
    .pluck()
    .get() as string | undefined;
  const device = readIdentity(db)?.device ?? '';
  return { events, cards, ...money, document: last ?? '', businessDay: businessDayOf(db, device) };
}
