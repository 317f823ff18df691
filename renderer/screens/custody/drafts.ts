import type { DraftRules } from '../../parts/draft.ts';
import { listOf, oneOf, orNull, shape, text } from '../../parts/reader.ts';
import { type BookCount, countOf } from './book-count.ts';
import { type Sent, sentText } from './short.ts';

export type From = 'till' | 'store';

export type DispatchFields = {
  readonly from: From;
  /** Null: the first place there is. */
  readonly chosen: string | null;
  readonly cards: string;
  readonly books: readonly BookCount[];
};

export type AcceptFields = Pick<DispatchFields, 'cards' | 'books'>;

const books = listOf(shape<BookCount>({ textbook: text, quantity: text }));

export const dispatchRules: DraftRules<DispatchFields> = {
  version: 1,
  read: shape<DispatchFields>({
    from: oneOf<From>('till', 'store'),
    chosen: orNull(text),
    cards: text,
    books,
  }),
  fresh: () => ({ from: 'till', chosen: null, cards: '', books: [] }),
  isFresh: (fields) =>
    fields.from === 'till' && fields.chosen === null && fields.cards === '' && isUncounted(fields.books),
};

function isUncounted(counts: readonly BookCount[]): boolean {
  return counts.every(({ quantity }) => quantity === '');
}

/** Fresh, a transfer being counted holds what was sent. */
export function acceptRules({ ranges, books: listed }: Sent): DraftRules<AcceptFields> {
  const sent = sentText(ranges);
  return {
    version: 1,
    read: shape<AcceptFields>({ cards: text, books }),
    fresh: () => ({
      cards: sent,
      books: listed.map(({ textbook, quantity }) => ({ textbook, quantity: String(quantity) })),
    }),
    isFresh: (fields) =>
      fields.cards === sent &&
      listed.every(({ textbook, quantity }) => countOf(fields.books, textbook) === String(quantity)),
  };
}
