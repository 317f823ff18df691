import type { PostingState } from '../../../contract/app/posting.ts';
import type { SaleRow } from '../../../contract/app/sales.ts';
import { dayInShanghai, hourInShanghai, timeInShanghai } from '../../../contract/domain/calendar.ts';
import { type CardRange, formatRange } from '../../../contract/domain/card-range.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import { isNothing, returnableOf } from '../../../contract/domain/returns.ts';
import { whyNotReversible } from '../../../contract/domain/reversal.ts';
import type { Db } from '../database/open.ts';
import { hereOf, whyNotInWords } from './reversal.ts';
import { cityOf, nameOf, stateOf } from './state.ts';

type Made = NonNullable<SaleState['made']>;

/** One line of the sales list; null while only a reversal of it has arrived. */
export function saleRow(db: Db, id: string, here = hereOf(db)): Omit<SaleRow, 'uploaded'> | null {
  const sale = stateOf<SaleState>(db, 'sale', id);
  if (sale === null || sale.made === null) return null;
  const { document, books, cardsFen, booksFen } = sale.made;
  const paper = stateOf<DocumentState>(db, 'document', document);
  const why = whyNotReversible(sale, here);
  return {
    sale: id,
    document,
    businessDay: sale.businessDay,
    time: wallTime(db, sale.at, sale.businessDay),
    clerk: nameOf(db, sale.clerk),
    ...goodsOf(sale.made),
    books: books.reduce((sum, line) => sum + line.quantity, 0),
    totalFen: cardsFen + booksFen,
    prints: paper?.prints ?? 0,
    reversed: sale.reversed !== null,
    reversal: reversalRow(db, sale),
    whyNotReversible: why === null ? null : whyNotInWords(why),
    returnable: !isNothing(returnableOf(sale)),
    posting: postingOf(paper),
    reversalPosting:
      sale.reversed === null
        ? null
        : postingOf(stateOf<DocumentState>(db, 'document', sale.reversed.document)),
  };
}

function reversalRow(db: Db, { reversed }: SaleState): SaleRow['reversal'] {
  if (reversed === null) return null;
  const { document, reason, remark, by, approver } = reversed;
  return {
    document,
    reason,
    remark,
    by: nameOf(db, by),
    approver: approver === null ? '' : nameOf(db, approver),
    prints: stateOf<DocumentState>(db, 'document', document)?.prints ?? 0,
  };
}

/** Who bought which cards, in the words of lists. */
export function goodsOf({ buyer, cards }: Made): Pick<SaleRow, 'buyer' | 'cards' | 'cardText'> {
  return {
    buyer: buyer.kind === 'employer' ? buyer.name : `个人（${buyer.area}）`,
    cards: cards.reduce((sum, line) => sum + line.count, 0),
    cardText: (cards as unknown as readonly CardRange[]).map(formatRange).join('；'),
  };
}

function postingOf(paper: DocumentState | null): PostingState {
  if (paper?.posted != null) return { state: 'posted', slip: paper.posted.slip };
  return { state: 'waiting', slip: '' };
}

/** The hour, and the wall's own date where it isn't the business day; a practice city lives apart from the wall's date. */
export function wallTime(db: Db, at: number, businessDay: string): string {
  const { practice } = cityOf(db).said;
  return practice || dayInShanghai(at) === businessDay ? hourInShanghai(at) : timeInShanghai(at);
}
