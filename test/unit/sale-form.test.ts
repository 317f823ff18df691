import { describe, expect, test } from 'vitest';
import type { Offer } from '../../contract/app/sales.ts';
import { fen } from '../../contract/domain/money.ts';
import {
  amountsOf,
  changeIn,
  copiesIn,
  paymentsOf,
  saleInput,
  totalsOf,
} from '../../renderer/screens/sell/due.ts';
import { freshForm, type SaleForm, type SaleStep, saleForm } from '../../renderer/screens/sell/form.ts';
import { firstMissing } from '../../renderer/screens/sell/missing.ts';
import type { MoneyStep } from '../../renderer/screens/sell/money-form.ts';

const BOOK = '2014-xxaq-book';
const offer: Offer = {
  course: '2014-xxaq',
  name: '信息技术与信息安全',
  from: '2014-05-05',
  to: '2014-10-31',
  open: true,
  cardFen: 5000,
  approval: '文号',
  inTill: 100,
  textbooks: [
    { textbook: BOOK, title: '读本', publisher: '出版社', fen: 1500, approval: '文号', inTill: 50 },
  ],
};
const judge = { offer, ownAreas: ['市直'] };
const line = {
  ranges: [{ first: '1001', last: '1030' }],
  count: 30,
  text: '1001–1030',
  cardsFen: 150_000,
};

const money = (step: MoneyStep): SaleStep => ({ type: 'money', step });
const stepped = (steps: readonly SaleStep[], form = freshForm('request-1')) => steps.reduce(saleForm, form);

/** Thirty cards and twelve books to somebody from `area`. */
function school(area = '市直'): SaleForm {
  return stepped([
    { type: 'buyer', text: '个人', buyer: { kind: 'person', area } },
    { type: 'check', id: 'a', text: '1001-1030' },
    { type: 'addLine', id: 'a', text: '1001-1030', line },
    { type: 'books', textbook: BOOK, text: '12' },
  ]);
}

const fieldOf = (form: SaleForm) => firstMissing(form, judge)?.field ?? null;

test('a half-filled sale is plain JSON, so that it can be laid aside', () => {
  const form = stepped(
    [money({ type: 'split', stream: 'cards' }), money({ type: 'tendered', text: '100' })],
    school(),
  );
  expect(JSON.parse(JSON.stringify(form))).toEqual(form);
  expect(saleInput(JSON.parse(JSON.stringify(form)), offer)).toEqual(saleInput(form, offer));
});

test('what is sent: two streams in cash that follow their totals, no receipt yet, and no price', () => {
  expect(saleInput(school(), offer)).toEqual({
    request: 'request-1',
    buyer: { kind: 'person', area: '市直' },
    outside: '',
    course: '2014-xxaq',
    cards: [{ first: '1001', last: '1030' }],
    books: [{ textbook: BOOK, quantity: 12 }],
    payments: [
      { stream: 'cards', method: 'cash', fen: 150_000, reference: '', tendered: null },
      { stream: 'books', method: 'cash', fen: 18_000, reference: '', tendered: null },
    ],
    receipts: [
      { stream: 'cards', kind: 'none', number: '' },
      { stream: 'books', kind: 'none', number: '' },
    ],
  });
});

describe('books', () => {
  test('nothing is wanted that nobody typed', () => {
    expect(freshForm('request-1').books).toEqual({});
    expect(copiesIn('')).toBe(0);
  });

  test('a card scanned into the quantity is no quantity, and more than lie here are not taken', () => {
    expect(['045072014000000101', '1.5', '-1', '一'].map(copiesIn)).toEqual([null, null, null, null]);
    for (const text of ['045072014000000101', '51']) {
      expect(fieldOf(stepped([{ type: 'books', textbook: BOOK, text }], school()))).toBe('books-0');
    }
  });

  test('another course keeps neither cards nor books', () => {
    expect(totalsOf(stepped([{ type: 'course', course: '2013-dtjj' }], school()), offer)).toEqual({
      cards: 0,
      books: 0,
    });
  });
});

