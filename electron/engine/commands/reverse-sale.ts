import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import { type ReversalReason, reversalReasons, whyNotReversible } from '../../../contract/domain/reversal.ts';
import { numberedReceipts } from '../../../contract/domain/sale-papers.ts';
import { tillOf } from '../journal/identity.ts';
import { refuse } from '../problem.ts';
import { isDayClosed, notReversible } from '../queries/reversal.ts';
import { stateOf } from '../queries/state.ts';
import type { Command } from './command.ts';
import { nextDocument } from './documents.ts';
import { exceptionally } from './exceptional.ts';
import { receiptRef } from './receipt-rules.ts';

export interface ReverseSale {
  readonly sale: string;
  readonly reason: ReversalReason;
  readonly remark: string;
}

/**
 * 冲销: takes back a whole sale of this till on its own business day, under a number of its own. Cards and books return
 * to the till by their folds, its receipts become 作废; the money is given back at the counter. Nothing of the sale is edited.
 */
export const reverseSale: Command<ReverseSale> = {
  does: 'sale.reversed',
  run(write, { sale: id, reason, remark }) {
    const sale = stateOf<SaleState>(write.db, 'sale', id);
    const { identity } = write.journal;
    const closed = isDayClosed(write.db, identity.device, write.businessDay);
    const here = { till: tillOf(identity), day: write.businessDay, closed };
    const why = whyNotReversible(sale, here);
    if (why !== null || sale === null || sale.made === null) throw notReversible(why ?? 'unknown');
    if (!reversalReasons.includes(reason))
      throw refuse('REASON', '没有选择冲销原因。', '请从列表里选择原因。');
    const { holder, cards, books, cardsFen, booksFen } = sale.made;
    const document = nextDocument(write);
    const titles = [...new Set(books.map(({ textbook }) => textbook))];
    write.append({
      type: 'sale.reversed',
      payload: {
        sale: id,
        document,
        holder,
        reason,
        remark: remark.trim(),
        books: books.map(({ textbook, quantity }) => ({ textbook, quantity })),
        cardsFen,
        booksFen,
      },
      entities: [
        { kind: 'sale', id },
        { kind: 'document', id: document },
        ...titles.map((textbook) => ({ kind: 'book-in', id: `${id}/${textbook}` })),
        ...cards.map(({ first, last }) => ({ kind: 'card' as const, first, last })),
        ...numberedReceipts(sale).map(({ kind, number }) => receiptRef(kind, number)),
        exceptionally(write),
      ],
    });
  },
};
