import { expect, test } from 'vitest';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { printPaper } from '../../electron/engine/commands/print-paper.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { receiveTextbooks } from '../../electron/engine/commands/receive-textbooks.ts';
import { Refusal } from '../../electron/engine/problem.ts';
import { unsoldRuns } from '../../electron/engine/queries/card-stock.ts';
import { receiptRow } from '../../electron/engine/queries/receipts.ts';
import { saleSlip } from '../../electron/engine/queries/slip.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { practiceSeat, refusalOf, saleOf, sell } from './city.ts';
import { recentSales } from './tables.ts';

const card = (text: string) => text as CardNumber;
const run = (first: string, last: string) => ({ first: card(first), last: card(last) });

function storyOf(attempt: () => unknown): string {
  try {
    attempt();
    return '';
  } catch (error) {
    if (error instanceof Refusal) return error.problem.happened;
    throw error;
  }
}

const now = { day: '2014-05-20', at: Date.UTC(2026, 10, 24, 1, 5), by: 'sk02' };

async function stock({ city, world }: Seat) {
  const { db, journal } = city();
  const runs = await unsoldRuns(db, world.timers, `till:${journal.identity.device}`, '2014-xxaq');
  return runs.map(({ first, last }) => [first, last]);
}

test('a sale takes the fen from the published price and splits the run it was sold from', async () => {
  const { seat } = await practiceSeat();
  const { envelope } = seat.perform(makeSale, saleOf(10, 19), 'request-1');
  const { cards, cardsFen, payments } = envelope.payload as {
    cards: object[];
    cardsFen: number;
    payments: object[];
  };
  expect(cards).toMatchObject([{ count: 10, fen: 5000 }]);
  expect(cardsFen).toBe(50_000);
  expect(payments).toEqual([{ stream: 'cards', method: 'cash', fen: 50_000, reference: '', tendered: null }]);
  expect(await stock(seat)).toEqual([
    ['045072014000000101', '045072014000000110'],
    ['045072014000000121', '045072014000000200'],
  ]);
});

test('a card sold before is refused with the day, the buyer and the slip', async () => {
  const { seat } = await practiceSeat();
  sell(seat, 0, 'request-1');
  expect(storyOf(() => sell(seat, 0, 'request-2'))).toBe(
    '有的卡不能售出：045072014000000101 已于 2014-05-20 售给个人（单号 QZ1A-20140520-00003）。',
  );
});

test('a run with one sold card, a card never taken in, and the same card twice are refused whole', async () => {
  const { seat } = await practiceSeat();
  sell(seat, 5, 'request-1');
  expect(refusalOf(() => seat.perform(makeSale, saleOf(4, 6), 'request-2'))).toBe('CARD');
  const unknown = { ...saleOf(0), cards: [run('045072014000000201', '045072014000000201')] };
  expect(storyOf(() => seat.perform(makeSale, unknown, 'request-3'))).toContain('从未入库');
  const twice = { ...saleOf(0), cards: [...saleOf(0, 3).cards, ...saleOf(2, 5).cards] };
  expect(refusalOf(() => seat.perform(makeSale, twice, 'request-4'))).toBe('TWICE');
  expect(recentSales(seat.city().db)).toHaveLength(1);
});

test('a card of another course, and any card outside the course’s dates, can’t be sold', async () => {
  const { seat } = await practiceSeat();
  const other = { ...saleOf(0), course: '2013-dtjj' };
  expect(refusalOf(() => seat.perform(makeSale, other, 'request-1'))).toBe('CLOSED');
  seat.perform(openDay, { day: '2014-10-31' }, 'request-2');
  sell(seat, 0, 'request-3');
  seat.perform(openDay, { day: '2014-11-01' }, 'request-4');
  expect(storyOf(() => sell(seat, 1, 'request-5'))).toContain('2014-05-05 至 2014-10-31');
});

test('the business day never goes back', async () => {
  const { seat } = await practiceSeat();
  seat.perform(openDay, { day: '2014-05-21' }, 'request-1');
  expect(refusalOf(() => seat.perform(openDay, { day: '2014-05-20' }, 'request-2'))).toBe('DAY');
});

