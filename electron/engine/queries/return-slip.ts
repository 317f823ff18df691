import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import { rangeCount } from '../../../contract/domain/card-range.ts';
import { paperMark } from '../../../contract/domain/document-number.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import type { ReturnState } from '../../../contract/domain/folds/returns.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import { fen, formatYuan, timesFen } from '../../../contract/domain/money.ts';
import type { ReturnSlip } from '../../../contract/domain/return-slip.ts';
import { refundInWords } from '../../../contract/domain/reversal.ts';
import type { Db } from '../database/open.ts';
import { receiptsInWords } from '../receipt-words.ts';
import { returnedCards } from './dealings.ts';
import { type Printing, printedBy } from './printing.ts';
import { spoiledBy } from './returns.ts';
import { buyerWords, pointOnPaper } from './slip.ts';
import { cityOf, courseOf, nameOf, stateOf, titleOf } from './state.ts';

type Made = NonNullable<ReturnState['made']>;

/** Everything the next print of the 退卡确认单 says, from tables alone; null while the return or its sale is unknown. */
export function returnSlip(db: Db, id: string, now: Printing): ReturnSlip | null {
  const one = stateOf<ReturnState>(db, 'goods_return', id);
  const sale = one?.made == null ? null : stateOf<SaleState>(db, 'sale', one.made.sale);
  if (one === null || one.made === null || sale === null || sale.made === null) return null;
  const { made } = one;
  const { name, contact, phone, department } = buyerWords(db, sale.made);
  return {
    number: made.document,
    mark: paperMark(one.hash),
    practice: cityOf(db).said.practice,
    point: pointOnPaper(db, made.document),
    businessDay: one.day as CalendarDay,
    buyer: { name, contact, phone, department },
    of: made.slip,
    soldOn: sale.businessDay as CalendarDay,
    ...linesOf(db, made),
    totalFen: fen(made.cardsFen + made.booksFen),
    pays: made.pays,
    refunds: made.refunds
      .map((one) => `${refundInWords(one, made.pays)} ${formatYuan(fen(one.fen))}`)
      .join('；'),
    reason: made.reason,
    remark: made.remark,
    receipts: receiptsInWords(spoiledBy(db, one, sale)).join('、'),
    clerk: nameOf(db, one.by),
    approver: one.approver === null ? '' : nameOf(db, one.approver),
    ...printedBy(db, now),
    // The first print is the original; what comes after it says 补打.
    reprint: stateOf<DocumentState>(db, 'document', made.document)?.prints ?? 0,
  };
}

function linesOf(db: Db, made: Made): Pick<ReturnSlip, 'cards' | 'books'> {
  const unit = fen(made.cards[0]?.fen ?? 0);
  return {
    cards: returnedCards(db, made).map(({ course: id, range }) => {
      const said = courseOf(db, id)?.said;
      const course = said === undefined ? id : `${said.year}年度 ${said.name}`;
      const count = rangeCount(range);
      const { first: start, last: end } = range;
      return { course, start, end, count, unitFen: unit, amountFen: timesFen(unit, count) };
    }),
    books: made.books.map(({ textbook, quantity, fen: price }) => {
      const title = `《${titleOf(db, textbook) ?? textbook}》`;
      return { title, quantity, unitFen: fen(price), amountFen: timesFen(fen(price), quantity) };
    }),
  };
}
