import { expect, test } from 'vitest';
import type { ShiftState } from '../../contract/domain/folds/closing.ts';
import type { Payload } from '../../contract/events/catalogue.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { printPaper } from '../../electron/engine/commands/print-paper.ts';
import { voidReceipts } from '../../electron/engine/commands/void-receipts.ts';
import { closingSheet } from '../../electron/engine/queries/closings.ts';
import { businessDayOf, stateOf } from '../../electron/engine/queries/state.ts';
import { gapsInDocuments, halfState } from './checks.ts';
import { practiceCard, practiceSeat, reopen, saleOf, sell } from './city.ts';
import { closedDay, colleague, DAY, drawer, supervisor, yuanCount } from './drawer.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { countEvents, recentSales, typesSince } from './tables.ts';

test('a shift that fits: float, cash, three figures, the next float, two names', async () => {
  const { seat, client, count, handOver, close } = await drawer();
  seat.perform(makeSale, saleOf(0, 2, 1), 'request-sale');
  expect(await count(365)).toMatchObject({
    expectedFen: 36_500,
    differenceFen: 0,
    aboveLimit: false,
    earlier: 0,
  });
  const row = await handOver();
  expect(row).toMatchObject({
    kind: 'shift',
    by: '韦小兰',
    approver: '黄䶮',
    cards: 3,
    cardsFen: 15_000,
    booksFen: 1_500,
  });
  const state = stateOf<ShiftState>(seat.city().db, 'shift', row.id);
  expect(state?.closed).toMatchObject({
    ...{
      floatFen: 20_000,
      countedFen: 36_500,
      expectedFen: 36_500,
      differenceFen: 0,
      reason: '',
      leftFen: 20_000,
    },
    count: yuanCount(365),
    figures: { sales: 1, soldRanges: [{ first: practiceCard(0), last: practiceCard(2) }] },
  });
  expect(await client.closing.state()).toMatchObject({
    ...{ shift: null, dealings: 0, counted: null, unclosed: [DAY], notHandedOver: 0 },
    left: { document: row.document, leftFen: 20_000 },
  });
  close();
});

test('nothing tells what the drawer should hold before it was counted; a second count is written down', async () => {
  const { seat, client, count, handOver, close } = await drawer();
  sell(seat, 0, 'request-sale');
  const before = await client.closing.state();
  expect(JSON.stringify(before)).not.toMatch(/25000|5000\b/);
  expect(before.counted).toBe(null);
  expect(await answerOf(handOver())).toBe('NOT_COUNTED');
  expect((await count(240)).differenceFen).toBe(-1_000);
  expect(await count(250)).toMatchObject({ differenceFen: 0, earlier: 1 });
  const { id } = await handOver();
  const { db } = seat.city();
  expect(stateOf<ShiftState>(db, 'shift', id)?.closed?.reason).toBe('此前已清点¥240.00（短款 ¥10.00）');
  expect(db.prepare("SELECT count(*) FROM exception WHERE type = 'shift.closed'").pluck().get()).toBe(1);
  close();
});

test('money that moves after a count asks for another', async () => {
  const { seat, count, handOver, close } = await drawer();
  await count(200);
  sell(seat, 0, 'request-sale');
  expect(await answerOf(handOver())).toBe('COUNT_STALE');
  await count(250);
  expect((await handOver()).differenceFen).toBe(0);
  close();
});

test('a shortage needs a reason; within the limit a colleague takes over, above it a supervisor stands there', async () => {
  const { seat, count, handOver, close } = await drawer();
  sell(seat, 0, 'request-sale');
  await count(230);
  expect(await answerOf(handOver())).toBe('REASON');
  expect((await handOver(20_000, '找错钱')).differenceFen).toBe(-2_000);
  const short = await drawer();
  sell(short.seat, 0, 'request-sale');
  expect((await short.count(229)).aboveLimit).toBe(true);
  const before = countEvents(short.seat.city().db);
  expect(await answerOf(short.handOver(20_000, '找错钱'))).toBe('APPROVAL_PERSON');
  expect(typesSince(short.seat.city().db, before)).toEqual(['access.denied']);
  expect(await short.handOver(20_000, '找错钱', supervisor)).toMatchObject({
    approver: '覃副主任',
    differenceFen: -2_100,
  });
  close();
  short.close();
});

