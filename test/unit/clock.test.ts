import { expect, test } from 'vitest';
import { clockJump } from '../../contract/domain/clock.ts';

const NOON = Date.UTC(2014, 4, 20, 4);
const MINUTE = 60_000;
const DAY = 86_400_000;

test('a clock that goes on, or is set back by a time service, is believed', () => {
  expect(clockJump(0, NOON, null)).toBe(null);
  expect(clockJump(NOON, NOON + 8 * DAY, '2014-05-20')).toBe(null);
  expect(clockJump(NOON, NOON - MINUTE, '2014-05-20')).toBe(null);
});

test('a clock behind the latest time seen by more than a minute went back', () => {
  expect(clockJump(NOON, NOON - MINUTE - 1, null)).toEqual({
    kind: 'back',
    seen: NOON,
    shown: NOON - MINUTE - 1,
  });
});

test('a clock more than 45 days after the latest time seen jumped ahead', () => {
  expect(clockJump(NOON, NOON + 45 * DAY, null)).toBe(null);
  expect(clockJump(NOON, NOON + 45 * DAY + 1, null)?.kind).toBe('ahead');
});

test('a wall day before the business day is asked about, by Qinzhou’s midnight; never in a practice city', () => {
  const lastOfThe19th = Date.UTC(2014, 4, 19, 15, 59);
  expect(clockJump(0, lastOfThe19th, '2014-05-20')?.kind).toBe('back');
  expect(clockJump(0, lastOfThe19th + MINUTE, '2014-05-20')).toBe(null);
  expect(clockJump(0, lastOfThe19th, null)).toBe(null);
});
