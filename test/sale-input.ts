import type { MakeSale } from '../electron/engine/commands/make-sale.ts';

type Money = Pick<MakeSale, 'outside' | 'books' | 'payments' | 'receipts'>;

const TEXTBOOK = '2014-xxaq-book';

/** So many cards and copies, paid in cash to the fen, with no receipt written yet. */
export function paidInCash(cards: number, copies = 0): Money {
  const cash = (stream: 'cards' | 'books', fen: number) =>
    fen === 0 ? [] : [{ stream, method: 'cash' as const, fen, reference: '', tendered: null }];
  const later = (stream: 'cards' | 'books', count: number) =>
    count === 0 ? [] : [{ stream, kind: 'none' as const, number: '' }];
  return {
    outside: '',
    books: copies === 0 ? [] : [{ textbook: TEXTBOOK, quantity: copies }],
    payments: [...cash('cards', 5000 * cards), ...cash('books', 1500 * copies)],
    receipts: [...later('cards', cards), ...later('books', copies)],
  };
}
