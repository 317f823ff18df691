import type { CardNumber } from '../../../contract/domain/card-number.ts';
import { rangeCount } from '../../../contract/domain/card-range.ts';
import { CARD_PRICE_FEN, fen, TEXTBOOK_PRICE_FEN, timesFen } from '../../../contract/domain/money.ts';
import type { SlipBookLine, SlipCardLine } from '../../../contract/domain/slip-lines.ts';
import type { Db } from '../database/open.ts';
import { courseOf, courses } from './state.ts';

type Ranges = readonly { readonly first: string; readonly last: string }[];

/** Runs of one course's cards as lines of a paper, at the price the city published. */
export function cardLinesOf(db: Db, course: string, ranges: Ranges): readonly SlipCardLine[] {
  const said = courseOf(db, course)?.said;
  const name = said === undefined ? course : `${said.year}年度 ${said.name}`;
  const unitFen = said === undefined ? CARD_PRICE_FEN : fen(said.cardFen);
  return ranges.map(({ first, last }) => {
    const count = rangeCount({ first: first as CardNumber, last: last as CardNumber });
    return { course: name, start: first, end: last, count, unitFen, amountFen: timesFen(unitFen, count) };
  });
}

/** Copies of a title as a line of a paper, at the price the city published. */
export function bookLineOf(db: Db, textbook: string, quantity: number): SlipBookLine {
  const book = courses(db)
    .flatMap(({ said }) => said.textbooks)
    .find((one) => one.textbook === textbook);
  const unitFen = book === undefined ? TEXTBOOK_PRICE_FEN : fen(book.fen);
  const title = `《${book?.title ?? textbook}》`;
  return { title, quantity, unitFen, amountFen: timesFen(unitFen, quantity) };
}
