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

/** Consecutive numbers keep one distance from their place in the list; the tail is counted in its last 18 digits. */
const ISLANDS = (where: string) => `
  SELECT min(number) AS first, max(number) AS last, count(*) AS count FROM (
    SELECT series, number, substr(number, 1, max(0, length(number) - 18)) AS lead,
      CAST(substr(ltrim(number, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), -18) AS INTEGER)
        - row_number() OVER (PARTITION BY series ORDER BY number) AS distance
    FROM card WHERE ${where}
  ) GROUP BY series, lead, distance ORDER BY series, first`;

/** Unsold cards of one course in one holder's hands, as runs without gaps. */
export function unsoldRuns(db: Db, holder: string, course: string): readonly Island[] {
  return statement(db, ISLANDS("sales = '' AND voided = 0 AND holder = ? AND course = ?")).all(
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
  return statement(
    db,
    `SELECT count(*) FROM card WHERE series = ? AND number BETWEEN ? AND ?
       AND sales = '' AND voided = 0 AND receipt <> '' AND holder = ? AND course = ?`,
  )
    .pluck()
    .get(seriesOf(range.first), range.first, range.last, holder, course) as number;
}

/** Cards of a run that the program knows already, with the receipt they came by. */
export function knownIn(db: Db, range: CardRange): readonly { range: CardRange; receipt: string }[] {
  const rows = statement(
    db,
    `SELECT receipt, min(number) AS first, max(number) AS last FROM (
         SELECT receipt, number, CAST(substr(ltrim(number, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), -18) AS INTEGER)
           - row_number() OVER (PARTITION BY receipt ORDER BY number) AS distance
         FROM card WHERE series = ? AND number BETWEEN ? AND ?
       ) GROUP BY receipt, distance ORDER BY first`,
  ).all(seriesOf(range.first), range.first, range.last) as {
    receipt: string;
    first: CardNumber;
    last: CardNumber;
  }[];
  return rows.map(({ receipt, first, last }) => ({ receipt, range: { first, last } }));
}
