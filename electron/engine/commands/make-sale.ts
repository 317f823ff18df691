import type { CardRange } from '../../../contract/domain/card-range.ts';
import { checkPayments, type PaymentLine, type StreamTotals } from '../../../contract/domain/payment.ts';
import type { Result } from '../../../contract/domain/result.ts';
import { checkReceipts, type SaleReceipt } from '../../../contract/domain/sale-receipts.ts';
import { tillOf } from '../journal/identity.ts';
import { wordsForPayment, wordsForReceipt } from '../payment-words.ts';
import type { Refusal } from '../problem.ts';
import type { Command, Writer } from './command.ts';
import { nextDocument } from './documents.ts';
import { exceptionally } from './exceptional.ts';
import { receiptRef, requireNext } from './receipt-rules.ts';
import { buyerOf } from './sale-buyer.ts';
import { goodsOf } from './sale-goods.ts';
import { requireEnterable, type SalePaperSlip } from './sale-paper.ts';

export interface MakeSale {
  readonly buyer:
    | { readonly kind: 'employer'; readonly employer: string }
    | {
        readonly kind: 'newEmployer';
        readonly name: string;
        readonly area: string;
        readonly contact: string;
        readonly phone: string;
      }
    | { readonly kind: 'person'; readonly area: string };
  /** Why a buyer from elsewhere buys here; means nothing for the point's own buyers. */
  readonly outside: string;
  readonly course: string;
  readonly cards: readonly CardRange[];
  readonly books: readonly { readonly textbook: string; readonly quantity: number }[];
  /** How the money came in, in fen: what is due is never taken from here, it must only be met. */
  readonly payments: readonly PaymentLine[];
  readonly receipts: readonly SaleReceipt[];
  /** 补录: the emergency slip it was written on; left out of every other sale. */
  readonly paper?: NonNullable<SalePaperSlip>;
}

/**
 * 销售出库 of cards, books or both. The price is the published one of the course, never an input (notice 五, 六); each
 * stream's payments add up to its own total exactly. Each refusal says what to put right.
 */
export const makeSale: Command<MakeSale> = {
  does: 'sale.made',
  run(write, input) {
    const { cards, books, totals } = goodsOf(write, input);
    const payments = required(checkPayments(input.payments, totals), wordsForPayment);
    const receipts = receiptsOf(write, input.receipts, totals);
    const { paper = null } = input;
    requireEnterable(write, paper);
    const buyer = buyerOf(write, input);
    const sale = write.journal.nextId();
    const document = nextDocument(write);
    write.append({
      type: 'sale.made',
      payload: {
        sale,
        document,
        holder: tillOf(write.journal.identity),
        buyer,
        cards,
        books,
        cardsFen: totals.cards,
        booksFen: totals.books,
        payments: [...payments],
        receipts: [...receipts],
        paper,
      },
      entities: [
        { kind: 'sale', id: sale },
        { kind: 'document', id: document },
        ...books.map(({ textbook }) => ({ kind: 'book-out' as const, id: `${sale}/${textbook}` })),
        ...cards.map(({ first, last }) => ({ kind: 'card' as const, first, last })),
        ...receipts.flatMap(({ kind, number }) => (kind === 'none' ? [] : [receiptRef(kind, number)])),
        ...(paper === null ? [] : [{ kind: 'emergency' as const, id: paper.number }]),
        ...(buyer.outside === null && paper === null ? [] : [exceptionally(write)]),
      ],
    });
  },
};

/** A receipt that is written now takes the next number of its book. */
function receiptsOf(write: Writer, given: MakeSale['receipts'], totals: StreamTotals) {
  const receipts = required(checkReceipts(given, totals), wordsForReceipt);
  for (const { kind, number } of receipts) if (kind !== 'none') requireNext(write, kind, number);
  return receipts;
}

function required<T, E>(checked: Result<T, E>, words: (problem: E) => Refusal): T {
  if (!checked.ok) throw words(checked.error);
  return checked.value;
}
