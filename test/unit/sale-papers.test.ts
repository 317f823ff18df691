import { expect, test } from 'vitest';
import type { SaleState } from '../../contract/domain/folds/sale.ts';
import { receiptsAfter } from '../../contract/domain/sale-papers.ts';

const sale = (returns: readonly object[] = [], written: readonly object[] = []) =>
  ({
    made: {
      cardsFen: 50_000,
      booksFen: 3000,
      receipts: [
        { stream: 'cards', kind: 'fiscal', number: '1' },
        { stream: 'books', kind: 'invoice', number: '7' },
      ],
    },
    reversed: null,
    returns,
    written,
  }) as unknown as SaleState;

const none = () => false;
const first = (_: string, number: string) => number === '1';

test('goods that come back spoil the receipts of their own stream, and what stays needs another', () => {
  expect(receiptsAfter(sale(), { cards: 15_000, books: 0 }, none)).toEqual({
    spoiled: [{ kind: 'fiscal', number: '1' }],
    due: [{ stream: 'cards', fen: 35_000 }],
  });
  expect(receiptsAfter(sale(), { cards: 50_000, books: 1500 }, none)).toEqual({
    spoiled: [
      { kind: 'fiscal', number: '1' },
      { kind: 'invoice', number: '7' },
    ],
    due: [{ stream: 'books', fen: 1500 }],
  });
  expect(receiptsAfter(sale(), { cards: 0, books: 0 }, none)).toEqual({ spoiled: [], due: [] });
});

test('a receipt that is 作废 already is left alone; the one written for the rest is spoiled by the next movement', () => {
  const back = [{ givenBack: false, cardsFen: 15_000, booksFen: 0 }];
  expect(receiptsAfter(sale(back), { cards: 5000, books: 0 }, first)).toEqual({ spoiled: [], due: [] });
  const rewritten = sale(back, [{ stream: 'cards', kind: 'fiscal', number: '2' }]);
  expect(receiptsAfter(rewritten, { cards: 5000, books: 0 }, first)).toEqual({
    spoiled: [{ kind: 'fiscal', number: '2' }],
    due: [{ stream: 'cards', fen: 30_000 }],
  });
  // Handed back to the buyer: the receipt for the rest says too little.
  expect(receiptsAfter(rewritten, { cards: -15_000, books: 0 }, first)).toEqual({
    spoiled: [{ kind: 'fiscal', number: '2' }],
    due: [{ stream: 'cards', fen: 50_000 }],
  });
});