test('the clerk alone hands over to nobody, and leaves no more than was counted', async () => {
  const { count, handOver, close } = await drawer();
  await count(200);
  expect(await answerOf(handOver(20_000, '', { person: 'sk01', secret: '1201' }))).toBe('APPROVAL_PERSON');
  expect(await answerOf(handOver(20_000, '', { person: 'sk02', secret: '9999' }))).toBe('APPROVAL_PIN');
  expect(await answerOf(handOver(20_001))).toBe('LEFT');
  expect(await answerOf(handOver())).toBe('done');
  close();
});

test('one shift a drawer; a repeated form changes nothing', async () => {
  const { seat, client, request, count, close } = await drawer();
  const again = { request: request(), count: yuanCount(100) };
  expect(await answerOf(client.closing.openShift(again))).toBe('SHIFT_OPEN');
  await count(200);
  const form = { request: request(), leftFen: 0, reason: '', approval: colleague };
  const first = await client.closing.closeShift(form);
  const before = countEvents(seat.city().db);
  expect(await client.closing.closeShift(form)).toEqual(first);
  expect(countEvents(seat.city().db)).toBe(before);
  close();
});

test('money taken in before anybody counted a float is handed over too, and its float is nothing', async () => {
  const { seat } = await practiceSeat();
  const { client, close } = procedureClient(seat);
  expect(await answerOf(client.closing.handInCount({ request: 'request-1', count: [] }))).toBe('NO_SHIFT');
  sell(seat, 0, 'request-sale');
  await client.closing.handInCount({ request: 'request-2', count: yuanCount(50) });
  const form = { request: 'request-3', leftFen: 0, reason: '', approval: colleague };
  const { id } = await client.closing.closeShift(form);
  const { closed } = stateOf<ShiftState>(seat.city().db, 'shift', id) ?? expect.fail('no shift');
  expect(closed).toMatchObject({ floatFen: 0, expectedFen: 5_000, differenceFen: 0 });
  close();
});

test('a day closes after its hand-overs, and the next one begins in the same moment', async () => {
  const { seat, client, bugs, count, handOver, endDay, close } = await drawer();
  seat.perform(makeSale, saleOf(0, 9, 2), 'request-sale');
  expect(await answerOf(endDay())).toBe('HAND_OVER');
  await count(730);
  const shift = await handOver();
  const before = countEvents(seat.city().db);
  const row = await endDay();
  expect(typesSince(seat.city().db, before)).toEqual(['day.closed', 'day.opened']);
  expect(row).toMatchObject({
    kind: 'day',
    day: DAY,
    agree: true,
    cards: 10,
    cardsFen: 50_000,
    booksFen: 3_000,
  });
  expect(seat.state().city?.businessDay).toBe('2014-05-21');
  expect(closedDay(seat)).toMatchObject({
    document: 'QZ1A-20140520-00005',
    figures: {
      documents: {
        first: 'QZ1A-20140520-00001',
        last: 'QZ1A-20140520-00004',
        next: 'QZ1A-20140521-00006',
      },
    },
    cards: [{ course: '2014-xxaq', opening: 0, received: 100, closing: 90, movedOut: 10, sold: 10 }],
    gaps: [],
    late: [],
    shifts: [{ document: shift.document, differenceFen: 0 }],
  });
  expect(await answerOf(endDay())).toBe('DAY_CLOSED');
  expect(await answerOf(endDay('2014-05-21'))).toBe('NOTHING');
  sell(seat, 10, 'request-next');
  expect((await client.closing.state()).unclosed).toEqual(['2014-05-21']);
  expect(gapsInDocuments(seat)).toEqual([]);
  expect(await halfState(seat)).toBe(null);
  expect(bugs).toEqual([]);
  close();
});

