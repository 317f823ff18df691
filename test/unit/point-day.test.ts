import { expect, test } from 'vitest';
import type { CardBalance } from '../../contract/domain/card-balance.ts';
import {
  isMissing,
  netOf,
  type PointFigures,
  sumOfBalances,
  sumOfFigures,
} from '../../contract/domain/point-day.ts';

const empty: PointFigures = {
  ...{ sales: 0, reversals: 0, returns: 0, cards: 0, books: 0 },
  ...{ money: [], soldRanges: [], backRanges: [], receipts: [] },
};
const range = (first: number, last: number) => ({ first: `${1000 + first}`, last: `${1000 + last}` });
const one: PointFigures = {
  ...empty,
  ...{ sales: 2, reversals: 1, cards: 2, books: 1 },
  money: [
    { stream: 'cards', method: 'cash', inFen: 15_000, outFen: 5_000 },
    { stream: 'books', method: 'cash', inFen: 1_500, outFen: 0 },
  ],
  soldRanges: [range(1, 3)],
  backRanges: [range(3, 3)],
  receipts: [
    { kind: 'fiscal', used: [{ first: '007', last: '008', count: 2 }], voided: ['009'], next: '010' },
  ],
};
const two: PointFigures = {
  ...empty,
  ...{ sales: 1, cards: 2 },
  money: [
    { stream: 'cards', method: 'cash', inFen: 5_000, outFen: 0 },
    { stream: 'cards', method: 'transfer', inFen: 5_000, outFen: 0 },
  ],
  soldRanges: [range(4, 5)],
  receipts: [{ kind: 'fiscal', used: [{ first: '005', last: '006', count: 2 }], voided: [], next: '007' }],
};

test('a point’s figures are its PCs’ closed days put together, streams and ways of payment apart', () => {
  const sum = sumOfFigures([one, two]);
  expect(sum).toMatchObject({ sales: 3, reversals: 1, cards: 4, books: 1 });
  expect(sum.money).toEqual([
    { stream: 'cards', method: 'cash', inFen: 20_000, outFen: 5_000 },
    { stream: 'cards', method: 'transfer', inFen: 5_000, outFen: 0 },
    { stream: 'books', method: 'cash', inFen: 1_500, outFen: 0 },
  ]);
  expect(netOf(sum, 'cards')).toBe(netOf(one, 'cards') + netOf(two, 'cards'));
});

test('runs of two PCs that meet are one run; the next receipt number is nobody’s when two PCs write', () => {
  const sum = sumOfFigures([one, two]);
  expect(sum.soldRanges).toEqual([range(1, 5)]);
  expect(sum.receipts).toEqual([
    { kind: 'fiscal', used: [{ first: '005', last: '008', count: 4 }], voided: ['009'], next: null },
  ]);
  expect(sumOfFigures([one]).receipts[0]?.next).toBe('010');
});

test('cards that went from one PC to another leave one and come into the other, course by course', () => {
  const shelf: CardBalance = {
    ...{ course: '2014-xxaq', opening: 100, received: 0, accepted: 0, dispatched: 30, writtenOff: 0 },
    ...{ closing: 68, movedOut: 2, sold: 2 },
  };
  const other = { ...shelf, opening: 0, accepted: 30, dispatched: 0, closing: 28 };
  const [sum, ...rest] = sumOfBalances([shelf, other]);
  expect(rest).toEqual([]);
  expect(sum).toMatchObject({
    opening: 100,
    accepted: 30,
    dispatched: 30,
    closing: 96,
    movedOut: 4,
    sold: 4,
  });
  expect(sumOfBalances([shelf, { ...other, course: '2013-dtjj' }]).map(({ course }) => course)).toEqual([
    '2013-dtjj',
    '2014-xxaq',
  ]);
});

test('a PC is missing unless it closed the day, closed a later one, or is known to have done nothing', () => {
  const pc = { closed: false, closedLater: false, idle: false };
  expect(isMissing(pc)).toBe(true);
  for (const known of ['closed', 'closedLater', 'idle'])
    expect(isMissing({ ...pc, [known]: true })).toBe(false);
});
