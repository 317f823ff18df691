import type { PostingState } from '../../../contract/app/posting.ts';
import type { SaleRow } from '../../../contract/app/sales.ts';
import { dayInShanghai, hourInShanghai, timeInShanghai } from '../../../contract/domain/calendar.ts';
import { type CardRange, formatRange } from '../../../contract/domain/card-range.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { cityOf, nameOf, stateOf } from './state.ts';

type Made = NonNullable<SaleState['made']>;

/** The newest sales of a point's PC, newest first. */
export function recentSales(db: Db, most = 200): SaleRow[] {
  const ids = statement(db, 'SELECT id FROM sale ORDER BY day DESC, at DESC, id DESC LIMIT ?')
    .pluck()
    .all(most);
  return (ids as string[]).flatMap((id) => saleRow(db, id) ?? []);
}

/** One line of the sales list; null while only a reversal of it has arrived. */
export function saleRow(db: Db, id: string): SaleRow | null {
  const sale = stateOf<SaleState>(db, 'sale', id);
  if (sale === null || sale.made === null) return null;
  const { document, cardsFen, booksFen } = sale.made;
  const paper = stateOf<DocumentState>(db, 'document', document);
  return {
    sale: id,
    document,
    businessDay: sale.businessDay,
    time: wallTime(db, sale.at, sale.businessDay),
    clerk: nameOf(db, sale.clerk),
    ...goodsOf(sale.made),
    totalFen: cardsFen + booksFen,
    prints: paper?.prints ?? 0,
    reversed: sale.reversed !== null,
    posting: postingOf(paper),
    reversalPosting:
      sale.reversed === null
        ? null
        : postingOf(stateOf<DocumentState>(db, 'document', sale.reversed.document)),
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
  return { state: paper?.waits === true ? 'waiting' : 'none', slip: '' };
}

/** The hour, and the wall's own date where it isn't the business day; a practice city lives apart from the wall's date. */
export function wallTime(db: Db, at: number, businessDay: string): string {
  const { practice } = cityOf(db).said;
  return practice || dayInShanghai(at) === businessDay ? hourInShanghai(at) : timeInShanghai(at);
}
