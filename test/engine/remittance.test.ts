import { expect, test } from 'vitest';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { saleOf, sell } from './city.ts';
import { DAY, drawer } from './drawer.ts';
import { answerOf } from './engine-under-test.ts';
import { countEvents, typesSince } from './tables.ts';

/** A closed day with 10 cards and 2 copies in cash, 530 yuan; the next day has begun. */
async function closedDrawer() {
  const all = await drawer();
  all.seat.perform(makeSale, saleOf(0, 9, 2), 'request-sale');
  await all.count(730);
  await all.handOver();
  await all.endDay();
  const { client, request } = all;
  const make = (stream: 'cards' | 'books', days = [DAY]) =>
    client.remittance.make({ request: request(), stream, days });
  const bank = (remittance: string, on = '2014-05-21', bankSlip = ' HD-7 ') =>
    client.remittance.bank({ request: request(), remittance, bankSlip, on });
  const withdraw = (remittance: string, reason = '没有送到银行') => {
    all.seat.sitDown('zg02');
    return client.remittance.withdraw({ request: request(), remittance, reason });
  };
  return { ...all, make, bank, withdraw };
}

test('a closed day is due in full in each stream, until the day the city allows', async () => {
  const { client, close } = await closedDrawer();
  const { streams, policy } = await client.remittance.state();
  expect(policy).toEqual({ withinDays: 5, atOnceFromFen: 100_000 });
  expect(streams).toMatchObject([
    {
      stream: 'cards',
      atOnce: false,
      days: [{ day: DAY, fen: 50_000, bankBy: '2014-05-25', urgency: 'later' }],
    },
    {
      stream: 'books',
      atOnce: false,
      days: [{ day: DAY, fen: 3_000, bankBy: '2014-05-25', urgency: 'later' }],
    },
  ]);
  expect(await client.remittance.counts()).toEqual({ waiting: 2, overdue: 0 });
  close();
});

test('a 缴款单 of one stream takes its day off the list of that stream only, once', async () => {
  const { seat, client, request, make, bugs, close } = await closedDrawer();
  const form = { request: request(), stream: 'cards' as const, days: [DAY] };
  const row = await client.remittance.make(form);
  expect(row).toMatchObject({ document: 'QZ1A-20140521-00006', fen: 50_000, days: [DAY], state: 'open' });
  const before = countEvents(seat.city().db);
  expect(await client.remittance.make(form)).toEqual(row);
  expect(await answerOf(make('cards'))).toBe('REMITTED');
  expect(countEvents(seat.city().db)).toBe(before);
  const { streams, open } = await client.remittance.state();
  expect(streams.map(({ days }) => days.length)).toEqual([0, 1]);
  expect(open.map(({ document }) => document)).toEqual([row.document]);
  expect((await make('books')).fen).toBe(3_000);
  expect(bugs).toEqual([]);
  close();
});

test('a day that is open, or that took in nothing to carry, is on no 缴款单', async () => {
  const { seat, make, client, count, handOver, endDay, close } = await closedDrawer();
  expect(await answerOf(make('cards', ['2014-05-21']))).toBe('NOT_CLOSED');
  sell(seat, 20, 'request-next');
  await count(50);
  await handOver(0);
  await endDay('2014-05-21');
  expect(await answerOf(make('books', ['2014-05-21']))).toBe('NO_MONEY');
  expect((await make('cards', ['2014-05-21', DAY, DAY])).fen).toBe(55_000);
  expect((await client.remittance.list({ after: null })).rows[0]?.days).toEqual([DAY, '2014-05-21']);
  close();
});

test('the bank slip is entered once, with a day that has come and lies after the money', async () => {
  const { client, make, bank, withdraw, close } = await closedDrawer();
  const { remittance, document } = await make('cards');
  expect(await answerOf(bank(remittance, '2014-05-22'))).toBe('BANK_DAY');
  expect(await answerOf(bank(remittance, '2014-05-19'))).toBe('BANK_DAY');
  expect(await answerOf(bank(remittance, '2014-05-21', '  '))).toBe('BANK_SLIP');
  expect(await bank(remittance)).toMatchObject({ state: 'banked', bankSlip: 'HD-7', urgency: null });
  expect(await answerOf(bank(remittance))).toBe('NOT_OPEN');
  expect(await answerOf(withdraw(remittance))).toBe('NOT_OPEN');
  expect((await client.remittance.state()).open).toEqual([]);
  const { pdf, size } = await client.papers.open({ document });
  expect(size).toBe('a4');
  expect(
    Buffer.from(pdf ?? '', 'base64')
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  close();
});

test('a withdrawn 缴款单 makes its days due again, and is looked at again', async () => {
  const { seat, client, make, bank, withdraw, close } = await closedDrawer();
  const { remittance } = await make('cards');
  const asked = client.remittance.withdraw({ request: 'request-clerk', remittance, reason: '没有送' });
  expect(await answerOf(asked)).toBe('ROLE');
  expect(await answerOf(withdraw(remittance, ' '))).toBe('REASON');
  const before = countEvents(seat.city().db);
  expect(await withdraw(remittance)).toMatchObject({ state: 'withdrawn', reason: '没有送到银行' });
  expect(typesSince(seat.city().db, before)).toEqual(['remittance.withdrawn']);
  expect(await answerOf(bank(remittance))).toBe('NOT_OPEN');
  const [row] = (await client.exceptions.list({ kind: '缴款撤回', from: null, to: null, after: null })).rows;
  expect(row?.what).toBe('没有送到银行');
  expect((await client.remittance.state()).streams[0]?.days.map(({ day }) => day)).toEqual([DAY]);
  expect((await make('cards')).fen).toBe(50_000);
  close();
});

test('money that stays too long is overdue, also on a 缴款单 that never reached the bank', async () => {
  const { seat, client, make, bank, close } = await closedDrawer();
  const { remittance } = await make('cards');
  seat.perform(openDay, { day: '2014-05-25' }, 'request-25');
  expect((await client.remittance.state()).open).toMatchObject([{ bankBy: '2014-05-25', urgency: 'today' }]);
  seat.perform(openDay, { day: '2014-05-26' }, 'request-26');
  expect(await client.remittance.counts()).toEqual({ waiting: 2, overdue: 2 });
  await bank(remittance, '2014-05-26');
  expect(await client.remittance.counts()).toEqual({ waiting: 1, overdue: 1 });
  close();
});

test('from the city’s sum on all of the stream is due at once', async () => {
  const { seat, client, count, handOver, endDay, close } = await closedDrawer();
  seat.perform(makeSale, saleOf(10, 19), 'request-many');
  await count(500);
  await handOver(0);
  await endDay('2014-05-21');
  const [cards, books] = (await client.remittance.state()).streams;
  expect(cards?.atOnce).toBe(true);
  expect(cards?.days.map(({ bankBy, urgency }) => [bankBy, urgency])).toEqual([
    [DAY, 'overdue'],
    ['2014-05-21', 'overdue'],
  ]);
  expect(books?.atOnce).toBe(false);
  close();
});
