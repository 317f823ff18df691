import { expect, test } from 'vitest';
import { linesOf, tickedIn, withTicked } from '../../renderer/screens/returns/lines.ts';

const run = (first: number, last: number) => ({
  first: `10${first}`,
  last: `10${last}`,
  count: last - first + 1,
});
const left = {
  cards: [run(10, 19), run(30, 34), run(50, 50)],
  books: [{ textbook: 'b', title: '知识读本', quantity: 2 }],
};
const none = { cards: '', books: {} };

test('each run and each title of the sale is a line', () => {
  expect(linesOf(left).map(({ label }) => label)).toEqual([
    '1010–1019（10 张）',
    '1030–1034（5 张）',
    '1050（1 张）',
    '《知识读本》2 本',
  ]);
});

test('one of three runs is ticked into the field, and out of it again', () => {
  const one = withTicked(left, none, ['1030']);
  expect(one).toEqual({ cards: '1030–1034', books: {} });
  expect(tickedIn(left, one)).toEqual(['1030']);
  const two = withTicked(left, one, ['1030', 'b']);
  expect(two).toEqual({ cards: '1030–1034', books: { b: '2' } });
  expect(withTicked(left, two, ['b'])).toEqual({ cards: '', books: { b: '2' } });
  expect(withTicked(left, two, ['1030'])).toEqual({ cards: '1030–1034', books: { b: '' } });
});

test('what was typed of a line in part stays: 3 cards of a run, 1 book of 2', () => {
  const part = { cards: '1010-1012', books: { b: '1' } };
  expect(tickedIn(left, part)).toEqual([]);
  const more = withTicked(left, part, ['1050']);
  expect(more).toEqual({ cards: '1010–1012；1050', books: { b: '1' } });
  expect(withTicked(left, more, [])).toEqual({ cards: '1010–1012', books: { b: '1' } });
  // What can't be read yet is not thrown away.
  expect(withTicked(left, { cards: '1010-', books: {} }, ['1050']).cards).toBe('1010-；1050');
});
