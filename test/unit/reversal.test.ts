import { expect, test } from 'vitest';
import type { SaleState } from '../../contract/domain/folds/sale.ts';
import { refundInWords, refundsOf, whyNotReversible } from '../../contract/domain/reversal.ts';

const here = { till: 'till:a', day: '2014-05-20', closed: false };
const sale = (changes: Partial<SaleState> = {}): SaleState => ({
  made: { holder: 'till:a' } as SaleState['made'],
  businessDay: '2014-05-20',
  at: 0,
  clerk: 'sk01',
  device: 'a',
  hash: '',
  ...{ lamport: 1, stream: '', position: 1, returns: [], written: [] },
  reversed: null,
  late: false,
  ...changes,
});

test('a sale of this till is reversed on its own business day, once', () => {
  expect(whyNotReversible(sale(), here)).toBe(null);
  expect(whyNotReversible(sale({ reversed: {} as SaleState['reversed'] }), here)).toBe('reversed');
  expect(whyNotReversible(sale(), { ...here, till: 'till:b' })).toBe('otherTill');
  expect(whyNotReversible(sale(), { ...here, day: '2014-05-21' })).toBe('laterDay');
  expect(whyNotReversible(sale(), { ...here, closed: true })).toBe('closedDay');
  const back = (givenBack: boolean) => [{ givenBack }] as unknown as SaleState['returns'];
  expect(whyNotReversible(sale({ returns: back(false) }), here)).toBe('returned');
  expect(whyNotReversible(sale({ returns: back(true) }), here)).toBe(null);
  expect(whyNotReversible(sale({ made: null }), here)).toBe('unknown');
  expect(whyNotReversible(null, here)).toBe('unknown');
});

test('money goes back by stream and in the way it was paid, cards first', () => {
  const pay = (stream: 'cards' | 'books', method: 'cash' | 'transfer', fen: number) => ({
    ...{ stream, method, fen },
    ...{ reference: '', tendered: null },
  });
  const refunds = refundsOf([
    pay('books', 'cash', 1500),
    pay('cards', 'cash', 5000),
    pay('cards', 'transfer', 10_000),
    pay('cards', 'cash', 5000),
  ]);
  expect(refunds.map((one) => [refundInWords(one), one.fen])).toEqual([
    ['卡款：现金退还', 10_000],
    ['卡款：转账退回', 10_000],
    ['书款：现金退还', 1500],
  ]);
});
