import { describe, expect, test } from 'vitest';
import { fen } from '../../contract/domain/money.ts';
import {
  checkReceipts,
  isReceiptGiven,
  numberAfter,
  receiptWords,
  type SaleReceipt,
} from '../../contract/domain/sale-receipts.ts';

const both = { cards: fen(5000), books: fen(1500) };
const cardsOnly = { cards: fen(5000), books: fen(0) };
const fiscal: SaleReceipt = { stream: 'cards', kind: 'fiscal', number: '0012345' };
const invoice: SaleReceipt = { stream: 'books', kind: 'invoice', number: '7788' };
const noInvoice: SaleReceipt = { stream: 'books', kind: 'none', number: '' };

function problemOf(receipts: readonly SaleReceipt[], totals = both) {
  const checked = checkReceipts(receipts, totals);
  return checked.ok ? null : checked.error;
}

describe('one receipt for each stream that has money', () => {
  test('a fiscal receipt for the cards and an invoice, or 暂不开, for the books', () => {
    expect(problemOf([fiscal, invoice])).toBeNull();
    expect(problemOf([fiscal, noInvoice])).toBeNull();
    expect(problemOf([fiscal], cardsOnly)).toBeNull();
  });

  test('none, two, or one for a stream without money is named', () => {
    expect(problemOf([fiscal])).toEqual({ kind: 'missing', stream: 'books' });
    expect(problemOf([fiscal, { ...fiscal, number: '9' }, invoice])).toEqual({
      kind: 'twice',
      stream: 'cards',
    });
    expect(problemOf([fiscal, noInvoice], cardsOnly)).toEqual({ kind: 'no-goods', stream: 'books' });
  });

  test('what was written has its printed number, 暂不开 has none', () => {
    expect(problemOf([{ ...fiscal, number: ' ' }, invoice])).toEqual({ kind: 'number', stream: 'cards' });
    expect(problemOf([fiscal, { ...noInvoice, number: '1' }])).toEqual({
      kind: 'no-number',
      stream: 'books',
    });
  });

  test('one number never stands for both streams, also with blanks around it', () => {
    const shared = { kind: 'shared', stream: 'books' };
    expect(problemOf([fiscal, { ...invoice, number: ' 0012345 ' }])).toEqual(shared);
    const none = [{ ...fiscal, kind: 'none', number: '' } as const, noInvoice];
    expect(problemOf(none)).toBeNull();
  });
});

test('on paper a receipt is its kind and number, and 出具发票 says whether one was written', () => {
  expect(receiptWords([fiscal, noInvoice], 'cards')).toBe('财政票据 0012345');
  expect(receiptWords([fiscal, noInvoice], 'books')).toBe('票据暂不开');
  expect(receiptWords([fiscal], 'books')).toBe('');
  expect([isReceiptGiven([fiscal, noInvoice]), isReceiptGiven([noInvoice])]).toEqual([true, false]);
});

test('the next number keeps its zeros and letters; past the last of its width there is none', () => {
  expect(numberAfter('0012349')).toBe('0012350');
  expect(numberAfter('桂A-0099')).toBe('桂A-0100');
  expect(numberAfter('9007199254740993001')).toBe('9007199254740993002');
  expect(numberAfter('999')).toBeNull();
  expect(numberAfter('甲')).toBeNull();
});