test('the next day opens with the cards the last one ended with', async () => {
  const { seat, client, request, count, handOver, endDay, close } = await drawer();
  sell(seat, 0, 'request-1');
  await count(250);
  await handOver();
  await endDay();
  await client.closing.openShift({ request: request(), count: yuanCount(200) });
  seat.perform(makeSale, saleOf(1, 3), 'request-2');
  await count(350);
  await handOver();
  await endDay('2014-05-21');
  expect(closedDay(seat, '2014-05-21').cards).toEqual([
    {
      ...{ course: '2014-xxaq', opening: 99, received: 0, accepted: 0, dispatched: 0, writtenOff: 0 },
      ...{ closing: 96, movedOut: 3, sold: 3 },
    },
  ]);
  close();
});

test('a day moved past without closing is closed afterwards, in order, with the cards it ended with', async () => {
  const { seat, client, count, handOver, endDay, close } = await drawer();
  seat.perform(makeSale, saleOf(0, 4), 'request-1');
  seat.perform(openDay, { day: '2014-05-21' }, 'request-day');
  seat.perform(makeSale, saleOf(5, 6), 'request-2');
  expect((await client.closing.state()).unclosed).toEqual([DAY, '2014-05-21']);
  await count(550);
  await handOver();
  expect(await answerOf(endDay('2014-05-21'))).toBe('DAY_ORDER');
  await endDay(DAY);
  expect(closedDay(seat).cards).toMatchObject([{ closing: 95, movedOut: 5, sold: 5 }]);
  expect(closedDay(seat).figures.documents.next).toBe('QZ1A-20140521-00007');
  expect(businessDayOf(seat.city().db, seat.city().journal.identity.device)).toBe('2014-05-21');
  await endDay('2014-05-21');
  expect(closedDay(seat, '2014-05-21').cards).toMatchObject([
    { opening: 95, closing: 93, movedOut: 2, sold: 2 },
  ]);
  close();
});

test('a reversal gives its card and its cash back on every sheet', async () => {
  const { seat, client, request, count, handOver, endDay, close } = await drawer();
  const { sale } = sell(seat, 0, 'request-1').envelope.payload as Payload<'sale.made'>;
  sell(seat, 1, 'request-2');
  await client.sales.reverse({
    request: request(),
    sale,
    reason: '卡号录错',
    remark: '',
    approval: supervisor,
  });
  expect((await count(250)).differenceFen).toBe(0);
  await handOver();
  await endDay();
  expect(closedDay(seat)).toMatchObject({
    figures: {
      ...{ sales: 2, reversals: 1, cards: 1 },
      money: [{ stream: 'cards', method: 'cash', inFen: 10_000, outFen: 5_000 }],
      backRanges: [{ first: practiceCard(0), last: practiceCard(0) }],
    },
    cards: [{ closing: 99, movedOut: 1, sold: 1 }],
    gaps: [],
  });
  close();
});

