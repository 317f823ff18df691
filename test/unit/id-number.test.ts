import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type CalendarDay, parseDay } from '../../contract/domain/calendar.ts';
import {
  birthDateOf,
  type IdNumber,
  isIdNumber,
  maskIdNumber,
  parseIdNumber,
  sexOf,
} from '../../contract/domain/id-number.ts';

function day(text: string): CalendarDay {
  const parsed = parseDay(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error}`);
  return parsed.value;
}

const TODAY = day('2014-05-20');

function id(text: string): IdNumber {
  const parsed = parseIdNumber(text, TODAY);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error}`);
  return parsed.value.id;
}

/** The check digit by the standard's other formula, Σ aᵢ·2^(18−i) ≡ 1 (mod 11), so the table is not tested by itself. */
function withCheckDigit(body: string): string {
  const sum = [...body].reduce((rest, digit) => (rest * 2 + Number(digit)) % 11, 0);
  const check = (12 - ((sum * 2) % 11)) % 11;
  return body + (check === 10 ? 'X' : String(check));
}

const anyId = fc
  .tuple(
    fc.integer({ min: 450_780, max: 450_789 }),
    fc.integer({ min: 0, max: 27_000 }).map((days) => addDays(day('1940-01-01'), days)),
    fc.integer({ min: 0, max: 999 }).map((order) => String(order).padStart(3, '0')),
  )
  .map(([area, birth, order]) => withCheckDigit(`${area}${birth.replaceAll('-', '')}${order}`));

const PUBLISHED = ['11010519491231002X', '440524188001010014', '34052419800101001X'];

describe('GB 11643', () => {
  test.each([...PUBLISHED, '45078419650522519X', '450784198101243307'])('%s is valid', (text) => {
    expect(parseIdNumber(text, TODAY)).toEqual({ ok: true, value: { id: text, cleaned: false } });
    expect(isIdNumber(text)).toBe(true);
  });

  test('every number with the right check digit is read unchanged', () => {
    fc.assert(
      fc.property(anyId, (text) => {
        expect(parseIdNumber(text, TODAY)).toEqual({ ok: true, value: { id: text, cleaned: false } });
      }),
    );
  });

  test('no single wrong digit goes unnoticed, wherever it stands', () => {
    const wrong = PUBLISHED.flatMap((text) =>
      [...text].flatMap((right, place) =>
        [...(place === 17 ? '0123456789X' : '0123456789')]
          .filter((digit) => digit !== right)
          .map((digit) => text.slice(0, place) + digit + text.slice(place + 1)),
      ),
    );
    expect(wrong).toHaveLength(3 * (17 * 9 + 10));
    expect(wrong.filter((text) => parseIdNumber(text, TODAY).ok || isIdNumber(text))).toEqual([]);
  });

  test('a wrong digit or two neighbours swapped are refused in any number', () => {
    const place = fc.integer({ min: 0, max: 16 });
    fc.assert(
      fc.property(anyId, place, fc.integer({ min: 1, max: 9 }), (text, at, shift) => {
        const digit = String((Number(text.charAt(at)) + shift) % 10);
        const mistyped = text.slice(0, at) + digit + text.slice(at + 1);
        const swapped = text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
        expect(parseIdNumber(mistyped, TODAY).ok).toBe(false);
        expect(swapped === text || !parseIdNumber(swapped, TODAY).ok).toBe(true);
      }),
    );
  });
});

describe('reading an ID number', () => {
  test.each([
    [' 450784195801113315 ', '450784195801113315'],
    ['450784 19800419 2528', '450784198004192528'],
    ['450784\u200b198004192528', '450784198004192528'],
    ['450784197411284409\u3000', '450784197411284409'],
    ['４５０７８３１９６５１１１０８７７８', '450783196511108778'],
    ['45078019690221291x', '45078019690221291X'],
    ['４５０７８０１９５９１００９９０６ｘ', '45078019591009906X'],
    ["'450780197307074924", '450780197307074924'],
    ['‘450782198812228629', '450782198812228629'],
    ['="450784197411284409"', '450784197411284409'],
  ])('%j is cleaned and reported', (typed, expected) => {
    expect(parseIdNumber(typed, TODAY)).toEqual({ ok: true, value: { id: expected, cleaned: true } });
  });

  test.each([
    ['', 'missing'],
    [' \u3000\t', 'missing'],
    ['4.50781E+17', 'scientific'],
    ['4.50783198503e+17', 'scientific'],
    ['450780861222766', '15-digit'],
    ['45078219611205444', 'format'],
    ['4507811959050153820', 'format'],
    ['4S0783196705248832', 'format'],
    ['450784********3315', 'format'],
    ['X50784195801113315', 'format'],
    ['450783198086137225', 'date'],
    ['450781198102304563', 'date'],
    ['450783198306093825', 'check-digit'],
  ])('%j is refused: %s', (typed, error) => {
    expect(parseIdNumber(typed, TODAY)).toEqual({ ok: false, error });
  });

  test('a birth date after today is refused, today itself is not', () => {
    const born = withCheckDigit('45078020140521001');
    expect(parseIdNumber(born, TODAY)).toEqual({ ok: false, error: 'date' });
    expect(parseIdNumber(born, day('2014-05-21')).ok).toBe(true);
  });

  test('stored data are checked as they stand, nothing is folded', () => {
    expect(isIdNumber('45078019690221291x')).toBe(false);
    expect(isIdNumber('450784195801113315 ')).toBe(false);
    expect(isIdNumber(withCheckDigit('45078019810230456'))).toBe(false);
  });
});

describe('what an ID number says', () => {
  test('digits 7 to 14 are the birth date', () => {
    expect(birthDateOf(id('45078419650522519X'))).toBe('1965-05-22');
  });

  test('the 17th digit is odd for men, even for women', () => {
    expect(sexOf(id('45078419650522519X'))).toBe('male');
    expect(sexOf(id('450784198101243307'))).toBe('female');
  });

  test('the mask hides the birth date and keeps six and four', () => {
    expect(maskIdNumber(id('45078419650522519X'))).toBe('450784********519X');
  });
});
