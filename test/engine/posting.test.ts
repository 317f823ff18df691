import { expect, test } from 'vitest';
import type { Problem } from '../../contract/app/problem.ts';
import type { CalendarDay } from '../../contract/domain/calendar.ts';
import { LATE_FROM_DAYS, MOST_POSTED, newestLateDay } from '../../contract/domain/posting.ts';
import type { Payload } from '../../contract/events/catalogue.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { printPaper } from '../../electron/engine/commands/print-paper.ts';
import { recordPosting } from '../../electron/engine/commands/record-posting.ts';
import { withdrawPosting } from '../../electron/engine/commands/withdraw-posting.ts';
import { Refusal } from '../../electron/engine/problem.ts';
import {
  paperCounts,
  postedPapers,
  unprintedPapers,
  waitingPapers,
} from '../../electron/engine/queries/papers.ts';
import { saleRow } from '../../electron/engine/queries/sales.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { paidInCash } from '../sale-input.ts';
import { practiceSeat, refusalOf, saleOf } from './city.ts';
import { appendOwn } from './devices.ts';

const FIRST = '2014-05-20' as CalendarDay;
const INTAKE = 'QZ1A-20140520-00001';

interface Made {
  readonly sale: string;
  readonly document: string;
}

function sellCards(seat: Seat, first: number, last = first): Made {
  return seat.perform(makeSale, saleOf(first, last), `sale-of-${first}`).envelope.payload as unknown as Made;
}

const reversalNumber = 'QZ1A-20140520-00099';

/** What a reversal leaves behind, by its event. */
function reverse(seat: Seat, { sale }: Made): void {
  const { db, journal, projections } = seat.city();
  const payload: Payload<'sale.reversed'> = {
    ...{ sale, document: reversalNumber, holder: `till:${journal.identity.device}` },
    ...{ reason: '卡号录错', remark: '', books: [], cardsFen: 5000, booksFen: 0 },
  };
  const entities = [
    { kind: 'sale', id: sale },
    { kind: 'document', id: reversalNumber },
  ];
  const desk = { actor: 'sk01', approver: 'zg01', role: 'counter', businessDay: FIRST } as const;
  appendOwn(
    { db, journal, projections },
    { type: 'sale.reversed', payload, entities },
    {
      ...desk,
      request: 'reversal-1',
    },
  );
}

const post = (seat: Seat, documents: readonly string[], slip = 'GX-0001', request = 'posting-1') =>
  seat.perform(recordPosting, { documents, slip, ground: null }, request);
const postWithout = (seat: Seat, documents: readonly string[], slip = '', request = 'without-1') =>
  seat.perform(recordPosting, { documents, slip, ground: 'booksNotEntered' }, request);
const waiting = (seat: Seat, today = FIRST) => waitingPapers(seat.city().db, today, null).rows;
const waitingNumbers = (seat: Seat) => waiting(seat).map(({ document }) => document);
const unprinted = (seat: Seat) =>
  unprintedPapers(seat.city().db, null).rows.map(({ kind, document }) => [kind, document]);
const posted = (seat: Seat, text = '') =>
  postedPapers(seat.city().db, seat.world.timers, text, null).then(({ rows }) => rows);