test('a closed day’s sheet says the same whatever happens later; its reprint is counted and says so', async () => {
  const { seat, client, request, count, handOver, endDay, close } = await drawer();
  sell(seat, 0, 'request-1');
  await count(250);
  await handOver();
  const { id, document } = await endDay();
  const sheet = () =>
    closingSheet(seat.city().db, 'day', id, { day: '2014-05-21', at: Date.UTC(2014, 4, 21), by: 'sk01' });
  const first = sheet();
  const { sale } = sell(seat, 1, 'request-2').envelope.payload as Payload<'sale.made'>;
  await client.sales.reverse({
    request: request(),
    sale,
    reason: '卡号录错',
    remark: '',
    approval: supervisor,
  });
  expect(sheet()).toEqual(first);
  for (const prints of [1, 2]) {
    const print = client.papers.recordPrint({ request: request(), document });
    expect(await print).toMatchObject({ prints, size: 'a4' });
  }
  expect(sheet()).toEqual({ ...first, reprint: 2 });
  const { pdf, row } = await client.papers.open({ document });
  expect(row.prints).toBe(2);
  expect(
    Buffer.from(pdf ?? '', 'base64')
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  const { rows, more } = await client.closing.list({ before: null });
  expect(rows.map(({ kind, document }) => [kind, document])).toEqual([
    ['day', 'QZ1A-20140520-00005'],
    ['shift', 'QZ1A-20140520-00004'],
  ]);
  expect(more).toBe(false);
  close();
});

test('a sale made while a closing is read is in exactly one day, and one made after it in the next', async () => {
  const { seat, count, handOver, endDay, close } = await drawer();
  sell(seat, 0, 'request-1');
  await count(250);
  await handOver();
  const under = endDay();
  // The secret is being checked, and figures are read afterwards in turns of their own.
  const during = sell(seat, 1, 'request-2').envelope;
  expect(await answerOf(under)).toBe('HAND_OVER');
  expect(during.businessDay).toBe(DAY);
  await count(50);
  await handOver(0);
  await endDay();
  expect(sell(seat, 2, 'request-3').envelope.businessDay).toBe('2014-05-21');
  expect(closedDay(seat).figures).toMatchObject({ sales: 2, cards: 2 });
  await count(50);
  await handOver(0);
  await endDay('2014-05-21');
  expect(closedDay(seat, '2014-05-21').figures).toMatchObject({ sales: 1, cards: 1 });
  close();
});

test('a day on which a receipt was spoiled and nothing sold is closed too, so that its number stands on a sheet', async () => {
  const { seat, client, count, handOver, endDay, close } = await drawer();
  sell(seat, 0, 'request-1');
  await count(250);
  await handOver();
  await endDay();
  const runs = [{ first: '0012301', last: '0012301' }];
  seat.perform(voidReceipts, { kind: 'fiscal', runs, reason: '污损' }, 'request-void');
  seat.perform(openDay, { day: '2014-05-22' }, 'request-day');
  expect((await client.closing.state()).unclosed).toEqual(['2014-05-21']);
  await endDay('2014-05-21');
  const { figures } = closedDay(seat, '2014-05-21');
  expect(figures.receipts[0]).toMatchObject({ kind: 'fiscal', used: [], voided: ['0012301'] });
  expect(figures.documents).toMatchObject({ first: null, last: null });
  close();
});

test('held sales are let go with the day', async () => {
  const { seat, client, request, count, handOver, endDay, close } = await drawer();
  sell(seat, 1, 'request-1');
  const cards = [{ first: practiceCard(0), last: practiceCard(0) }];
  await client.held.hold({ request: request(), title: '个人', form: '{}', cards });
  await count(250);
  const { id } = await handOver();
  expect(stateOf<ShiftState>(seat.city().db, 'shift', id)?.closed?.matters.held).toBe(1);
  await endDay();
  expect((await client.held.list()).map(({ released }) => released)).toEqual(['2014-05-21']);
  close();
});

test('a closing reads anew where something was written between two of its turns', async () => {
  const { seat, world, client, request, count, handOver, close } = await drawer();
  sell(seat, 0, 'request-1');
  await count(250);
  await handOver();
  const { nextTurn } = world.timers;
  let turns = 0;
  Object.assign(world.timers, {
    nextTurn: async () => {
      if (++turns === 1)
        seat.perform(printPaper, { document: recentSales(seat.city().db)[0]?.document ?? '' }, 'request-2');
      await nextTurn();
    },
  });
  await client.closing.closeDay({ request: request(), day: DAY, approval: colleague });
  const { heads } = closedDay(seat);
  const [stream = ''] = Object.keys(heads).filter((name) => name.endsWith('point:QZ'));
  const printed = seat.city().journal.byRequest('request-2')?.envelope;
  expect(heads[stream]).toBeGreaterThanOrEqual(printed?.position ?? Number.POSITIVE_INFINITY);
  expect(turns).toBeGreaterThan(1);
  close();
});

test('counts handed in outlive a restart', async () => {
  const { seat, world, folder, count, close } = await drawer();
  sell(seat, 0, 'request-1');
  await count(240);
  close();
  seat.close();
  const again = procedureClient(await reopen(folder, world));
  const form = { request: 'request-2', count: yuanCount(250) };
  expect(await again.client.closing.handInCount(form)).toMatchObject({ differenceFen: 0, earlier: 1 });
  expect((await again.client.closing.handInCount(form)).earlier).toBe(1);
  again.close();
});
