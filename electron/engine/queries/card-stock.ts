import type { CardNumber } from '../../../contract/domain/card-number.ts';
import { seriesOf } from '../../../contract/domain/card-number.ts';
import type { CardRange } from '../../../contract/domain/card-range.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';

interface Island {
  first: CardNumber;
  last: CardNumber;
  count: number;
}

/**
 * Runs without gaps: consecutive numbers keep one distance from their place in the list. The tail is counted in its last
 * 18 digits. in: columns by which runs are also kept apart, and which cards.
 */
const ISLANDS = (apart: '' | 'receipt, ' | 'course, receipt, ', where: string) => `
  SELECT ${apart}min(number) AS first, max(number) AS last, count(*) AS count FROM (
    SELECT ${apart}series, number, substr(number, 1, max(0, length(number) - 18)) AS lead,
      CAST(substr(ltrim(number, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), -18) AS INTEGER)
        - row_number() OVER (PARTITION BY ${apart}series ORDER BY number) AS distance
    FROM card WHERE ${where}
  ) GROUP BY ${apart}series, lead, distance ORDER BY series, first`;

const IN_HAND = "sales = '' AND voided = 0 AND receipt <> '' AND holder = ?";
const SELLABLE = `${IN_HAND} AND course = ?`;
const WITHIN = 'series = ? AND number BETWEEN ? AND ?';

function keysOf(range: CardRange) {
  return [seriesOf(range.first), range.first, range.last] as const;
}

/** Unsold cards of one course in one holder's hands, as runs without gaps. */
export function unsoldRuns(db: Db, holder: string, course: string): readonly Island[] {
  return statement(db, ISLANDS('', "sales = '' AND voided = 0 AND holder = ? AND course = ?")).all(
    holder,
    course,
  ) as Island[];
}

export function unsoldCount(db: Db, holder: string, course: string): number {
  return statement(
    db,
    "SELECT count(*) FROM card WHERE sales = '' AND voided = 0 AND holder = ? AND course = ?",
  )
    .pluck()
    .get(holder, course) as number;
}

/** How many cards of a run this till can sell for the course. */
export function sellableIn(db: Db, range: CardRange, holder: string, course: string): number {
  return statement(db, `SELECT count(*) FROM card WHERE ${WITHIN} AND ${SELLABLE}`)
    .pluck()
    .get(...keysOf(range), holder, course) as number;
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

/** Cards of a run that the program knows already, with the receipt they came by. */
export function knownIn(db: Db, range: CardRange): readonly { range: CardRange; receipt: string }[] {
  const rows = statement(db, ISLANDS('receipt, ', WITHIN)).all(...keysOf(range)) as (Island & {
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
  const rows = statement(db, ISLANDS('course, receipt, ', `${WITHIN} AND ${IN_HAND}`)).all(
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
  const rows = statement(db, ISLANDS('', "sales = '' AND voided = 0 AND holder = ?")).all(holder) as Island[];
  return rows.map(({ first, last }) => ({ first, last }));
}
