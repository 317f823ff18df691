import type { SalesFilter } from '../../../contract/app/sales.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Journal } from '../journal/journal.ts';
import type { World } from '../world.ts';
import { firstFitting } from './in-slices.ts';
import { type SalesPath, salesPaths } from './sales-paths.ts';

/** Sales on one page of the list. */
const PAGE = 50;

interface Key {
  readonly id: string;
  readonly day: string;
  readonly at: number;
}

/** Just above every sale of this day and before; in: null for all days. Days are digits. */
const endOf = (day: string | null): Key => ({ id: '', day: `${day ?? ''}~`, at: 0 });

const BY_TIME = 'sale s INDEXED BY sale_by_day_at';
const BY_EMPLOYER = 'sale s INDEXED BY sale_by_employer_day_at';
const LAST_DIGITS = (column: string) => `substr(${column}, -length(@key)) = @key`;

/** How each path reaches its sales: where it reads them from, and what else must hold. `@key` is the path's own. */
const PATHS: Readonly<Record<SalesPath['kind'], readonly [from: string, fits: string]>> = {
  all: [`${BY_TIME} WHERE 1`, '1'],
  tail: [`${BY_TIME} WHERE 1`, `(${LAST_DIGITS('s.document')} OR ${LAST_DIGITS('s.reversal')})`],
  clerks: [`${BY_TIME} WHERE 1`, 's.clerk IN (SELECT value FROM json_each(@key))'],
  walkIns: [
    `${BY_TIME} WHERE 1`,
    "s.employer IS NULL AND instr('个人(' || (s.state ->> '$.made.buyer.area') || ')', @key) > 0",
  ],
  employer: [`${BY_EMPLOYER} WHERE s.employer = @key`, '1'],
  sales: ['json_each(@key) j CROSS JOIN sale s ON s.id = j.value WHERE 1', '1'],
};

const ANY_PAPER = (holds: string) =>
  `EXISTS (SELECT 1 FROM document d WHERE d.id IN (s.document, s.reversal) AND ${holds})`;

const FILTER = `(@clerk IS NULL OR s.clerk = @clerk) AND CASE @state
  WHEN 'reversed' THEN s.reversal IS NOT NULL
  WHEN 'unprinted' THEN ${ANY_PAPER('d.prints = 0')}
  WHEN 'waiting' THEN ${ANY_PAPER('d.posted_day IS NULL')}
  ELSE 1 END`;

/** The last day is no condition of its own: beside the key it would keep SQLite from starting there. */
function sliceOf(kind: SalesPath['kind']): string {
  const [from, fits] = PATHS[kind];
  return `SELECT s.id, s.day, s.at, ${fits} AND ${FILTER} AS fits FROM ${from}
    AND s.day >= @from AND (s.day, s.at, s.id) < (@beforeDay, @beforeAt, @beforeId)
    ORDER BY s.day DESC, s.at DESC, s.id DESC LIMIT @size`;
}

interface Where {
  readonly db: Db;
  readonly journal: Journal;
  readonly timers: Pick<World['timers'], 'nextTurn'>;
}

/** Ids of a page of sales, newest first. in: the last sale of the page before. Refuses a name too many units bear. */
export async function findSales(
  { db, journal, timers }: Where,
  filter: SalesFilter,
  after: string | null,
): Promise<{ readonly ids: readonly string[]; readonly more: boolean }> {
  const start = (after === null ? null : keyOf(db, after)) ?? endOf(filter.to);
  const found = new Map<string, Key>();
  for (const path of salesPaths(db, journal, filter.text)) {
    const walk = {
      read: reader(db, path, filter, start),
      fits: (row: Row) => row.fits === 1,
      most: PAGE + 1,
    };
    for (const key of await firstFitting(timers, walk)) found.set(key.id, key);
    await timers.nextTurn();
  }
  const newestFirst = [...found.values()].sort(newerFirst);
  return { ids: newestFirst.slice(0, PAGE).map(({ id }) => id), more: newestFirst.length > PAGE };
}

type Row = Key & { readonly fits: number };

function reader(db: Db, path: SalesPath, { from, clerk, state }: SalesFilter, start: Key) {
  const slice = statement(db, sliceOf(path.kind));
  const fixed = { key: path.key, from: from ?? '0', clerk, state };
  return (last: Key | null, size: number) => {
    const { id: beforeId, day: beforeDay, at: beforeAt } = last ?? start;
    return slice.all({ ...fixed, beforeDay, beforeAt, beforeId, size }) as Row[];
  };
}

function keyOf(db: Db, sale: string): Key | null {
  const key = statement(db, 'SELECT id, day, at FROM sale WHERE id = ?').get(sale) as Key | undefined;
  return key ?? null;
}

function newerFirst(a: Key, b: Key): number {
  if (a.day !== b.day) return a.day < b.day ? 1 : -1;
  if (a.at !== b.at) return b.at - a.at;
  return a.id < b.id ? 1 : -1;
}
