import type { Receipt } from '../../../contract/app/cards.ts';
import type { CardReceiptState } from '../../../contract/domain/folds/receipts.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { courseOf, nameOf, stateOf } from './state.ts';

export function receiptOf(db: Db, id: string): Receipt | null {
  const state = stateOf<CardReceiptState>(db, 'card_receipt', id);
  if (state === null) return null;
  const { receipt, document, note, course, ranges, count } = state.received;
  return {
    receipt,
    document,
    note,
    course,
    courseName: courseOf(db, course)?.said.name ?? course,
    businessDay: state.businessDay,
    clerk: nameOf(db, state.clerk),
    count,
    ranges,
  };
}

/** Newest first. */
export function recentReceipts(db: Db, most = 100): Receipt[] {
  const ids = statement(db, 'SELECT id FROM card_receipt ORDER BY at DESC, id DESC LIMIT ?')
    .pluck()
    .all(most);
  return (ids as string[]).flatMap((id) => receiptOf(db, id) ?? []);
}

/** How people name an intake: by the supplier's slip, else by our own document. */
export function sourceOf(db: Db, id: string): string {
  const state = stateOf<CardReceiptState>(db, 'card_receipt', id);
  return state?.received.note || state?.received.document || '较早的入库';
}

/** The intake that brought in this supplier's slip, if any. */
export function receiptOfNote(db: Db, note: string): Receipt | null {
  if (note === '') return null;
  const id = statement(db, 'SELECT id FROM card_receipt WHERE note = ? ORDER BY id LIMIT 1')
    .pluck()
    .get(note);
  return id === undefined ? null : receiptOf(db, id as string);
}
