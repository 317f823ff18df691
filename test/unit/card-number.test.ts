import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CardNumber,
  cardAt,
  cleanCardText,
  compareCards,
  isCardNumber,
  parseCardNumber,
  prefixOf,
  sameSeries,
  tailOf,
} from '../../contract/domain/card-number.ts';

function card(text: string): CardNumber {
  const parsed = parseCardNumber(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error}`);
  return parsed.value;
}

const anyCard = fc
  .tuple(fc.stringMatching(/^([0-9]{0,6}[A-Z]{1,4})?$/), fc.stringMatching(/^[0-9]{1,30}$/))
  .map(([prefix, tail]) => card(prefix + tail));

describe('reading a card number', () => {
  test('leading zeros are kept', () => {
    expect(card('045072014000001001')).toBe('045072014000001001');
  });

  test.each([
    [' 0450\u00a07201\u3000400000 1001\n', '045072014000001001'],
    ['\ufeff0450\u200b72014000001001', '045072014000001001'],
    ['０４５０７２０１４０００００１００１', '045072014000001001'],
    ['0450\u3164\u280072014000001001', '045072014000001001'],
    ['ＧＸ００１', 'GX001'],
    ['gx001', 'GX001'],
  ])('blanks, invisible characters, width and case of %j are folded and reported', (typed, expected) => {
    expect(card(typed)).toBe(expected);
    expect(cleanCardText(typed)).toEqual({ text: expected, cleaned: true });
  });

  test('a trailing 张 is tolerated without counting as a repair', () => {
    expect(card('045072014000009007张')).toBe('045072014000009007');
    expect(cleanCardText('045072014000009007张').cleaned).toBe(false);
    expect(cleanCardText('045072014000009007').cleaned).toBe(false);
  });

  test.each([
    ['', 'missing'],
    [' \u3000', 'missing'],
    ['张', 'missing'],
    ['GX', 'format'],
    ['12A', 'format'],
    ['1001-1500', 'format'],
    ['4.5072E+16', 'format'],
    ['一千', 'format'],
    ['1'.repeat(41), 'too-long'],
  ])('%j is refused as %s', (typed, error) => {
    expect(parseCardNumber(typed)).toEqual({ ok: false, error });
  });

  test('the longest number has 40 characters', () => {
    expect(card('0'.repeat(40))).toHaveLength(40);
  });

  test('stored data are checked as they stand, nothing is folded', () => {
    expect(isCardNumber('045072014000001001')).toBe(true);
    expect(isCardNumber('045072014000001001 ')).toBe(false);
    expect(isCardNumber('gx001')).toBe(false);
  });

  test('a number that was read is read again unchanged', () => {
    fc.assert(fc.property(anyCard, (known) => card(known) === known && isCardNumber(known)));
  });
});

describe('counting along a series', () => {
  test('prefix and tail part behind the last letter', () => {
    expect([prefixOf(card('2014GX0012')), tailOf(card('2014GX0012'))]).toEqual(['2014GX', 12n]);
    expect([prefixOf(card('0012')), tailOf(card('0012'))]).toEqual(['', 12n]);
  });

  test('numbers beyond 2^53 are counted exactly', () => {
    expect(cardAt(card('999999999999999998'), 1n)).toEqual({ ok: true, value: '999999999999999999' });
    expect(cardAt(card('045072014000001001'), 499n)).toEqual({ ok: true, value: '045072014000001500' });
  });

  test.each([
    ['GX99', 1n],
    ['GX00', -1n],
    ['999', 1n],
  ])('leaving the width of %s by %s is an overflow', (from, offset) => {
    expect(cardAt(card(from), offset)).toEqual({ ok: false, error: 'overflow' });
  });

  test('a step forth and back returns to the same card and keeps its width', () => {
    fc.assert(
      fc.property(anyCard, fc.bigInt(-(10n ** 20n), 10n ** 20n), (from, offset) => {
        const there = cardAt(from, offset);
        if (!there.ok) return;
        expect(there.value).toHaveLength(from.length);
        expect(sameSeries(from, there.value)).toBe(true);
        expect(tailOf(there.value) - tailOf(from)).toBe(offset);
        expect(cardAt(there.value, -offset)).toEqual({ ok: true, value: from });
      }),
    );
  });

  test('only one width and one prefix make a series', () => {
    expect(sameSeries(card('0100'), card('0199'))).toBe(true);
    expect(sameSeries(card('0100'), card('100'))).toBe(false);
    expect(sameSeries(card('GX1'), card('QZ1'))).toBe(false);
    expect(sameSeries(card('GX01'), card('G001'))).toBe(false);
  });

  test('sorting keeps a series together, also where text order would not', () => {
    const sorted = ['200', '1A5', '9', '100', '1A4'].map(card).toSorted(compareCards);
    expect(sorted).toEqual(['9', '100', '200', '1A4', '1A5']);
  });
});
