import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  type CalendarDay,
  compareDays,
  dayInShanghai,
  formatDayOnPaper,
  isWithin,
  parseDay,
  timeInShanghai,
} from '../../contract/domain/calendar.ts';

function day(text: string): CalendarDay {
  const parsed = parseDay(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error}`);
  return parsed.value;
}

const MS_PER_DAY = 86_400_000;
const EPOCH = day('1970-01-01');
/** Days before and after 1970 that stay within the years 0001 to 9999. */
const anyOffset = fc.integer({ min: -719_162, max: 2_932_896 });
const isoDay = (epochMs: number) => new Date(epochMs).toISOString().slice(0, 10);

describe('a calendar day', () => {
  test.each(['2014-05-04', '2012-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s exists', (text) => {
    expect(parseDay(text)).toEqual({ ok: true, value: text });
  });

  test.each([
    '2014-02-29',
    '1900-02-29',
    '2014-02-30',
    '2014-04-31',
    '2014-13-01',
    '2014-00-10',
    '2014-01-00',
    '0000-01-01',
  ])('%s does not exist', (text) => {
    expect(parseDay(text)).toEqual({ ok: false, error: 'date' });
  });

  test.each(['', '2014-5-4', '20140504', '2014/05/04', ' 2014-05-04', '2014-05-04T00:00', '２０１４-05-04'])(
    '%j is not written as YYYY-MM-DD',
    (text) => {
      expect(parseDay(text)).toEqual({ ok: false, error: 'format' });
    },
  );

  test('on paper it is written without leading zeros', () => {
    expect(formatDayOnPaper(day('2014-05-04'))).toBe('2014年5月4日');
    expect(formatDayOnPaper(day('2014-10-31'))).toBe('2014年10月31日');
  });
});

describe('counting days', () => {
  test.each([
    ['2014-02-28', 1, '2014-03-01'],
    ['2012-02-28', 1, '2012-02-29'],
    ['1900-02-28', 1, '1900-03-01'],
    ['2000-03-01', -1, '2000-02-29'],
    ['2000-02-27', 1, '2000-02-28'],
    ['2014-12-31', 1, '2015-01-01'],
    ['2014-05-05', 0, '2014-05-05'],
    ['2014-05-05', 179, '2014-10-31'],
  ])('%s and %i days is %s', (from, days, to) => {
    expect(addDays(day(from), days)).toBe(to);
  });

  test('agrees with the Gregorian calendar over all years', () => {
    fc.assert(
      fc.property(anyOffset, (offset) => {
        expect(addDays(EPOCH, offset)).toBe(isoDay(offset * MS_PER_DAY));
      }),
      { numRuns: 2000 },
    );
  });

  test('forth and back is the same day, and later days compare later', () => {
    fc.assert(
      fc.property(anyOffset, anyOffset, (a, b) => {
        const [first, second] = [addDays(EPOCH, a), addDays(EPOCH, b)];
        expect(addDays(first, b - a)).toBe(second);
        expect(Math.sign(compareDays(first, second))).toBe(Math.sign(a - b));
      }),
    );
  });

  test('leaving the years 0001 to 9999 is a bug', () => {
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => addDays(day('0001-01-01'), -1)).toThrow(RangeError);
  });

  test('the first and the last day of a course belong to it', () => {
    const [from, to] = [day('2014-05-05'), day('2014-10-31')];
    expect(isWithin(from, from, to)).toBe(true);
    expect(isWithin(to, from, to)).toBe(true);
    expect(isWithin(day('2014-05-04'), from, to)).toBe(false);
    expect(isWithin(day('2014-11-01'), from, to)).toBe(false);
  });
});

describe('the clock in Qinzhou', () => {
  test('a day begins at 16:00 UTC', () => {
    const midnight = Date.UTC(2014, 4, 3, 16, 0);
    expect(dayInShanghai(midnight - 1)).toBe('2014-05-03');
    expect(timeInShanghai(midnight - 1)).toBe('2014-05-03 23:59');
    expect(dayInShanghai(midnight)).toBe('2014-05-04');
    expect(timeInShanghai(midnight)).toBe('2014-05-04 00:00');
  });

  test('agrees with UTC + 8 at any moment, before 1970 too', () => {
    const someMs = fc.integer({ min: -719_162 * MS_PER_DAY, max: 2_932_895 * MS_PER_DAY });
    fc.assert(
      fc.property(someMs, (epochMs) => {
        const there = new Date(epochMs + 8 * 3_600_000).toISOString();
        expect(timeInShanghai(epochMs)).toBe(there.slice(0, 16).replace('T', ' '));
        expect(dayInShanghai(epochMs)).toBe(there.slice(0, 10));
      }),
    );
  });
});
