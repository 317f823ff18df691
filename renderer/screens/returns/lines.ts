import type { ReturnPreview } from '../../../contract/app/returns.ts';
import {
  type CardRange,
  formatRange,
  mergeRanges,
  subtract,
  subtractAll,
} from '../../../contract/domain/card-range.ts';
import { rangesIn } from '../custody/scanned.ts';
import type { ReturnFields } from './drafts.ts';

export type Goods = Pick<ReturnFields, 'cards' | 'books'>;
type Left = Pick<ReturnPreview, 'cards' | 'books'>;

/** A run of cards, or a title, that the buyer still has of the sale. */
export interface Line {
  readonly value: string;
  readonly label: string;
}

const rangeOf = (run: Left['cards'][number]) => ({ first: run.first, last: run.last }) as CardRange;

export function linesOf({ cards, books }: Left): readonly Line[] {
  return [
    ...cards.map((run) => ({ value: run.first, label: `${formatRange(rangeOf(run))}（${run.count} 张）` })),
    ...books.map(({ textbook, title, quantity }) => ({
      value: textbook,
      label: `《${title}》${quantity} 本`,
    })),
  ];
}

/** Lines that come back whole, as the fields stand. */
export function tickedIn({ cards, books }: Left, goods: Goods): readonly string[] {
  const typed = rangesIn(goods.cards);
  return [
    ...cards.filter((run) => subtract(rangeOf(run), typed).length === 0).map(({ first }) => first),
    ...books
      .filter(({ textbook, quantity }) => goods.books[textbook] === String(quantity))
      .map(({ textbook }) => textbook),
  ];
}

/** The fields once exactly these lines are ticked: the others keep what was typed of them in part. */
export function withTicked(left: Left, goods: Goods, chosen: readonly string[]): Goods {
  const before = tickedIn(left, goods);
  const added = chosen.filter((line) => !before.includes(line));
  const gone = before.filter((line) => !chosen.includes(line));
  const runs = (lines: readonly string[]) =>
    left.cards.filter(({ first }) => lines.includes(first)).map(rangeOf);
  const counts = left.books.flatMap(({ textbook, quantity }): [string, string][] => {
    if (added.includes(textbook)) return [[textbook, String(quantity)]];
    return gone.includes(textbook) ? [[textbook, '']] : [];
  });
  return {
    cards: textWith(goods.cards, runs(added), runs(gone)),
    books: { ...goods.books, ...Object.fromEntries(counts) },
  };
}

/** What can't be read is left as it was typed. */
function textWith(text: string, added: readonly CardRange[], gone: readonly CardRange[]): string {
  if (added.length === 0 && gone.length === 0) return text;
  const typed = rangesIn(text);
  if (typed.length === 0 && text.trim() !== '') return [text, ...added.map(formatRange)].join('；');
  return subtractAll(mergeRanges([...typed, ...added]), gone)
    .map(formatRange)
    .join('；');
}
