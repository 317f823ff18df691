import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Book,
  balanceOf,
  countOf,
  type Gone,
  isInRun,
  nextIn,
  overlapsAmong,
  parseReceiptNumber,
  parseRun,
  receiptsNow,
  runsInWords,
  runsOf,
  sharedNumbers,
  skippedBefore,
  strangersIn,
  whyNotNext,
} from '../../contract/domain/receipt-register.ts';
import type { SaleReceipt } from '../../contract/domain/sale-receipts.ts';

const book = { first: '0012301', last: '0012310' };
const fiscal: Book = { ...book, kind: 'fiscal', here: true };
const invoice: Book = { first: 'GX-0098', last: 'GX-0102', kind: 'invoice', here: true };
const HERE = 'a'.repeat(32);
const THERE = 'b'.repeat(32);

const used = (number: string, ...devices: string[]): Gone => ({
  number,
  uses: devices.map((device, at) => ({ sale: `A-aaaaaaaaaaaa.${at + 1}`, device })),
  voided: null,
});
const voided = (number: string, device = HERE): Gone => ({
  number,
  uses: [],
  voided: { reason: '污损', device },
});

describe('the numbers of a book', () => {
  test('a number is tidied as typed: blanks, width, case and dashes; its zeros stay', () => {
    expect(parseReceiptNumber(' 00１２ 301 ')).toBe('0012301');
    expect(parseReceiptNumber('gx－0098')).toBe('GX-0098');
    for (const text of ['', '12A', '桂0012', '1'.repeat(31)]) expect(parseReceiptNumber(text)).toBeNull();
  });

  test('a run counts its numbers by their last figures, beyond 2^53 too', () => {
    expect(parseRun('0012301', '0012400')).toMatchObject({ value: { first: '0012301', last: '0012400' } });
    const long = parseRun('9007199254740993001', '9007199254740993050');
    expect(long.ok && countOf(long.value)).toBe(50);
    expect(countOf(invoice)).toBe(5);
  });

  test('no run: letters at the end, other width, other prefix, backwards, more than ten thousand', () => {
    const problem = (first: string, last: string) => {
      const run = parseRun(first, last);
      return run.ok ? null : run.error;
    };
    expect(problem('12A', '13')).toBe('format');
    expect(problem('0099', '00100')).toBe('width');
    expect(problem('A01', 'B02')).toBe('prefix');
    expect(problem('0012310', '0012301')).toBe('reversed');
    expect(problem('000001', '010001')).toBe('too-many');
    expect(problem('000001', '010000')).toBeNull();
  });

  test('a number of another width or prefix is not in the book, whatever its value', () => {
    expect(['0012301', '0012310'].every((number) => isInRun(book, number))).toBe(true);
    for (const number of ['0012300', '0012311', '12305', '00012305', 'A012305']) {
      expect(isInRun(book, number)).toBe(false);
    }
  });

  test('books that share numbers are found, also of two kinds', () => {
    expect(sharedNumbers(book, { first: '0012310', last: '0012320' })).toEqual({
      first: '0012310',
      last: '0012310',
    });
    expect(sharedNumbers(book, { first: '0012311', last: '0012320' })).toBeNull();
    const other = { ...fiscal, kind: 'invoice' as const, first: '0012305' };
    const inside = { ...fiscal, first: '0012302', last: '0012303' };
    const pairs = overlapsAmong([invoice, other, inside, fiscal]).map(({ books, numbers }) => [
      books.map(({ first }) => first),
      numbers.first,
    ]);
    expect(pairs).toEqual([
      [['0012301', '0012302'], '0012302'],
      [['0012301', '0012305'], '0012305'],
    ]);
  });

  test('numbers are told in runs', () => {
    const runs = runsOf(['0012303', '0012301', '0012302', '0012309']);
    expect(runs.map(({ count }) => count)).toEqual([3, 1]);
    expect(runsInWords(runs)).toBe('0012301–0012303；0012309');
    expect(runsInWords([])).toBe('无');
  });
});

