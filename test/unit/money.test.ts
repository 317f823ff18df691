import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addFen,
  CARD_PRICE_FEN,
  fen,
  formatYuan,
  parseYuan,
  TEXTBOOK_PRICE_FEN,
  timesFen,
} from '../../contract/domain/money.ts';

test('a card costs 50 yuan and a textbook 15 yuan', () => {
  expect(formatYuan(CARD_PRICE_FEN)).toBe('¥50.00');
  expect(formatYuan(TEXTBOOK_PRICE_FEN)).toBe('¥15.00');
});

test('amount = price × quantity, and its reversal brings the sum back to zero', () => {
  expect(timesFen(CARD_PRICE_FEN, 1000)).toBe(5_000_000);
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (quantity) => {
      const sold = timesFen(CARD_PRICE_FEN, quantity);
      expect(addFen(sold, timesFen(CARD_PRICE_FEN, -quantity))).toBe(0);
    }),
  );
});

test('no amounts add up to zero, several to their sum', () => {
  expect(addFen()).toBe(0);
  expect(addFen(CARD_PRICE_FEN, TEXTBOOK_PRICE_FEN, fen(4))).toBe(6504);
});

test('zero has no sign', () => {
  expect(Object.is(timesFen(CARD_PRICE_FEN, -0), 0)).toBe(true);
  expect(formatYuan(fen(-0))).toBe('¥0.00');
});

test('fractions of a fen and numbers beyond 2^53 are bugs', () => {
  const most = fen(Number.MAX_SAFE_INTEGER);
  expect(() => fen(0.5)).toThrow(RangeError);
  expect(() => fen(Number.NaN)).toThrow(RangeError);
  expect(() => addFen(most, fen(1))).toThrow(RangeError);
  expect(() => timesFen(most, 2)).toThrow(RangeError);
  expect(() => timesFen(CARD_PRICE_FEN, 0.1)).toThrow(RangeError);
});

test.each([
  [0, '¥0.00'],
  [4, '¥0.04'],
  [5950, '¥59.50'],
  [99_999, '¥999.99'],
  [140_950, '¥1,409.50'],
  [123_456_789_00, '¥123,456,789.00'],
  [-5000, '-¥50.00'],
  [-140_950, '-¥1,409.50'],
])('%i fen is shown as %s', (amount, shown) => {
  expect(formatYuan(fen(amount))).toBe(shown);
});

test('an amount typed in yuan is read to the fen, and what is no amount is none', () => {
  const read = ['50', ' 1,409.50 ', '¥180', '0.5', '１００', '6500.'].map(parseYuan);
  expect(read).toEqual([5000, 140_950, 18_000, 50, 10_000, 650_000]);
  for (const none of ['', '1.005', '-5', '1,00', '五十', '045072014000001017', '1e3', '.5']) {
    expect(parseYuan(none)).toBeNull();
  }
});

test('every amount the page shows is read back as itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (size) => {
      expect(parseYuan(formatYuan(fen(size)))).toBe(size);
    }),
  );
});
