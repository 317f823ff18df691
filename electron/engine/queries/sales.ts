import type { SaleRow } from '../../../contract/app/sales.ts';
import { dayInShanghai, hourInShanghai, timeInShanghai } from '../../../contract/domain/calendar.ts';
import { type CardRange, formatRange } from '../../../contract/domain/card-range.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import { whyNotReversible } from '../../../contract/domain/reversal.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { hereOf, whyNotInWords } from './reversal.ts';
import { cityOf, nameOf, stateOf } from './state.ts';

/** The newest sales of a point's PC, newest first. */
export function recentSales(db: Db, most = 200): SaleRow[] {
  const here = hereOf(db);
  const ids = statement(db, 'SELECT id FROM sale ORDER BY day DESC, at DESC, id DESC LIMIT ?')
    .pluck()
    .all(most);
  return (ids as string[]).flatMap((id) => saleRow(db, id, here) ?? []);
}

/** One line of the sales list; null while only a reversal of it has arrived. */
export function saleRow(db: Db, id: string, here = hereOf(db)): SaleRow | null {
  const sale = stateOf<SaleState>(db, 'sale', id);
  if (sale === null || sale.made === null) return null;
  const { practice } = cityOf(db).said;
  const { document, buyer, cards, books, cardsFen, booksFen } = sale.made;
  const why = whyNotReversible(sale, here);
  return {
    sale: id,
    document,
    businessDay: sale.businessDay,
    time: wallTime(sale, practice),
    clerk: nameOf(db, sale.clerk),
    buyer: buyer.kind === 'employer' ? buyer.name : `个人（${buyer.area}）`,
    cards: cards.reduce((sum, line) => sum + line.count, 0),
    cardText: (cards as unknown as readonly CardRange[]).map(formatRange).join('；'),
    books: books.reduce((sum, line) => sum + line.quantity, 0),
    totalFen: cardsFen + booksFen,
    prints: stateOf<DocumentState>(db, 'document', document)?.prints ?? 0,
    reversed: sale.reversed !== null,
    reversal: reversalRow(db, sale),
    whyNotReversible: why === null ? null : whyNotInWords(why),
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

/** The hour, and the wall's own date where it isn't the business day; a practice city lives apart from the wall's date. */
function wallTime({ at, businessDay }: SaleState, practice: boolean): string {
  return practice || dayInShanghai(at) === businessDay ? hourInShanghai(at) : timeInShanghai(at);
}
