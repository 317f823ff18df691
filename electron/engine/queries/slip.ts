import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import { paperMark } from '../../../contract/domain/document-number.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import type { EmployerState } from '../../../contract/domain/folds/employer.ts';
import { RETURNED, REVERSED } from '../../../contract/domain/folds/registers.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import { maskedContact, maskedPhone } from '../../../contract/domain/masked.ts';
import { fen, timesFen } from '../../../contract/domain/money.ts';
import { paymentWords } from '../../../contract/domain/payment.ts';
import { receiptsNow } from '../../../contract/domain/receipt-register.ts';
import { isReceiptGiven, receiptWords } from '../../../contract/domain/sale-receipts.ts';
import type { SaleSlip } from '../../../contract/domain/slip.ts';
import type { Payload } from '../../../contract/events/catalogue.ts';
import type { Db } from '../database/open.ts';
import { type Printing, printedBy } from './printing.ts';
import { receiptOf } from './receipt-books.ts';
import { receiptsOfSale } from './reversal.ts';
import { cityOf, courseOf, courses, nameOf, pointOf, stateOf, workplaceOf } from './state.ts';

type Made = Payload<'sale.made'>;

/** Everything the next print of the paper says, from tables alone. */
export function saleSlip(db: Db, id: string, now: Printing): SaleSlip | null {
  const sale = stateOf<SaleState>(db, 'sale', id);
  if (sale === null || sale.made === null) return null;
  const { made } = sale;
  const receipts = receiptsOnPaper(db, sale, made);
  const { practice } = cityOf(db).said;
  const prints = stateOf<DocumentState>(db, 'document', made.document)?.prints ?? 0;
  return {
    number: made.document,
    mark: paperMark(sale.hash),
    practice,
    point: pointOnPaper(db, made.document),
    businessDay: sale.businessDay as CalendarDay,
    buyer: buyerWords(db, made),
    payment: paymentWords(made.payments),
    invoice: isReceiptGiven(receipts) ? '是' : '否',
    cardsReceipt: receiptWords(receipts, 'cards'),
    booksReceipt: receiptWords(receipts, 'books'),
    ...lines(db, made),
    cardsFen: fen(made.cardsFen),
    booksFen: fen(made.booksFen),
    totalFen: fen(made.cardsFen + made.booksFen),
    clerk: nameOf(db, sale.clerk),
    ...printedBy(db, now),
    // The first print is the original; what comes after it says 补打.
    reprint: prints,
    upload: practice ? '' : '待上传',
    approval: courseOf(db, made.cards[0]?.course ?? '')?.said.cardApproval ?? '',
    reversal: takenBack(sale),
    emergency: made.paper as SaleSlip['emergency'],
  };
}

/** What took the sale back since, whole or in part. */
function takenBack({ reversed, returns }: SaleState): SaleSlip['reversal'] {
  if (reversed !== null) return { kind: 'reversed', by: reversed.document };
  const standing = returns.filter(({ givenBack }) => !givenBack);
  if (standing.length === 0) return null;
  return { kind: 'returned', by: standing.map(({ document }) => document).join('、') };
}

/** The 冲销单 of a reversed sale: the sale's own paper with every quantity and amount turned negative. */
export function reversalSlip(db: Db, id: string, now: Printing): SaleSlip | null {
  const sale = stateOf<SaleState>(db, 'sale', id);
  const sold = saleSlip(db, id, now);
  if (sale === null || sold === null || sale.reversed === null) return null;
  const { reversed } = sale;
  const prints = stateOf<DocumentState>(db, 'document', reversed.document)?.prints ?? 0;
  const { document: number, hash, day, by, reason, remark, approver } = reversed;
  return {
    ...sold,
    number,
    mark: paperMark(hash),
    businessDay: day as CalendarDay,
    cards: sold.cards.map((line) => ({
      ...line,
      count: -line.count,
      amountFen: timesFen(line.amountFen, -1),
    })),
    books: sold.books.map((line) => ({
      ...line,
      quantity: -line.quantity,
      amountFen: timesFen(line.amountFen, -1),
    })),
    cardsFen: timesFen(sold.cardsFen, -1),
    booksFen: timesFen(sold.booksFen, -1),
    totalFen: timesFen(sold.totalFen, -1),
    clerk: nameOf(db, by),
    reprint: prints,
    reversal: {
      kind: 'reverses',
      of: sold.number,
      reason,
      remark,
      approver: approver === null ? '' : nameOf(db, approver),
      receipts: receiptsOfSale(db, sale, REVERSED).join('、'),
    },
  };
}

/** The point whose workplace's code begins a paper's number. */
export function pointOnPaper(db: Db, document: string): SaleSlip['point'] {
  const code = /^[A-Z]{1,4}(?=\d)/.exec(document)?.[0] ?? '';
  const point = pointOf(db, workplaceOf(db, code)?.said.point ?? code)?.said;
  return { name: point?.name ?? '', address: point?.address ?? '', phone: point?.phone ?? '' };
}

/** What was written for the sale since, too; a receipt that became 作废 with its goods still stands on the sale's papers. */
function receiptsOnPaper(db: Db, sale: SaleState, { receipts }: Made) {
  return receiptsNow(receipts, sale.written, (kind, number) => {
    const voided = receiptOf(db, kind, number)?.voided ?? null;
    return voided !== null && voided.reason !== REVERSED && voided.reason !== RETURNED;
  });
}

export function buyerWords(db: Db, { buyer }: Made): SaleSlip['buyer'] {
  const { area, outside } = buyer;
  if (buyer.kind === 'person') {
    return { name: `个人（${area}）`, contact: null, phone: null, department: null, area, outside };
  }
  const employer = stateOf<EmployerState>(db, 'employer', buyer.employer);
  return {
    name: buyer.name,
    contact: maskedContact(employer?.contact ?? '') || null,
    phone: maskedPhone(employer?.phone ?? '') || null,
    department: null,
    area,
    outside,
  };
}

function lines(db: Db, made: Made): Pick<SaleSlip, 'cards' | 'books'> {
  const titles = new Map(
    courses(db).flatMap(({ said }) => said.textbooks.map((book) => [book.textbook, book.title])),
  );
  return {
    cards: made.cards.map(({ course, first, last, count, fen: unit }) => {
      const said = courseOf(db, course)?.said;
      const unitFen = fen(unit);
      const title = said === undefined ? course : `${said.year}年度 ${said.name}`;
      return { course: title, start: first, end: last, count, unitFen, amountFen: timesFen(unitFen, count) };
    }),
    books: made.books.map(({ textbook, quantity, fen: unit }) => {
      const unitFen = fen(unit);
      const title = `《${titles.get(textbook) ?? textbook}》`;
      return { title, quantity, unitFen, amountFen: timesFen(unitFen, quantity) };
    }),
  };
}
