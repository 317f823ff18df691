import { expect, test } from 'vitest';
import type { CalendarDay } from '../../contract/domain/calendar.ts';
import {
  balanceOf,
  derivationsAgree,
  isLateFor,
  movedOutOf,
  unexplained,
} from '../../contract/domain/card-balance.ts';
import type { CardRange } from '../../contract/domain/card-range.ts';
import {
  dayAfterClosing,
  differenceInWords,
  expectedInDrawer,
  isAboveLimit,
  reasonWithCounts,
  sumOfCount,
  tidyCount,
} from '../../contract/domain/closing.ts';
import { type Dealing, figuresOf, soldByCourse } from '../../contract/domain/closing-figures.ts';

const run = (first: string, last = first) => ({ course: 'c', range: { first, last } as CardRange });
const dealing = (kind: Dealing['kind'], changes: Partial<Dealing> = {}): Dealing => ({
  ...{ kind, sale: 's', document: 'd', day: '2014-05-20', lamport: 1 },
  ...{ cards: [], books: 0, money: [] },
  ...changes,
});
const paid = (stream: 'cards' | 'books', method: 'cash' | 'transfer', fen: number) => ({
  stream,
  method,
  fen,
});

test('a count by denomination adds up to the fen, largest face first, each face once', () => {
  const count = tidyCount([
    { face: 10, pieces: 3 },
    { face: 10_000, pieces: 2 },
    { face: 500, pieces: 0 },
    { face: 10_000, pieces: 1 },
  ]);
  expect(count).toEqual([
    { face: 10_000, pieces: 3 },
    { face: 10, pieces: 3 },
  ]);
  expect(sumOfCount(count)).toBe(30_030);
  expect(sumOfCount([])).toBe(0);
});

test('a drawer should hold its float and the cash of both streams, less cash given back; other ways of payment are not in it', () => {
  const money = [
    { stream: 'cards', method: 'cash', inFen: 30_000, outFen: 5_000 },
    { stream: 'books', method: 'cash', inFen: 1_500, outFen: 0 },
    { stream: 'cards', method: 'transfer', inFen: 500_000, outFen: 0 },
  ] as const;
  expect(expectedInDrawer(20_000, money)).toBe(46_500);
});

test('the limit itself still needs no supervisor; without a published limit every fen does', () => {
  expect(isAboveLimit(2_000, 2_000)).toBe(false);
  expect(isAboveLimit(-2_001, 2_000)).toBe(true);
  expect(isAboveLimit(2_001, 2_000)).toBe(true);
  expect(isAboveLimit(1, null)).toBe(true);
  expect(isAboveLimit(0, null)).toBe(false);
  expect([500, -500, 0].map(differenceInWords)).toEqual(['长款 ¥5.00', '短款 ¥5.00', '相符']);
});

test('counts before the last one stand in the reason, also where the last one fits', () => {
  const earlier = [{ countedFen: 10_000, differenceFen: -5_000 }];
  expect(reasonWithCounts('找错钱', [])).toBe('找错钱');
  expect(reasonWithCounts('', earlier)).toBe('此前已清点¥100.00（短款 ¥50.00）');
  expect(reasonWithCounts('漏数', [...earlier, ...earlier, ...earlier, ...earlier])).toBe(
    '此前已清点¥100.00（短款 ¥50.00）、¥100.00（短款 ¥50.00）、¥100.00（短款 ¥50.00）等 4 次。漏数',
  );
});

test('figures tell each stream and way for itself, in and out, and net pieces', () => {
  const figures = figuresOf([
    dealing('sale', {
      cards: [run('101', '110')],
      books: 2,
      money: [paid('cards', 'cash', 50_000), paid('books', 'cash', 3_000)],
    }),
    dealing('sale', { cards: [run('111', '112')], money: [paid('cards', 'transfer', 10_000)] }),
    dealing('reversal', { cards: [run('111', '112')], money: [paid('cards', 'transfer', 10_000)] }),
    dealing('return', { cards: [run('105')], money: [paid('cards', 'cash', 5_000)] }),
  ]);
  expect(figures).toEqual({
    ...{ sales: 2, reversals: 1, returns: 1, cards: 9, books: 2 },
    money: [
      { stream: 'cards', method: 'cash', inFen: 50_000, outFen: 5_000 },
      { stream: 'cards', method: 'transfer', inFen: 10_000, outFen: 10_000 },
      { stream: 'books', method: 'cash', inFen: 3_000, outFen: 0 },
    ],
    soldRanges: [{ first: '101', last: '112' }],
    backRanges: [
      { first: '105', last: '105' },
      { first: '111', last: '112' },
    ],
  });
});

test('net cards are told by course', () => {
  const other = { course: 'd', range: run('9').range };
  const sold = soldByCourse([
    dealing('sale', { cards: [run('1', '5'), other] }),
    dealing('return', { cards: [run('2')] }),
  ]);
  expect([...sold]).toEqual([
    ['c', 4],
    ['d', 1],
  ]);
});

const shelf = {
  course: 'c',
  opening: 100,
  received: 50,
  accepted: 10,
  dispatched: 20,
  writtenOff: 1,
  closing: 109,
};

test('期初 + 入库 + 调入 − 调出 − 作废 − 期末 is what went out, and stands beside what the sales say', () => {
  expect(movedOutOf(shelf)).toBe(30);
  expect(balanceOf(shelf, 30)).toEqual({ ...shelf, movedOut: 30, sold: 30 });
  const idle = {
    course: 'c',
    opening: 0,
    received: 0,
    accepted: 0,
    dispatched: 0,
    writtenOff: 0,
    closing: 0,
  };
  expect(balanceOf(idle, 0)).toBe(null);
  expect(balanceOf(idle, 1)).toMatchObject({ movedOut: 0, sold: 1 });
});

test('one course’s surplus never hides another’s lack, and a named paper is a difference even where the sums agree', () => {
  const gap = { document: 'QZ1A-20140520-00004', cards: -1, why: '…' };
  expect(derivationsAgree([{ movedOut: 3, sold: 3 }], [])).toBe(true);
  expect(
    derivationsAgree(
      [
        { movedOut: 3, sold: 4 },
        { movedOut: 5, sold: 4 },
      ],
      [],
    ),
  ).toBe(false);
  expect(derivationsAgree([{ movedOut: 3, sold: 3 }], [gap])).toBe(false);
  expect(unexplained([{ movedOut: 3, sold: 4 }], [gap])).toBe(0);
  expect(unexplained([{ movedOut: 3, sold: 5 }], [gap])).toBe(-1);
});

test('后到 is what the closing’s heads don’t cover', () => {
  const heads = { 'A-ffffffffffff/point:QZ': 10 };
  expect(isLateFor({ stream: 'A-ffffffffffff/point:QZ', position: 10 }, heads)).toBe(false);
  expect(isLateFor({ stream: 'A-ffffffffffff/point:QZ', position: 11 }, heads)).toBe(true);
  expect(isLateFor({ stream: 'B-ffffffffffff/point:QZ', position: 1 }, heads)).toBe(true);
});

test('the next business day is the wall’s where that is later, else the next one; practice follows its own days', () => {
  const [closed, same, later] = ['2014-05-30', '2014-05-30', '2014-06-03'] as CalendarDay[] as [
    CalendarDay,
    CalendarDay,
    CalendarDay,
  ];
  expect(dayAfterClosing(closed, same, false)).toBe('2014-05-31');
  expect(dayAfterClosing(closed, later, false)).toBe('2014-06-03');
  expect(dayAfterClosing(closed, later, true)).toBe('2014-05-31');
});
