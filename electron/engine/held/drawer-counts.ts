import type { CashCount } from '../../../contract/domain/closing.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { write } from '../database/write.ts';

/** One blind count of a drawer, with what it should have held at that moment; sums in fen. */
export interface DrawerCount {
  readonly request: string;
  readonly person: string;
  /** The newest thing in the journal when it was counted. */
  readonly lamport: number;
  readonly count: CashCount;
  readonly countedFen: number;
  readonly expectedFen: number;
}

/** Which drawer's time it is: the open shift (or none), after the hand-over before. */
export interface DrawerTime {
  readonly shift: string;
  readonly after: number;
}

interface Row {
  readonly request: string;
  readonly person: string;
  readonly lamport: number;
  readonly count: string;
  readonly counted_fen: number;
  readonly expected_fen: number;
}

/** Keeps a count that was handed in; the same form again changes nothing. */
export function keepCount(db: Db, { shift, after }: DrawerTime, given: DrawerCount): void {
  const { request, person, lamport, count, countedFen, expectedFen } = given;
  const values = [request, shift, after, person, lamport, JSON.stringify(count), countedFen, expectedFen];
  write(db, () =>
    statement(db, 'INSERT OR IGNORE INTO drawer_count VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(...values),
  );
}

/** Every count of this shift so far, first one first. */
export function countsOf(db: Db, { shift, after }: DrawerTime): readonly DrawerCount[] {
  const rows = statement(
    db,
    `SELECT request, person, lamport, count, counted_fen, expected_fen FROM drawer_count
     WHERE shift = ? AND after = ? ORDER BY rowid`,
  ).all(shift, after) as Row[];
  return rows.map(({ request, person, lamport, count, counted_fen, expected_fen }) => ({
    request,
    person,
    lamport,
    count: JSON.parse(count),
    countedFen: counted_fen,
    expectedFen: expected_fen,
  }));
}

/** The hand-over that was made says it all; counts before it are done with. */
export function forgetCounts(db: Db): void {
  statement(db, 'DELETE FROM drawer_count').run();
}
