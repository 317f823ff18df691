import { describe, expect, test } from 'vitest';
import { fen } from '../../contract/domain/money.ts';
import {
  changeOf,
  checkPayments,
  type PaymentLine,
  paymentWords,
  spreadTendered,
} from '../../contract/domain/payment.ts';

const school = { cards: fen(150_000), books: fen(18_000) };
const line = (changes: Partial<PaymentLine>): PaymentLine => ({
  stream: 'cards',
  method: 'cash',
  fen: 150_000,
  reference: '',
  tendered: null,
  ...changes,
});
const books = line({ stream: 'books', fen: 18_000 });

function problemOf(lines: readonly PaymentLine[], totals = school) {
  const checked = checkPayments(lines, totals);
  return checked.ok ? null : checked.error;
}

describe('each stream is paid to the fen', () => {
  test('one line a stream, or several that add up', () => {
    expect(problemOf([line({}), books])).toBeNull();
    expect(problemOf([line({ fen: 100_000 }), line({ fen: 50_000, method: 'card' }), books])).toBeNull();
  });

  test('too little, too much, or nothing names the stream, what was paid and what is due', () => {
    expect(problemOf([line({ fen: 149_999 }), books])).toEqual({
      kind: 'sum',
      stream: 'cards',
      paid: 149_999,
      due: 150_000,
    });
    expect(problemOf([line({}), { ...books, fen: 18_001 }])).toMatchObject({ kind: 'sum', stream: 'books' });
    expect(problemOf([line({})])).toMatchObject({ kind: 'sum', stream: 'books', paid: 0 });
  });

  test('money of one stream does not pay the other', () => {
    expect(problemOf([line({ fen: 168_000 })])).toMatchObject({ kind: 'sum', stream: 'cards' });
  });

  test('money for what was not sold is refused by its own name', () => {
    expect(problemOf([line({}), books], { cards: fen(150_000), books: fen(0) })).toEqual({
      kind: 'no-goods',
      stream: 'books',
    });
  });
});

describe('references', () => {
  test('a transfer and a cheque need one, and blanks are none', () => {
    for (const method of ['transfer', 'cheque'] as const) {
      const problem = { kind: 'reference', stream: 'cards', method };
      expect(problemOf([line({ method, reference: ' \t' }), books])).toEqual(problem);
      expect(problemOf([line({ method, reference: '1' }), books])).toBeNull();
    }
  });

  test('cash and a card swipe need none', () => {
    expect(problemOf([line({ method: 'card' }), books])).toBeNull();
  });

  test('they are kept without blanks around them', () => {
    const checked = checkPayments([line({ method: 'card', reference: ' 88 ' }), books], school);
    expect(checked.ok && checked.value[0]?.reference).toBe('88');
  });
});

describe('实收 and 找零', () => {
  test('what was handed over is never less than the line, and only cash is handed over', () => {
    expect(problemOf([line({ tendered: 149_999 }), books])).toEqual({ kind: 'tendered', stream: 'cards' });
    expect(problemOf([line({ tendered: 150_000 }), books])).toBeNull();
    expect(problemOf([line({ method: 'card', tendered: 150_000 }), books])).toEqual({
      kind: 'not-cash',
      stream: 'cards',
    });
  });

  test('the change is what was handed over less what is due; nothing where it was not counted', () => {
    expect(changeOf({ fen: 6500, tendered: 10_000 })).toBe(3500);
    expect(changeOf({ fen: 6500, tendered: 6500 })).toBe(0);
    expect(changeOf({ fen: 6500, tendered: null })).toBe(0);
  });

  test('one handful of notes for both streams gives the change of the visit once', () => {
    const spread = spreadTendered([line({ fen: 5000 }), { ...books, fen: 1500 }], fen(10_000));
    expect(spread.map(({ tendered }) => tendered)).toEqual([5000, 5000]);
    expect(spread.map(changeOf)).toEqual([0, 3500]);
    expect(checkPayments(spread, { cards: fen(5000), books: fen(1500) }).ok).toBe(true);
  });

  test('it goes to cash lines alone, and too little comes out as too little', () => {
    const lines = [line({ fen: 5000, method: 'card' }), { ...books, fen: 1500 }];
    expect(spreadTendered(lines, fen(2000)).map(({ tendered }) => tendered)).toEqual([null, 2000]);
    const short = spreadTendered([line({ fen: 5000 }), { ...books, fen: 1500 }], fen(6000));
    expect(problemOf(short, { cards: fen(5000), books: fen(1500) })).toEqual({
      kind: 'tendered',
      stream: 'books',
    });
  });

  test('not counted, or no cash at all, changes nothing', () => {
    const lines = [line({ method: 'card' }), books];
    expect(spreadTendered(lines, null)).toEqual(lines);
    expect(spreadTendered(lines.slice(0, 1), fen(100))).toEqual(lines.slice(0, 1));
  });
});

test('on paper each stream says how it was paid, with the numbers that prove it', () => {
  const split = [
    line({ fen: 100_000, method: 'transfer', reference: 'NO1' }),
    line({ fen: 50_000, method: 'cheque', reference: '0099' }),
  ];
  expect(paymentWords([books, ...split])).toBe(
    '卡款：转账 ¥1,000.00（流水号 NO1）＋支票 ¥500.00（支票号 0099）；书款：现金 ¥180.00',
  );
});
