import type { TransferRow } from '../../../contract/app/stock.ts';
import {
  type CardRange,
  countCards,
  describeStock,
  formatRange,
  parseRanges,
  subtractAll,
} from '../../../contract/domain/card-range.ts';
import { parseQuantity } from '../../../contract/domain/quantity.ts';
import { storedRanges } from '../stock-in/ranges.ts';
import { type BookCount, countOf } from './book-count.ts';

type Ranges = readonly { readonly first: string; readonly last: string }[];

/** What of one transfer nobody has accepted yet. */
export type Sent = { readonly ranges: Ranges; readonly books: TransferRow['books'] };

/** What was sent, as a person would type it. */
export function sentText(ranges: Ranges): string {
  return storedRanges(ranges)
    .map((range) => formatRange(range).replace('–', '-'))
    .join('，');
}

export type Difference =
  | { readonly kind: 'none' }
  | { readonly kind: 'short'; readonly words: readonly string[] }
  /** What was typed can't be read yet, or names what was not sent; the engine says it in full. */
  | { readonly kind: 'unread'; readonly words: string };

/** What was sent and is not among what was counted, named as it will be recorded. */
export function differenceOf(
  { ranges, books: listed }: Sent,
  cards: string,
  books: readonly BookCount[],
): Difference {
  const counted = rangesIn(cards);
  if (counted === null) return { kind: 'unread', words: '卡号写法不对' };
  const sent = storedRanges(ranges);
  if (subtractAll(counted, sent).length > 0) {
    return { kind: 'unread', words: '有的卡不在这张领用单上' };
  }
  const missing = subtractAll(sent, counted);
  const words = [
    ...(missing.length === 0 ? [] : [`激活卡缺 ${describeStock(missing)}，共 ${countCards(missing)} 张`]),
    ...listed.flatMap((book) => {
      const short = book.quantity - (parseQuantity(countOf(books, book.textbook)) ?? 0);
      return short > 0 ? [`《${book.title}》缺 ${short} 本`] : [];
    }),
  ];
  return words.length === 0 ? { kind: 'none' } : { kind: 'short', words };
}

function rangesIn(text: string): readonly CardRange[] | null {
  if (text.trim() === '') return [];
  const read = parseRanges(text);
  return read.ok ? read.value : null;
}