describe('a stream paid in several lines', () => {
  test('the last line takes what is left, so that the sum is always that which is due', () => {
    const typed = [
      { id: 1, method: 'transfer', amount: '1,000', reference: '1' },
      { id: 2, method: 'cash', amount: '', reference: '' },
    ] as const;
    expect(amountsOf(typed, fen(150_000))).toEqual([100_000, 50_000]);
    expect(amountsOf(typed, fen(50_000))).toEqual([100_000, -50_000]);
  });

  test('an amount that is none, or leaves nothing for the last line, keeps the sale back', () => {
    const split = stepped([money({ type: 'split', stream: 'cards' })], school());
    const typed = (amount: string) =>
      stepped([money({ type: 'payment', stream: 'cards', at: 0, part: { amount } })], split);
    for (const amount of ['', '0', '一千', '1500', '2000'])
      expect(fieldOf(typed(amount))).toBe('cards-amount-0');
    expect(fieldOf(typed('1000'))).toBeNull();
  });

  test('another way of paying does not keep the number of the first', () => {
    const transfer = { type: 'payment', stream: 'cards', at: 0, part: { method: 'transfer' } } as const;
    expect(fieldOf(stepped([money(transfer)], school()))).toBe('cards-reference-0');
    const paid = stepped(
      [
        money(transfer),
        money({ ...transfer, part: { reference: 'NO1' } }),
        money({ ...transfer, part: { method: 'cheque' } }),
      ],
      school(),
    );
    expect(paid.money.payments.cards[0]?.reference).toBe('');
  });
});

test('the change is that of both streams together; too little cash keeps the sale back', () => {
  const handed = (text: string) => stepped([money({ type: 'tendered', text })], school());
  expect(changeIn(paymentsOf(handed('1700').money, totalsOf(handed('1700'), offer)))).toBe(2000);
  expect(fieldOf(handed('1700'))).toBeNull();
  for (const text of ['1679.99', '一千七', '1.2.3']) expect(fieldOf(handed(text))).toBe('tendered');
});

test('a receipt that was written needs its number, and the two never share one', () => {
  const receipt = (stream: 'cards' | 'books', kind: 'fiscal' | 'invoice', number: string) =>
    money({ type: 'receipt', stream, part: { kind, number } });
  expect(fieldOf(stepped([receipt('cards', 'fiscal', '')], school()))).toBe('cards-number');
  const shared = [receipt('cards', 'fiscal', '7'), receipt('books', 'invoice', ' 7 ')];
  expect(fieldOf(stepped(shared, school()))).toBe('books-number');
});

test('after a sale the kinds of receipts stay, numbers, reasons and quantities do not', () => {
  const done = stepped(
    [
      money({ type: 'receipt', stream: 'cards', part: { kind: 'fiscal', number: '7' } }),
      { type: 'outside', text: '就近购买' },
      { type: 'sent', request: 'request-1', course: '2014-xxaq' },
      { type: 'sold', request: 'request-1', next: 'request-2' },
    ],
    school(),
  );
  const fresh = freshForm('request-2');
  const cards = { kind: 'fiscal', number: '' } as const;
  expect(done).toEqual({ ...fresh, money: { ...fresh.money, receipts: { ...fresh.money.receipts, cards } } });
});

test('a buyer from elsewhere is asked for a reason in words, which goes with the buyer', () => {
  const outside = school('灵山县');
  expect(fieldOf(outside)).toBe('outside');
  expect(fieldOf(stepped([{ type: 'outside', text: '045072014000000101' }], outside))).toBe('outside');
  const told = stepped([{ type: 'outside', text: '就近购买' }], outside);
  expect(fieldOf(told)).toBeNull();
  expect(stepped([{ type: 'buyerText', text: '钦州' }], told).outside).toBe('');
});

test('an uncounted run, or one that somebody changed after counting, is not counted', () => {
  const counted = stepped([
    { type: 'cardText', text: '1001' },
    { type: 'cardLast', text: '1030' },
    { type: 'cardCounted' },
  ]);
  expect(counted.cardCounted).toBe(true);
  expect(stepped([{ type: 'cardLast', text: '1040' }], counted).cardCounted).toBe(false);
  expect(stepped([{ type: 'cardText', text: '1002' }], counted)).toMatchObject({
    cardLast: '',
    cardCounted: false,
  });
  expect(stepped([{ type: 'check', id: 'a', text: '1001-1030' }], counted)).toMatchObject({
    cardText: '',
    cardLast: '',
  });
});