function problemOf(run: () => unknown): Problem {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('every sale and every reversal waits for the regional system from the moment it is made, intakes never', async () => {
  const { seat } = await practiceSeat();
  expect(waiting(seat)).toEqual([]);
  const made = sellCards(seat, 0, 4);
  reverse(seat, made);
  expect(waiting(seat)).toMatchObject([
    {
      document: made.document,
      kind: 'sale',
      businessDay: FIRST,
      buyer: '个人（市直）',
      cards: 5,
      cardText: '045072014000000101–045072014000000105',
      totalFen: 25_000,
    },
    { document: reversalNumber, kind: 'reversal', sale: made.sale, cards: 5 },
  ]);
});

test('papers ticked off leave the list and bear the regional number; those not ticked stay', async () => {
  const { seat } = await practiceSeat();
  const [one, two, three] = [sellCards(seat, 0), sellCards(seat, 1), sellCards(seat, 2)];
  post(seat, [one.document, three.document], ' ＧＸ－ 0001 ');
  expect(waitingNumbers(seat)).toEqual([two.document]);
  const { db } = seat.city();
  expect(saleRow(db, one.sale)?.posting).toEqual({ state: 'posted', slip: 'GX－0001' });
  expect(saleRow(db, two.sale)?.posting).toEqual({ state: 'waiting', slip: '' });
});

test('a paper that doesn’t wait any more, is unknown, is none of a sale, or is chosen twice is refused, and none of the others is ticked off', async () => {
  const { seat } = await practiceSeat();
  const [one, two] = [sellCards(seat, 0), sellCards(seat, 1)];
  post(seat, [one.document]);
  const attempt = (documents: readonly string[], slip = 'GX-0002') =>
    refusalOf(() => post(seat, documents, slip, 'posting-2'));
  expect(attempt([two.document, one.document])).toBe('POSTED');
  expect(attempt([two.document, 'QZ1A-20140520-09999'])).toBe('DOCUMENT');
  expect(attempt([two.document, INTAKE])).toBe('DOCUMENT');
  expect(attempt([two.document, two.document])).toBe('TWICE');
  expect(attempt([two.document], '　')).toBe('SLIP');
  const many = Array.from({ length: MOST_POSTED + 1 }, (_, index) => `QZ1A-20140520-${10_000 + index}`);
  expect(attempt(many)).toBe('TOO_MANY');
  expect(waitingNumbers(seat)).toEqual([two.document]);
});

test('the refusal of a paper ticked off before names the number, the day and the person', async () => {
  const { seat } = await practiceSeat();
  const { document } = sellCards(seat, 0);
  post(seat, [document]);
  expect(problemOf(() => post(seat, [document], 'GX-0002', 'posting-2')).happened).toBe(
    `单据 ${document} 已由韦小兰于 2014-05-20 登记（平台单号 GX-0001），这次没有登记。`,
  );
});

test('the same request ticks off once', async () => {
  const { seat } = await practiceSeat();
  const { document } = sellCards(seat, 0);
  post(seat, [document]);
  post(seat, [document]);
  expect(await posted(seat)).toHaveLength(1);
});

test('a hundred papers are ticked off under one number at once', async () => {
  const { seat } = await practiceSeat();
  const documents = Array.from({ length: 100 }, (_, index) => sellCards(seat, index).document);
  expect(waiting(seat)).toHaveLength(100);
  post(seat, documents);
  expect(waiting(seat)).toEqual([]);
  expect(await posted(seat, '0001')).toHaveLength(50);
});

test('a tick made by mistake is withdrawn with a reason, and the paper waits again as old as it is', async () => {
  const { seat } = await practiceSeat();
  const { document } = sellCards(seat, 0);
  post(seat, [document]);
  const withdraw = (reason: string, request: string) =>
    refusalOf(() => seat.perform(withdrawPosting, { document, reason }, request));
  expect(withdraw(' ', 'withdraw-1')).toBe('REASON');
  expect(withdraw('选错了单据', 'withdraw-2')).toBe('done');
  expect(withdraw('选错了单据', 'withdraw-3')).toBe('NOT_POSTED');
  expect(waitingNumbers(seat)).toEqual([document]);
  expect(await posted(seat)).toEqual([]);
  post(seat, [document], 'GX-0002', 'posting-2');
  expect(await posted(seat)).toMatchObject([{ document, slip: 'GX-0002', postedBy: '韦小兰' }]);
});

test('what was posted is found by a part of its regional number, in any letter case, newest day first', async () => {
  const { seat } = await practiceSeat();
  const [one, two] = [sellCards(seat, 0), sellCards(seat, 1)];
  post(seat, [one.document], 'GX-2014-0007');
  seat.perform(openDay, { day: '2014-05-21' }, 'next-day');
  post(seat, [two.document], 'GX-2014-0008', 'posting-2');
  expect((await posted(seat)).map(({ slip }) => slip)).toEqual(['GX-2014-0008', 'GX-2014-0007']);
  expect(await posted(seat, 'gx-2014-0007')).toMatchObject([
    { document: one.document, postedDay: '2014-05-20' },
  ]);
  expect(await posted(seat, '0009')).toEqual([]);
});

test('a paper is late from the third working day on, weekends left out', async () => {
  const { seat } = await practiceSeat();
  // A Tuesday.
  sellCards(seat, 0);
  const at = (day: string) => waiting(seat, day as CalendarDay).map(({ age, late }) => [age, late])[0];
  expect(at('2014-05-20')).toEqual([0, false]);
  expect(at('2014-05-22')).toEqual([2, false]);
  expect(at('2014-05-23')).toEqual([3, true]);
  expect(at('2014-05-25')).toEqual([3, true]);
  expect(at('2014-05-26')).toEqual([4, true]);
  expect(LATE_FROM_DAYS).toBe(3);
  // On a Monday what was sold on the Wednesday before is late, what was sold on Thursday is not.
  expect(newestLateDay('2014-05-26' as CalendarDay)).toBe('2014-05-21');
});

test('the oldest paper stands first, and the counts say how many wait, are late, or are unprinted', async () => {
  const { seat } = await practiceSeat();
  const one = sellCards(seat, 0);
  seat.perform(openDay, { day: '2014-05-23' }, 'later-day');
  const two = sellCards(seat, 1);
  expect(waitingNumbers(seat)).toEqual([one.document, two.document]);
  const { db } = seat.city();
  const today = '2014-05-23' as CalendarDay;
  expect(paperCounts(db, today)).toEqual({ waiting: 2, late: 1, unprinted: 2 });
  seat.perform(printPaper, { document: two.document }, 'printing-1');
  post(seat, [one.document]);
  expect(paperCounts(db, today)).toEqual({ waiting: 1, late: 0, unprinted: 1 });
});

test('a sale and its reversal stay unprinted until a printer was asked for each; posting takes neither off', async () => {
  const { seat } = await practiceSeat();
  const made = sellCards(seat, 0);
  reverse(seat, made);
  post(seat, [made.document, reversalNumber]);
  expect(unprinted(seat)).toEqual([
    ['sale', made.document],
    ['reversal', reversalNumber],
  ]);
  seat.perform(printPaper, { document: made.document }, 'printing-1');
  expect(unprinted(seat)).toEqual([['reversal', reversalNumber]]);
});

const sellBooks = (seat: Seat, copies: number, request: string): Made => {
  const { cards: _, ...rest } = saleOf(0, 0, copies);
  const sale = { ...rest, cards: [], ...paidInCash(0, copies) };
  return seat.perform(makeSale, sale, request).envelope.payload as unknown as Made;
};

test('a sale of books alone waits like every other, and is ticked off under a number like every other', async () => {
  const { seat } = await practiceSeat();
  const [books, cards] = [sellBooks(seat, 3, 'books-sale-1'), sellCards(seat, 0)];
  expect(waiting(seat)).toMatchObject([
    { document: books.document, cards: 0, books: 3, cardText: '', totalFen: 4500 },
    { document: cards.document, cards: 1 },
  ]);
  const { db } = seat.city();
  expect(paperCounts(db, FIRST)).toMatchObject({ waiting: 2 });
  expect(saleRow(db, books.sale)?.posting).toEqual({ state: 'waiting', slip: '' });
  post(seat, [books.document, cards.document]);
  expect(waiting(seat)).toEqual([]);
  expect(saleRow(db, books.sale)?.posting).toEqual({ state: 'posted', slip: 'GX-0001' });
});

test('where the regional system takes no books, slips of books alone are ticked off on that ground, many at once, and never a card', async () => {
  const { seat } = await practiceSeat();
  const [one, two] = [sellBooks(seat, 1, 'books-sale-1'), sellBooks(seat, 2, 'books-sale-2')];
  const cards = sellCards(seat, 0);
  const both = [one.document, two.document];
  expect(refusalOf(() => postWithout(seat, [...both, cards.document]))).toBe('HAS_CARDS');
  expect(refusalOf(() => postWithout(seat, both, 'GX-0001'))).toBe('SLIP_AND_GROUND');
  expect(waiting(seat)).toHaveLength(3);
  postWithout(seat, both);
  expect(waitingNumbers(seat)).toEqual([cards.document]);
  expect(saleRow(seat.city().db, one.sale)?.posting).toEqual({ state: 'posted', slip: '' });
  expect(await posted(seat, '不登记')).toHaveLength(2);
  expect(await posted(seat, 'GX')).toEqual([]);
  expect(problemOf(() => post(seat, [one.document], 'GX-0002', 'posting-2')).happened).toBe(
    `单据 ${one.document} 已由韦小兰于 2014-05-20 登记（平台不登记教材），这次没有登记。`,
  );
  seat.perform(withdrawPosting, { document: one.document, reason: '平台能登记' }, 'withdraw-1');
  expect(waitingNumbers(seat)).toEqual([one.document, cards.document]);
});

test('a page ends where the next one begins', async () => {
  const { seat } = await practiceSeat();
  const all = Array.from({ length: 60 }, (_, index) => sellCards(seat, index).document);
  const { db } = seat.city();
  const first = unprintedPapers(db, null);
  const second = unprintedPapers(db, first.rows.at(-1)?.document ?? null);
  expect([first.more, second.more]).toEqual([true, false]);
  expect([...first.rows, ...second.rows].map(({ document }) => document)).toEqual(all);
});
