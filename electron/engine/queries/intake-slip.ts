import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import { rangeCount } from '../../../contract/domain/card-range.ts';
import { paperMark } from '../../../contract/domain/document-number.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import type { BookReceiptState, CardReceiptState } from '../../../contract/domain/folds/receipts.ts';
import type { IntakeSlip } from '../../../contract/domain/intake-slip.ts';
import { addFen, CARD_PRICE_FEN, fen, TEXTBOOK_PRICE_FEN, timesFen } from '../../../contract/domain/money.ts';
import type { Db } from '../database/open.ts';
import { placeOnPaper } from './places.ts';
import { type Printing, printedBy } from './printing.ts';
import { pointOnPaper } from './slip.ts';
import { cityOf, courseOf, courses, nameOf, stateOf } from './state.ts';

type Received = CardReceiptState | BookReceiptState;

/** Everything the next print of the 入库单 says, from tables alone. */
export function intakeSlip(db: Db, id: string, now: Printing): IntakeSlip | null {
  const cards = stateOf<CardReceiptState>(db, 'card_receipt', id);
  if (cards !== null) {
    const lines = cardLines(db, cards);
    return { ...frame(db, cards, now), cards: lines, books: [], totalFen: sumOf(lines) };
  }
  const books = stateOf<BookReceiptState>(db, 'book_receipt', id);
  if (books === null) return null;
  const line = bookLine(db, books);
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

function cardLines(db: Db, { received }: CardReceiptState): IntakeSlip['cards'] {
  const said = courseOf(db, received.course)?.said;
  const course = said === undefined ? received.course : `${said.year}年度 ${said.name}`;
  const unitFen = said === undefined ? CARD_PRICE_FEN : fen(said.cardFen);
  return received.ranges.map(({ first, last }) => {
    const count = rangeCount({ first, last } as Parameters<typeof rangeCount>[0]);
    return { course, start: first, end: last, count, unitFen, amountFen: timesFen(unitFen, count) };
  });
}

function bookLine(db: Db, { received }: BookReceiptState): IntakeSlip['books'][number] {
  const { textbook, quantity } = received;
  const book = courses(db)
    .flatMap(({ said }) => said.textbooks)
    .find((one) => one.textbook === textbook);
  const unitFen = book === undefined ? TEXTBOOK_PRICE_FEN : fen(book.fen);
  const title = `《${book?.title ?? textbook}》`;
  return { title, quantity, unitFen, amountFen: timesFen(unitFen, quantity) };
}

function sumOf(lines: IntakeSlip['cards']) {
  return addFen(...lines.map((line) => line.amountFen));
}
