import { type CardNumber, cardAt, seriesOf } from '../../../contract/domain/card-number.ts';
import type { CardRange } from '../../../contract/domain/card-range.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Timers } from '../world.ts';

interface Island {
  readonly first: CardNumber;
  readonly last: CardNumber;
  readonly count: number;
}

/** Digits that SQLite's 64-bit integers hold for certain. */
const COUNTED_DIGITS = 18;

/**
 * Runs without gaps: consecutive numbers keep one distance from their place in the list. The tail is counted in its last
 * 18 digits. in: columns by which runs are also kept apart, and a table or query of cards.
 */
export const ISLANDS = (apart: '' | `${string}, `, cards: string) => `
  SELECT ${apart}min(number) AS first, max(number) AS last, count(*) AS count FROM (
    SELECT ${apart}series, number, substr(number, 1, max(0, length(number) - ${COUNTED_DIGITS})) AS lead,
      CAST(substr(ltrim(number, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), -${COUNTED_DIGITS}) AS INTEGER)
        - row_number() OVER (PARTITION BY ${apart}series ORDER BY number) AS distance
    FROM ${cards}
  ) GROUP BY ${apart}series, lead, distance ORDER BY series, first`;

const IN_HAND = "sales = '' AND voided = 0 AND receipt <> '' AND holder = ?";
const SELLABLE = `${IN_HAND} AND course = ?`;
const WITHIN = 'series = ? AND number BETWEEN ? AND ?';

function keysOf(range: CardRange) {
  return [seriesOf(range.first), range.first, range.last] as const;
}

/** Along the index `card_unsold`, which names its condition in these words. */
const UNSOLD = "card WHERE sales = '' AND voided = 0 AND holder = ? AND course = ?";

/** Cards read in one turn of the engine: at most 13 ms, where 200,000 at once took 57 ms (measured). */
const SLICE = 5_000;

/**
 * Unsold cards of one course in one holder's hands, as runs without gaps; read in slices with turns for others between.
 * What is sold in between is missing from the slices still to come.
 */
export async function unsoldRuns(
  db: Db,
  { nextTurn }: Pick<Timers, 'nextTurn'>,
  holder: string,
  course: string,
  slice: number = SLICE,
): Promise<readonly Island[]> {
  const next = statement(
    db,
    ISLANDS(
      '',
      `(SELECT series, number FROM ${UNSOLD} AND (series, number) > (?, ?) ORDER BY series, number LIMIT ?)`,
    ),
  );
  const runs: Island[] = [];
  for (let after: readonly [string, string] = ['', '']; ; await nextTurn()) {
    const found = next.all(holder, course, ...after, slice) as Island[];
    addSlice(runs, found);
    const last = runs.at(-1)?.last;
    if (last === undefined || found.reduce((sum, { count }) => sum + count, 0) < slice) return runs;
    after = [seriesOf(last), last];
  }
}

/** A run that the edge of a slice cut in two becomes one again. */
function addSlice(runs: Island[], found: readonly Island[]): void {
  const [before, run] = [runs.at(-1), found[0]];
  const cut = before !== undefined && run !== undefined && follows(before.last, run.first);
  if (cut) runs[runs.length - 1] = { first: before.first, last: run.last, count: before.count + run.count };
  runs.push(...(cut ? found.slice(1) : found));
}

/** Judges as `ISLANDS` does: a run ends where the digits beyond the counted ones change. */
function follows(last: CardNumber, first: CardNumber): boolean {
  const next = cardAt(last, 1n);
  const sameLead = last.slice(0, -COUNTED_DIGITS) === first.slice(0, -COUNTED_DIGITS);
  return next.ok && next.value === first && sameLead;
}

export function unsoldCount(db: Db, holder: string, course: string): number {
  return statement(db, `SELECT count(*) FROM ${UNSOLD}`).pluck().get(holder, course) as number;
}

/** How many cards of a run this till can sell for the course. */
export function sellableIn(db: Db, range: CardRange, holder: string, course: string): number {
  return statement(db, `SELECT count(*) FROM card WHERE ${WITHIN} AND ${SELLABLE}`)
    .pluck()
    .get(...keysOf(range), holder, course) as number;
}

/** Those cards of a run that this till can sell for the course, as runs without gaps. */
export function sellableRuns(db: Db, range: CardRange, holder: string, course: string): readonly CardRange[] {
  const rows = statement(db, ISLANDS('', `card WHERE ${WITHIN} AND ${SELLABLE}`)).all(
    ...keysOf(range),
    holder,
    course,
  ) as Island[];
  return rows.map(({ first, last }) => ({ first, last }));
}

/** The first known cards of a run that this till can't sell for the course. */
export function unsellableIn(
  db: Db,
  range: CardRange,
  holder: string,
  course: string,
  most: number,
): readonly CardNumber[] {
  return statement(
    db,
    `SELECT number FROM card WHERE ${WITHIN} AND NOT (${SELLABLE}) ORDER BY number LIMIT ?`,
  )
    .pluck()
    .all(...keysOf(range), holder, course, most) as CardNumber[];
}

/** One look where `knownIn` takes many: most runs that are asked about are new. */
export function anyKnownIn(db: Db, range: CardRange): boolean {
  const any = statement(db, `SELECT 1 FROM card WHERE ${WITHIN} LIMIT 1`);
  return any.get(...keysOf(range)) !== undefined;
}

/** Cards of a run that the program knows already, with the receipt they came by. */
export function knownIn(db: Db, range: CardRange): readonly { range: CardRange; receipt: string }[] {
  const rows = statement(db, ISLANDS('receipt, ', `card WHERE ${WITHIN}`)).all(
    ...keysOf(range),
  ) as (Island & {
    receipt: string;
  })[];
  return rows.map(({ receipt, first, last }) => ({ receipt, range: { first, last } }));
}

/** Cards of one intake, as a dispatch names them. */
export interface Batch {
  readonly course: string;
  readonly receipt: string;
  readonly range: CardRange;
}

/** Cards of a run that lie unsold in one holder's hands, whatever their course. */
export function heldIn(db: Db, range: CardRange, holder: string): readonly Batch[] {
  const rows = statement(db, ISLANDS('course, receipt, ', `card WHERE ${WITHIN} AND ${IN_HAND}`)).all(
    ...keysOf(range),
    holder,
  ) as (Island & { course: string; receipt: string })[];
  return rows.map(({ course, receipt, first, last }) => ({ course, receipt, range: { first, last } }));
}

/** The first known cards of a run that are not unsold in this holder's hands. */
export function notHeldIn(db: Db, range: CardRange, holder: string, most: number): readonly CardNumber[] {
  return statement(db, `SELECT number FROM card WHERE ${WITHIN} AND NOT (${IN_HAND}) ORDER BY number LIMIT ?`)
    .pluck()
    .all(...keysOf(range), holder, most) as CardNumber[];
}

/** All unsold cards of one holder, whatever their course, as runs without gaps. */
export function runsHeldBy(db: Db, holder: string): readonly CardRange[] {
  const rows = statement(db, ISLANDS('', "card WHERE sales = '' AND voided = 0 AND holder = ?")).all(
    holder,
  ) as Island[];
  return rows.map(({ first, last }) => ({ first, last }));
}
