import { expect, test } from 'vitest';
import {
  isInRun,
  nextRun,
  numbersOf,
  parseEmergencyNumber,
  whyNotEntered,
} from '../../contract/domain/emergency.ts';

const run = (first: number, last: number, series = 'QZ1A') => {
  const number = (serial: number) => `${series}-YJ-${String(serial).padStart(5, '0')}`;
  return { first: number(first), last: number(last) };
};

test('a number is read as it is printed, full-width or small letters included', () => {
  expect(parseEmergencyNumber(' qz1a-yj-00017 ')).toBe('QZ1A-YJ-00017');
  expect(parseEmergencyNumber('ＱＺ１Ａ-ＹＪ-０００１７')).toBe('QZ1A-YJ-00017');
  for (const other of ['', '17', 'QZ1A-00017', 'QZ1A-YJ-017', 'QZ1A-20140520-00017']) {
    expect(parseEmergencyNumber(other)).toBeNull();
  }
});

test('the next run follows the highest of its own series, and never passes five figures', () => {
  expect(nextRun('QZ1A', [], 3)).toEqual(run(1, 3));
  expect(nextRun('QZ1A', [run(4, 8), run(1, 3), run(1, 90, 'QZ1B'), run(1, 90, 'QZ11A')], 2)).toEqual(
    run(9, 10),
  );
  expect(nextRun('QZ1A', [run(1, 99_990)], 9)).toEqual(run(99_991, 99_999));
  expect(nextRun('QZ1A', [run(1, 99_990)], 10)).toBeNull();
});

test('a run holds its own numbers, of its own series alone', () => {
  expect(numbersOf(run(9, 11))).toEqual(['QZ1A-YJ-00009', 'QZ1A-YJ-00010', 'QZ1A-YJ-00011']);
  expect(isInRun(run(9, 11), 'QZ1A-YJ-00010')).toBe(true);
  expect(isInRun(run(9, 11), 'QZ1A-YJ-00012')).toBe(false);
  expect(isInRun(run(9, 11), 'QZ1B-YJ-00010')).toBe(false);
});

test('补录: on a day that has come, from a number given out by then, neither entered nor void', () => {
  const fresh = { entered: false, voided: false };
  const why = (day: string, slip: Parameters<typeof whyNotEntered>[3] = null) =>
    whyNotEntered(day, '2014-05-22', '2014-05-20', slip);
  expect([why('2014-05-20'), why('2014-05-22'), why('2014-05-21', fresh)]).toEqual([null, null, null]);
  expect([why('2014-05-23'), why('2014-05-19'), why('昨天')]).toEqual(['future', 'before', 'day']);
  expect(why('2014-05-21', { ...fresh, entered: true })).toBe('entered');
  expect(why('2014-05-21', { ...fresh, voided: true })).toBe('voided');
  expect(whyNotEntered('2014-05-21', '2014-05-22', null, null)).toBe('unknown');
});
