import { expect, test } from 'vitest';
import type { ReturnState } from '../../contract/domain/folds/returns.ts';
import type { SaleState } from '../../contract/domain/folds/sale.ts';
import type { PaymentLine } from '../../contract/domain/payment.ts';
import {
  paysFor,
  refundsFor,
  returnableOf,
  unsettledCards,
  whyNotDecided,
  whyNotPaid,
  whyNotSettled,
} from '../../contract/domain/returns.ts';

const run = (first: number, last = first) => ({ first: `10${first}`, last: `10${last}` });
const BOOK = '2014-xxaq-book';

const sale = (returns: readonly unknown[] = [], changes: object = {}) =>
  ({
    made: {
      holder: 'till:a',
      cards: [run(10, 19), run(30)],
      books: [
        { textbook: BOOK, quantity: 2 },
        { textbook: BOOK, quantity: 1 },
      ],
    },
    businessDay: '2014-05-20',
    reversed: null,
    returns,
    ...changes,
  }) as unknown as SaleState;

const back = (cards: readonly unknown[], copies: number, givenBack = false) => ({
  cards,
  books: copies === 0 ? [] : [{ textbook: BOOK, quantity: copies }],
  givenBack,
});

test('what the buyer still has can be returned: all of it, less what came back and stayed here', () => {
  expect(returnableOf(sale())).toEqual({
    cards: [run(10, 19), run(30)],
    books: [{ textbook: BOOK, quantity: 3 }],
  });
  expect(returnableOf(sale([back([run(12, 13)], 1), back([run(30)], 0)]))).toEqual({
    cards: [run(10, 11), run(14, 19)],
    books: [{ textbook: BOOK, quantity: 2 }],
  });
  expect(returnableOf(sale([back([run(10, 19)], 3, true)])).cards).toEqual([run(10, 19), run(30)]);
  expect(returnableOf(sale([back([run(10, 19), run(30)], 3)]))).toEqual({ cards: [], books: [] });
  expect(returnableOf(sale([], { reversed: {} }))).toEqual({ cards: [], books: [] });
  expect(returnableOf(sale([], { made: null }))).toEqual({ cards: [], books: [] });
});

test('the drawer pays on the sale’s own day and till, while that day is not settled; else finance does', () => {
  const here = { till: 'till:a', day: '2014-05-20', settled: false };
  expect(paysFor(sale(), here)).toBe('drawer');
  expect(paysFor(sale(), { ...here, day: '2014-05-21' })).toBe('finance');
  expect(paysFor(sale(), { ...here, till: 'till:b' })).toBe('finance');
  expect(paysFor(sale(), { ...here, settled: true })).toBe('finance');
});

const pay = (stream: 'cards' | 'books', method: PaymentLine['method'], fen: number): PaymentLine => ({
  ...{ stream, method, fen },
  ...{ reference: '', tendered: null },
});

test('money goes back by stream, cash first, never more in one way than came in by it', () => {
  const payments = [
    pay('cards', 'transfer', 10_000),
    pay('cards', 'cash', 5000),
    pay('cards', 'cheque', 5000),
    pay('cards', 'card', 5000),
    pay('books', 'transfer', 3000),
    pay('books', 'cash', 1500),
  ];
  expect(refundsFor(payments, [], { cards: 5000, books: 0 })).toEqual([
    { stream: 'cards', method: 'cash', fen: 5000 },
  ]);
  expect(refundsFor(payments, [], { cards: 15_000, books: 3000 })).toEqual([
    { stream: 'cards', method: 'cash', fen: 5000 },
    { stream: 'cards', method: 'card', fen: 5000 },
    { stream: 'cards', method: 'transfer', fen: 5000 },
    { stream: 'books', method: 'cash', fen: 1500 },
    { stream: 'books', method: 'transfer', fen: 1500 },
  ]);
  const earlier = [
    { stream: 'cards' as const, method: 'card' as const, fen: 5000 },
    { stream: 'cards' as const, method: 'transfer' as const, fen: 5000 },
  ];
  expect(refundsFor(payments, earlier, { cards: 15_000, books: 0 })).toEqual([
    { stream: 'cards', method: 'cash', fen: 5000 },
    { stream: 'cards', method: 'transfer', fen: 5000 },
    { stream: 'cards', method: 'cheque', fen: 5000 },
  ]);
  expect(() => refundsFor(payments, earlier, { cards: 20_000, books: 0 })).toThrow();
});

const returned = (changes: Partial<ReturnState> = {}) =>
  ({
    made: { cards: [run(10, 14)], books: [] },
    by: 'sk01',
    settled: [],
    refund: 'none',
    ...changes,
  }) as unknown as ReturnState;

const settled = (outcome: string, ...ranges: readonly unknown[]) =>
  [{ outcome, ranges }] as unknown as ReturnState['settled'];

test('cards leave the shelf when the money is decided: to stock or 作废, or to the buyer whose refund was refused', () => {
  expect(whyNotSettled(returned(), 'restocked')).toBe(null);
  expect(whyNotSettled(returned(), 'givenBack')).toBe('notRefused');
  expect(whyNotSettled(returned({ refund: 'requested' }), 'restocked')).toBe('undecided');
  expect(whyNotSettled(returned({ refund: 'requested' }), 'givenBack')).toBe('undecided');
  expect(whyNotSettled(returned({ refund: 'refused' }), 'voided')).toBe('refused');
  expect(whyNotSettled(returned({ refund: 'refused' }), 'givenBack')).toBe(null);
  const gone = returned({ refund: 'refused', settled: settled('givenBack', run(10, 14)) });
  expect(whyNotSettled(gone, 'givenBack')).toBe('done');
  const part = returned({ refund: 'paid', settled: settled('restocked', run(11)) });
  expect(unsettledCards(part)).toEqual([run(10), run(12, 14)]);
  expect(whyNotSettled(part, 'voided')).toBe(null);
  const all = returned({ settled: settled('voided', run(10, 14)) });
  expect(whyNotSettled(all, 'restocked')).toBe('done');
  expect(whyNotSettled(null, 'restocked')).toBe('unknown');
});

test('a 退付 is decided once, by another person, and paid once, after its approval', () => {
  expect(whyNotDecided(returned({ refund: 'requested' }), 'zg01')).toBe(null);
  expect(whyNotDecided(returned({ refund: 'requested' }), 'sk01')).toBe('own');
  expect(whyNotDecided(returned(), 'zg01')).toBe('drawer');
  for (const refund of ['approved', 'refused', 'paid'] as const)
    expect(whyNotDecided(returned({ refund }), 'zg01')).toBe('decided');
  expect(whyNotDecided(null, 'zg01')).toBe('unknown');
  expect(whyNotPaid(returned({ refund: 'approved' }))).toBe(null);
  for (const refund of ['requested', 'refused', 'paid'] as const)
    expect(whyNotPaid(returned({ refund }))).toBe(refund);
  expect(whyNotPaid(returned())).toBe('drawer');
});
