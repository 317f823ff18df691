import type { DayCloseState } from '../../../contract/domain/folds/closing.ts';
import type { EventType } from '../../../contract/events/catalogue.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { type Identity, tillOf } from '../journal/identity.ts';

/** Papers that make a business day one to be closed; those of closing and banking themselves don't. */
const DEALS: readonly EventType[] = [
  'sale.made',
  'sale.reversed',
  'goods.returned',
  'cards.received',
  'cards.dispatched',
  'cards.accepted',
  'cards.writtenOff',
  'textbooks.received',
  'textbooks.dispatched',
  'textbooks.accepted',
  'shift.closed',
];

/** The last business day that was closed on this PC, with its closing; null before the first. */
export function lastClosing(db: Db, device: string): DayCloseState | null {
  const state = statement(
    db,
    'SELECT state FROM day_close WHERE device = ? AND day IS NOT NULL ORDER BY day DESC LIMIT 1',
  )
    .pluck()
    .get(device) as string | undefined;
  return state === undefined ? null : JSON.parse(state);
}

/** Days listed at most: whoever closes none for so long sees the first of them. */
const MOST_DAYS = 60;

/**
 * Business days up to `today` on which this PC wrote a paper or a receipt, or spoiled one, and that are not closed,
 * earliest first. in: the series of
 * its numbers, as `QZ1`, whatever the life they were written in.
 */
export function unclosedDays(db: Db, device: string, series: string, today: string): readonly string[] {
  const closed = lastClosing(db, device)?.closed?.day ?? '';
  const days = lettersOf(db, device).flatMap((letter) =>
    daysWithDeals(db, `${series}${letter}-`, closed, today),
  );
  // A receipt that is written later, or 作废, has no paper of its own, and its number must stand on some day's sheet.
  const receipts = [USED_AFTER, VOIDED_AFTER].flatMap((sql) =>
    daysWithReceipts(db, sql, device, closed, today),
  );
  const restocked = statement(db, RESTOCKED).pluck().all(tillOf({ device }), closed, today) as string[];
  return [...new Set([...days, ...receipts, ...restocked])].toSorted().slice(0, MOST_DAYS);
}

/** Cards that came back on sale move the till's count, and have no paper either. Returns are a few a week. */
const RESTOCKED = `SELECT DISTINCT s.value ->> '$.day' FROM goods_return r, json_each(r.state, '$.settled') s
  WHERE s.value ->> '$.outcome' = 'restocked' AND s.value ->> '$.holder' = ?
  AND s.value ->> '$.day' > ? AND s.value ->> '$.day' <= ?`;
const USED_AFTER = `SELECT day FROM money_receipt WHERE day > ? AND day <= ?
  AND state ->> '$.uses[0].device' = ? ORDER BY day LIMIT 1`;
const VOIDED_AFTER = `SELECT voided_day FROM money_receipt WHERE voided_day > ? AND voided_day <= ?
  AND state ->> '$.voided.device' = ? ORDER BY voided_day LIMIT 1`;

function daysWithReceipts(
  db: Db,
  sql: string,
  device: string,
  closed: string,
  today: string,
): readonly string[] {
  const next = statement(db, sql).pluck();
  const days: string[] = [];
  while (days.length < MOST_DAYS) {
    const day = next.get(days.at(-1) ?? closed, today, device) as string | undefined;
    if (day === undefined) break;
    days.push(day);
  }
  return days;
}

function lettersOf(db: Db, device: string): readonly string[] {
  const lives = statement(db, 'SELECT DISTINCT incarnation FROM stream WHERE device = ?')
    .pluck()
    .all(device) as string[];
  return [...new Set(lives.map((life) => life.split('-')[0] ?? ''))];
}

/** Hops from day to day along the numbers, so that a month not closed costs as much as a day. */
function daysWithDeals(db: Db, series: string, closed: string, today: string): readonly string[] {
  const next = statement(db, 'SELECT id FROM document WHERE id > ? AND id < ? ORDER BY id LIMIT 1').pluck();
  const end = `${series}${compact(today)}~`;
  const days: string[] = [];
  let from = closed === '' ? series : `${series}${compact(closed)}~`;
  while (days.length < MOST_DAYS) {
    const found = next.get(from, end) as string | undefined;
    if (found === undefined) break;
    const day = found.slice(series.length, series.length + 8);
    if (hasDeals(db, `${series}${day}-`)) days.push(spelled(day));
    from = `${series}${day}~`;
  }
  return days;
}

/** `2014-05-20` → `20140520`, as it stands in a paper's number. */
export function compact(day: string): string {
  return day.replaceAll('-', '');
}

function spelled(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
}

function hasDeals(db: Db, numbers: string): boolean {
  const kinds = DEALS.map((type) => `'${type}'`).join(', ');
  const any = statement(
    db,
    `SELECT 1 FROM document WHERE id >= ? AND id < ? AND state ->> '$.about.type' IN (${kinds}) LIMIT 1`,
  )
    .pluck()
    .get(numbers, `${numbers}~`);
  return any !== undefined;
}

/**
 * First and last number of this PC's papers on one day; null where there were none. After a restore they are of two
 * series: then the first is of the older life and the last of the younger.
 */
export function papersOn(
  db: Db,
  { device, workplace, pc }: Pick<Identity, 'device' | 'workplace' | 'pc'>,
  day: string,
): Record<'first' | 'last', string | null> {
  const lives = lettersOf(db, device).toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const papers = lives.map((letter) => papersOfLife(db, `${workplace}${pc}${letter}-${compact(day)}-`));
  return {
    first: papers.find(({ first }) => first !== null)?.first ?? null,
    last: papers.findLast(({ last }) => last !== null)?.last ?? null,
  };
}

/** in: `QZ1A-20140520-`. */
function papersOfLife(db: Db, numbers: string): Record<'first' | 'last', string | null> {
  const within = 'document WHERE id >= ? AND id < ?';
  const end = (way: 'ASC' | 'DESC') =>
    (statement(db, `SELECT id FROM ${within} ORDER BY id ${way} LIMIT 1`)
      .pluck()
      .get(numbers, `${numbers}~`) as string | undefined) ?? null;
  const [first, last] = [end('ASC'), end('DESC')];
  if (last === null || !/-9{5,}$/.test(last)) return { first, last };
  // On the day that passes 99999, longer serials come after the others, and sort before them.
  const longest = statement(db, `SELECT id FROM ${within} ORDER BY length(id) DESC, id DESC LIMIT 1`);
  const shortest = statement(db, `SELECT id FROM ${within} ORDER BY length(id), id LIMIT 1`);
  return {
    first: shortest.pluck().get(numbers, `${numbers}~`) as string,
    last: longest.pluck().get(numbers, `${numbers}~`) as string,
  };
}
