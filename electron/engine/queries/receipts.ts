import type { ReceiptRow } from '../../../contract/app/receipts.ts';
import { type CardRange, describeBriefly } from '../../../contract/domain/card-range.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import type { BookReceiptState, CardReceiptState } from '../../../contract/domain/folds/receipts.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Identity } from '../journal/identity.ts';
import type { Timers } from '../world.ts';
import { placeName } from './places.ts';
import { courseOf, nameOf, stateOf, titleOf } from './state.ts';

type Own = Pick<Identity, 'device' | 'point'>;

/** One intake, of cards or of books, as this PC sees it; null for an unknown id. */
export function receiptRow(db: Db, own: Own, id: string): ReceiptRow | null {
  const cards = stateOf<CardReceiptState>(db, 'card_receipt', id);
  if (cards !== null) {
    const { course, count, ranges } = cards.received;
    const name = courseOf(db, course)?.said.name ?? course;
    return {
      ...shared(db, own, cards),
      kind: 'cards',
      name,
      count,
      text: describeBriefly(ranges as CardRange[]),
    };
  }
  const books = stateOf<BookReceiptState>(db, 'book_receipt', id);
  if (books === null) return null;
  const { textbook, quantity } = books.received;
  const name = `《${titleOf(db, textbook) ?? textbook}》`;
  return { ...shared(db, own, books), kind: 'books', name, count: quantity, text: '' };
}

function shared(db: Db, own: Own, { received, businessDay, clerk }: CardReceiptState | BookReceiptState) {
  const { receipt, document, note, holder } = received;
  const prints = stateOf<DocumentState>(db, 'document', document)?.prints ?? 0;
  const place = placeName(db, own, holder);
  return { receipt, document, note, businessDay, clerk: nameOf(db, clerk), place, prints };
}

/** Cards and books together, newest first. */
export async function recentReceipts(
  db: Db,
  { nextTurn }: Pick<Timers, 'nextTurn'>,
  own: Own,
  most = 100,
): Promise<ReceiptRow[]> {
  const ids = statement(
    db,
    `SELECT id FROM (
       SELECT * FROM (SELECT id, day, at FROM card_receipt ORDER BY day DESC, at DESC LIMIT @most)
       UNION ALL SELECT * FROM (SELECT id, day, at FROM book_receipt ORDER BY day DESC, at DESC LIMIT @most)
     ) ORDER BY day DESC, at DESC, id DESC LIMIT @most`,
  )
    .pluck()
    .all({ most });
  const rows: ReceiptRow[] = [];
  for (const [at, id] of (ids as string[]).entries()) {
    // A turn for others now and then: hundreds of runs each are much to read.
    if (at > 0 && at % 20 === 0) await nextTurn();
    rows.push(...[receiptRow(db, own, id) ?? []].flat());
  }
  return rows;
}

/** How people name an intake: by the supplier's slip, else by our own document. */
export function sourceOf(db: Db, id: string): string {
  const state = stateOf<CardReceiptState>(db, 'card_receipt', id);
  return state?.received.note || state?.received.document || '较早的入库';
}

/** The intake that brought in this supplier's slip of cards, if any. */
export function receiptOfNote(db: Db, note: string): CardReceiptState | null {
  if (note === '') return null;
  const id = statement(db, 'SELECT id FROM card_receipt WHERE note = ? ORDER BY id LIMIT 1')
    .pluck()
    .get(note);
  return id === undefined ? null : stateOf(db, 'card_receipt', id as string);
}

/** Width of the cards last taken in for a course; null before its first. */
export function usualWidth(db: Db, course: string): number | null {
  const width = statement(
    db,
    `SELECT length(state ->> '$.received.ranges[0].first') FROM card_receipt
     WHERE state ->> '$.received.course' = ? ORDER BY day DESC, at DESC LIMIT 1`,
  )
    .pluck()
    .get(course);
  return width === undefined ? null : (width as number);
}
