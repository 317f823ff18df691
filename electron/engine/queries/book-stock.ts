import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';

/** Copies of a title in one holder's hands: what came less what left. Below zero is a discrepancy, and is shown. */
export function booksInHand(db: Db, holder: string, textbook: string): number {
  const came = moved(db, 'book_in', holder, textbook);
  return came - moved(db, 'book_out', holder, textbook);
}

function moved(db: Db, table: 'book_in' | 'book_out', holder: string, textbook: string): number {
  return statement(db, `SELECT ifnull(sum(quantity), 0) FROM ${table} WHERE holder = ? AND textbook = ?`)
    .pluck()
    .get(holder, textbook) as number;
}
