import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import { paperMark } from '../../../contract/domain/document-number.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import type { BookReceiptState, CardReceiptState } from '../../../contract/domain/folds/receipts.ts';
import type { IntakeSlip } from '../../../contract/domain/intake-slip.ts';
import { addFen } from '../../../contract/domain/money.ts';
import type { Db } from '../database/open.ts';
import { bookLineOf, cardLinesOf } from './goods-lines.ts';
import { placeOnPaper } from './places.ts';
import { type Printing, printedBy } from './printing.ts';
import { pointOnPaper } from './slip.ts';
import { cityOf, nameOf, stateOf } from './state.ts';

type Received = CardReceiptState | BookReceiptState;

/** Everything the next print of the 入库单 says, from tables alone. */
export function intakeSlip(db: Db, id: string, now: Printing): IntakeSlip | null {
  const cards = stateOf<CardReceiptState>(db, 'card_receipt', id);
  if (cards !== null) {
    const lines = cardLinesOf(db, cards.received.course, cards.received.ranges);
    return { ...frame(db, cards, now), cards: lines, books: [], totalFen: sumOf(lines) };
  }
  const books = stateOf<BookReceiptState>(db, 'book_receipt', id);
  if (books === null) return null;
  const line = bookLineOf(db, books.received.textbook, books.received.quantity);
  return { ...frame(db, books, now), cards: [], books: [line], totalFen: line.amountFen };
}

function frame(db: Db, { received, businessDay, clerk }: Received, now: Printing) {
  const { practice } = cityOf(db).said;
  const { document, note, holder } = received;
  const paper = stateOf<DocumentState>(db, 'document', document);
  return {
    number: document,
    mark: paperMark(paper?.claims[0]?.hash ?? ''),
    practice,
    point: pointOnPaper(db, document),
    businessDay: businessDay as CalendarDay,
    note,
    place: placeOnPaper(db, holder),
    clerk: nameOf(db, clerk),
    ...printedBy(db, now),
    // The first print is the original; what comes after it says 补打.
    reprint: paper?.prints ?? 0,
  };
}

function sumOf(lines: IntakeSlip['cards']) {
  return addFen(...lines.map((line) => line.amountFen));
}