test('a unit typed with blanks, full width or other brackets is the unit already known', async () => {
  const { seat } = await practiceSeat();
  const buyer = (name: string) => ({
    kind: 'newEmployer' as const,
    name,
    area: '市直',
    contact: '',
    phone: '',
  });
  seat.perform(makeSale, { ...saleOf(0), buyer: buyer('钦州市第一中学(东校区)') }, 'request-1');
  seat.perform(makeSale, { ...saleOf(1), buyer: buyer(' 钦州市 第一中学（东校区）\n') }, 'request-2');
  const { db } = seat.city();
  expect(db.prepare('SELECT count(*) FROM employer').pluck().get()).toBe(1);
});

test('an area no point serves is refused', async () => {
  const { seat } = await practiceSeat();
  const elsewhere = { ...saleOf(0), buyer: { kind: 'person' as const, area: '月球' } };
  expect(refusalOf(() => seat.perform(makeSale, elsewhere, 'request-1'))).toBe('AREA');
});

test('numbers taken in once are never taken in again, not even one of them', async () => {
  const { seat } = await practiceSeat();
  const take = (ranges: ReturnType<typeof run>[]) => ({ course: '2014-xxaq', note: 'N1', ranges });
  const overlapping = take([
    run('045072014000000900', '045072014000000999'),
    run('045072014000000200', '045072014000000201'),
  ]);
  expect(refusalOf(() => seat.perform(receiveCards, overlapping, 'request-1'))).toBe('KNOWN');
  expect(await stock(seat)).toEqual([['045072014000000101', '045072014000000200']]);
  expect(refusalOf(() => seat.perform(receiveCards, take([]), 'request-2'))).toBe('EMPTY');
  const many = take([run('045072014000010001', '045072014000020001')]);
  expect(refusalOf(() => seat.perform(receiveCards, many, 'request-3'))).toBe('TOO_MANY');
});

test('numbers with a tail beyond 2^53, with letters, and over a carry are taken in and found again', async () => {
  const { seat } = await practiceSeat();
  const ranges = [
    run('999999999999999998', '999999999999999999'),
    run('GX0000000009', 'GX0000000011'),
    run('0999999999999999999998', '1000000000000000000001'),
  ];
  const { envelope } = seat.perform(receiveCards, { course: '2014-xxaq', note: 'N1', ranges }, 'request-1');
  const { receipt } = envelope.payload as { receipt: string };
  const { db, journal } = seat.city();
  expect(receiptRow(db, journal.identity, receipt)?.count).toBe(9);
  expect(await stock(seat)).toEqual(
    expect.arrayContaining(ranges.slice(0, 2).map(({ first, last }) => [first, last])),
  );
  const numbers = db.prepare("SELECT number FROM card WHERE series = '/22' ORDER BY number").pluck().all();
  expect(numbers).toEqual([
    '0999999999999999999998',
    '0999999999999999999999',
    '1000000000000000000000',
    '1000000000000000000001',
  ]);
});

test('document numbers of one PC have no gap over sales, intakes and days', async () => {
  const { seat } = await practiceSeat();
  sell(seat, 0, 'request-1');
  seat.perform(receiveTextbooks, { textbook: '2014-xxaq-book', note: 'N1', quantity: 5 }, 'request-2');
  seat.perform(openDay, { day: '2014-05-21' }, 'request-3');
  sell(seat, 1, 'request-4');
  const ids = seat.city().db.prepare('SELECT id FROM document ORDER BY id').pluck().all();
  expect(ids).toEqual([
    'QZ1A-20140520-00001',
    'QZ1A-20140520-00002',
    'QZ1A-20140520-00003',
    'QZ1A-20140520-00004',
    'QZ1A-20140521-00005',
  ]);
});

