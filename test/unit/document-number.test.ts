import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CalendarDay, parseDay } from '../../contract/domain/calendar.ts';
import {
  incarnationLetter,
  makeDocumentNumber,
  paperMark,
  parseDocumentNumber,
} from '../../contract/domain/document-number.ts';

function day(text: string): CalendarDay {
  const parsed = parseDay(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error}`);
  return parsed.value;
}

const PARTS = { point: 'QZ', pc: 1, letter: 'A', day: day('2014-05-20'), serial: 17 };

test('a document number names point, PC, incarnation, business day and serial', () => {
  expect(makeDocumentNumber(PARTS)).toBe('QZ1A-20140520-00017');
  expect(makeDocumentNumber({ ...PARTS, pc: 12, letter: 'AB', serial: 123_456 })).toBe(
    'QZ12AB-20140520-123456',
  );
});

test('every number is read back to the parts it was made of', () => {
  const parts = fc.record({
    point: fc.stringMatching(/^[A-Z]{1,4}$/),
    pc: fc.integer({ min: 1, max: 9999 }),
    letter: fc.integer({ min: 0, max: 2000 }).map(incarnationLetter),
    day: fc.constantFrom(day('2014-05-05'), day('2016-02-29')),
    serial: fc.integer({ min: 1, max: 9_999_999 }),
  });
  fc.assert(
    fc.property(parts, (made) => {
      expect(parseDocumentNumber(makeDocumentNumber(made))).toEqual({ ok: true, value: made });
    }),
  );
});

test('a number typed with the input method on is understood', () => {
  expect(parseDocumentNumber(' ｑｚ１ａ－20140520－00017\n')).toEqual({ ok: true, value: PARTS });
});

test.each([
  ['', 'format'],
  ['QZ1A-20140520-0017', 'format'],
  ['QZ1A-20140520-000017', 'format'],
  ['QZ1A-20140520-00000', 'format'],
  ['QZ01A-20140520-00017', 'format'],
  ['QZA-20140520-00017', 'format'],
  ['ABCDE1A-20140520-00017', 'format'],
  ['QZ1A-2014520-00017', 'format'],
  ['QZ1A-20140230-00017', 'date'],
])('%j is refused: %s', (text, error) => {
  expect(parseDocumentNumber(text)).toEqual({ ok: false, error });
});

test('parts that make no number are a bug', () => {
  expect(() => makeDocumentNumber({ ...PARTS, point: 'qz' })).toThrow(RangeError);
  expect(() => makeDocumentNumber({ ...PARTS, pc: 0 })).toThrow(RangeError);
  expect(() => makeDocumentNumber({ ...PARTS, serial: 0 })).toThrow(RangeError);
  expect(() => makeDocumentNumber({ ...PARTS, serial: 1.5 })).toThrow(RangeError);
});

test('incarnations are lettered A to Z, then AA', () => {
  expect([0, 1, 25, 26, 27, 51, 52, 701, 702].map(incarnationLetter)).toEqual([
    'A',
    'B',
    'Z',
    'AA',
    'AB',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
  ]);
  expect(() => incarnationLetter(-1)).toThrow(RangeError);
});

test('no two incarnations share a letter', () => {
  const letters = Array.from({ length: 2000 }, (_, n) => incarnationLetter(n));
  expect(new Set(letters).size).toBe(2000);
});

test('the mark on paper is the first four characters of the hash, in capitals', () => {
  expect(paperMark('3fa9c0ffee')).toBe('3FA9');
  expect(() => paperMark('3fa')).toThrow(RangeError);
  expect(() => paperMark('not a hash')).toThrow(RangeError);
});