describe('issued in order', () => {
  test('the next number is the lowest that is neither used nor voided', () => {
    expect(nextIn(book, new Set())).toBe('0012301');
    expect(nextIn(book, new Set(['0012301', '0012302', '0012309']))).toBe('0012303');
    expect(nextIn(invoice, new Set(['GX-0098', 'GX-0099']))).toBe('GX-0100');
    expect(nextIn({ first: '98', last: '99' }, new Set(['98', '99']))).toBeNull();
  });

  test('a number further on names the ones it would jump over', () => {
    const gone = new Set(['0012301', '0012303']);
    expect(skippedBefore(book, gone, '0012306')).toEqual([
      { first: '0012302', last: '0012302' },
      { first: '0012304', last: '0012305' },
    ]);
    expect(skippedBefore(book, gone, '0012302')).toEqual([]);
  });

  test('a number is refused for what it is: no book, no number, outside, the other kind, another till, gone, further on', () => {
    const away: Book = { first: '0012401', last: '0012410', kind: 'fiscal', here: false };
    const books = [fiscal, away, invoice];
    const gone = new Set(['0012301']);
    const why = (number: string, of: readonly Book[] = books) => whyNotNext('fiscal', number, of, () => gone);
    expect(why('0012302')).toBeNull();
    expect(why('0012302', [invoice, away])).toEqual({ kind: 'no-book' });
    expect(why('甲1')).toEqual({ kind: 'format' });
    expect(why('0012399')).toEqual({ kind: 'outside' });
    expect(why('GX-0098')).toEqual({ kind: 'other-kind' });
    expect(why('0012401')).toEqual({ kind: 'elsewhere' });
    expect(why('0012301')).toEqual({ kind: 'gone' });
    expect(why('0012304')).toEqual({
      kind: 'skips',
      next: '0012302',
      runs: [{ first: '0012302', last: '0012303' }],
    });
  });
});

describe('the balance of a book', () => {
  test('issued = used + 作废 + remaining; a receipt 作废 after its use is 作废', () => {
    const spoiled = { ...used('0012302', HERE), voided: { reason: '填写错误', device: HERE } };
    const receipts = [used('0012301', HERE), spoiled, voided('0012305'), used('0099999', HERE)];
    expect(balanceOf(book, receipts)).toEqual({
      ...{ issued: 10, used: 1, voided: 2, remaining: 7 },
      ...{ off: 0, twice: [] },
    });
  });

  test('two papers under one number put it off by one each, and are named', () => {
    const both = { ...used('0012302', HERE, HERE), voided: { reason: '污损', device: HERE } };
    const balance = balanceOf(book, [used('0012301', HERE, THERE), both]);
    expect(balance).toMatchObject({ used: 3, voided: 1, remaining: 8, off: 2 });
    expect(balance.twice).toEqual(['0012301', '0012302']);
  });

  test('numbers written or spoiled by another PC than the one that holds the book are named', () => {
    const receipts = [used('1', HERE), used('2', THERE), voided('3', THERE), voided('4')];
    expect(strangersIn(receipts, HERE)).toEqual(['2', '3']);
  });

  test('whatever leaves a book once, nothing is missing between its ends', () => {
    const deeds = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom('use', 'void', 'both')));
    fc.assert(
      fc.property(deeds, (list) => {
        const rows = new Map<string, Gone>();
        for (const [at, deed] of list) {
          const number = `00${12301 + at}`;
          const one = deed === 'void' ? voided(number) : used(number, HERE);
          rows.set(number, deed === 'both' ? { ...one, voided: { reason: '污损', device: HERE } } : one);
        }
        const { issued, used: papers, voided: spoiled, remaining, off } = balanceOf(book, [...rows.values()]);
        expect([off, papers + spoiled + remaining]).toEqual([0, issued]);
        const next = nextIn(book, new Set(rows.keys()));
        expect(next === null).toBe(remaining === 0);
        expect(next === null || !rows.has(next)).toBe(true);
      }),
    );
  });
});

test('the receipt that stands is the last one written whose number is not 作废, else 暂不开', () => {
  const made: readonly SaleReceipt[] = [
    { stream: 'cards', kind: 'fiscal', number: '1' },
    { stream: 'books', kind: 'none', number: '' },
  ];
  const written = [{ stream: 'books' as const, kind: 'invoice', number: '7' }];
  const numbers = (spoiled: readonly string[], more = written) =>
    receiptsNow(made, more, (_, number) => spoiled.includes(number)).map(
      ({ kind, number }) => `${kind} ${number}`,
    );
  expect(numbers([])).toEqual(['fiscal 1', 'invoice 7']);
  expect(numbers([], [])).toEqual(['fiscal 1', 'none ']);
  expect(numbers(['1', '7'])).toEqual(['none ', 'none ']);
});