test('the first print is the original, the next ones say 补打 and how often', async () => {
  const { seat } = await practiceSeat();
  const { envelope } = sell(seat, 0, 'request-1');
  const { sale, document } = envelope.payload as { sale: string; document: string };
  const reprint = () => saleSlip(seat.city().db, sale, now)?.reprint;
  expect(reprint()).toBe(0);
  seat.perform(printPaper, { document }, 'request-2');
  expect(reprint()).toBe(1);
  seat.perform(printPaper, { document }, 'request-3');
  expect(reprint()).toBe(2);
  seat.perform(printPaper, { document }, 'request-3');
  expect(reprint()).toBe(2);
});

test('no date of the wall stands on a practice paper or in its sales list', async () => {
  const { seat } = await practiceSeat();
  const { envelope } = sell(seat, 0, 'request-1');
  const { sale } = envelope.payload as { sale: string };
  expect(saleSlip(seat.city().db, sale, now)).toMatchObject({
    printedAt: '2014-05-20 09:05',
    clerk: '韦小兰',
    printedBy: '黄䶮',
  });
  expect(recentSales(seat.city().db)[0]?.time).toMatch(/^\d\d:\d\d$/);
});

test('an event is written only in a role that may author it', async () => {
  const { seat } = await practiceSeat('da01');
  expect(refusalOf(() => sell(seat, 0, 'request-1'))).toBe('ROLE');
});

test('a contact stands masked on the slip and never in the payload', async () => {
  const { seat } = await practiceSeat();
  const buyer = {
    kind: 'newEmployer' as const,
    name: '浦北中学',
    area: '浦北县',
    contact: '莫𬱟英',
    phone: '19900001234',
  };
  const { envelope } = seat.perform(makeSale, { ...saleOf(0), buyer, outside: '就近购买' }, 'request-1');
  const { sale } = envelope.payload as { sale: string };
  expect(saleSlip(seat.city().db, sale, now)?.buyer).toMatchObject({
    contact: '莫**',
    phone: '199****1234',
  });
  const rows = seat.city().db.prepare('SELECT bytes FROM event').pluck().all() as Buffer[];
  expect(rows.some((bytes) => bytes.includes('19900001234') || bytes.includes('莫𬱟英'))).toBe(false);
});

test('a run that is none is refused by every command: other widths, reversed, no number', async () => {
  const { seat } = await practiceSeat();
  for (const [index, bad] of [
    run('045072014000000101', '45072014000000200'),
    run('045072014000000102', '045072014000000101'),
    run('一〇一', '一〇二'),
  ].entries()) {
    expect(refusalOf(() => seat.perform(makeSale, { ...saleOf(0), cards: [bad] }, `request-${index}`))).toBe(
      'RANGE',
    );
    const take = { course: '2014-xxaq', note: 'N1', ranges: [bad] };
    expect(refusalOf(() => seat.perform(receiveCards, take, `request-1${index}`))).toBe('RANGE');
  }
  expect(recentSales(seat.city().db)).toEqual([]);
});

test('a unit that only looks like a known one is refused with its name, and nothing typed is dropped', async () => {
  const { seat } = await practiceSeat();
  const buyer = (name: string) => ({
    kind: 'newEmployer' as const,
    name,
    area: '市直',
    contact: '',
    phone: '',
  });
  seat.perform(makeSale, { ...saleOf(0), buyer: buyer('钦州一中（东校区）') }, 'request-1');
  const alike = { ...saleOf(1), buyer: buyer('钦州一中东校区') };
  expect(refusalOf(() => seat.perform(makeSale, alike, 'request-2'))).toBe('EMPLOYER_KNOWN');
});

test('a run that can’t be sold names its sold card and the numbers never taken in, however long the run is', async () => {
  const { seat } = await practiceSeat();
  sell(seat, 99, 'request-1');
  const long = { ...saleOf(0), cards: [run('045072014000000101', '045072014000001100')] };
  const story = storyOf(() => seat.perform(makeSale, long, 'request-2'));
  expect(story).toContain('045072014000000200 已于 2014-05-20 售给个人');
  expect(story).toContain('045072014000000201–045072014000001100 从未入库');
});
