import type { CardRange } from '../../../contract/domain/card-range.ts';
import type { TransferState } from '../../../contract/domain/folds/transfer.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { type Identity, tillOf } from '../journal/identity.ts';
import { runsHeldBy } from './card-stock.ts';
import { storeOf } from './places.ts';
import { stateOf } from './state.ts';

/** 签收 by the addressed place, or 收回 by the one that sent. */
export type Receiving = 'addressee' | 'sender';

export interface BooksUnderWay {
  readonly textbook: string;
  readonly quantity: number;
}

/** A move of goods of which something is still in nobody's hands. */
export interface OpenTransfer {
  readonly id: string;
  readonly transfer: TransferState;
  readonly cards: readonly CardRange[];
  readonly books: readonly BooksUnderWay[];
}

/** Into which of this PC's places the transfer's goods may come, in that capacity; null when it is not this PC's turn. */
export function receiverOf(
  own: Pick<Identity, 'device' | 'point'>,
  { from, destination }: Pick<TransferState, 'from' | 'destination'>,
  as: Receiving,
): string | null {
  const place = as === 'addressee' ? destination : from;
  return place === tillOf(own) || place === storeOf(own) ? place : null;
}

const UNDER_WAY = "holder >= 'transit:' AND holder < 'transit;'";

const BOOK_MOVES = `SELECT holder, textbook, quantity FROM book_in WHERE ${UNDER_WAY}
  UNION ALL SELECT holder, textbook, -quantity FROM book_out WHERE ${UNDER_WAY}`;

/** What is in transit, oldest first. Cards are found by their rows and books by the sum of moves: there is no flag to forget. */
export function transfersOnTheWay(db: Db): readonly string[] {
  const holders = statement(
    db,
    `SELECT DISTINCT holder FROM card WHERE sales = '' AND voided = 0 AND ${UNDER_WAY}
     UNION SELECT holder FROM (${BOOK_MOVES}) GROUP BY holder, textbook HAVING sum(quantity) > 0`,
  )
    .pluck()
    .all() as string[];
  return holders
    .map((holder) => holder.slice('transit:'.length))
    .map((id) => ({ id, at: stateOf<TransferState>(db, 'transfer', id)?.sent?.at ?? 0 }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ id }) => id);
}

/** One of them; null for an unknown id, and while its dispatch has not arrived (待到). */
export function openTransfer(db: Db, id: string): OpenTransfer | null {
  const transfer = stateOf<TransferState>(db, 'transfer', id);
  if (transfer === null || transfer.sent === null) return null;
  return { id, transfer, cards: runsHeldBy(db, `transit:${id}`), books: booksUnderWay(db, id) };
}

/** Copies of a transfer that nobody has accepted yet, by title. */
export function booksUnderWay(db: Db, id: string): readonly BooksUnderWay[] {
  return statement(
    db,
    `SELECT textbook, sum(quantity) AS quantity FROM (
       SELECT textbook, quantity FROM book_in WHERE holder = @holder
       UNION ALL SELECT textbook, -quantity FROM book_out WHERE holder = @holder
     ) GROUP BY textbook HAVING sum(quantity) > 0 ORDER BY textbook`,
  ).all({ holder: `transit:${id}` }) as BooksUnderWay[];
}
