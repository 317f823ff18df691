import { expect, test } from 'vitest';
import type { PointDayState } from '../../contract/domain/folds/closing.ts';
import type { Payload } from '../../contract/events/catalogue.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import type { Identity } from '../../electron/engine/journal/identity.ts';
import { pointDayPaper } from '../../electron/engine/queries/point-days.ts';
import { stateOf } from '../../electron/engine/queries/state.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { saleOf } from './city.ts';
import { appendOwn, eventsOf, makeDevice, receiveBatch } from './devices.ts';
import { colleague, DAY, drawer } from './drawer.ts';
import { answerOf } from './engine-under-test.ts';

const OTHER = { device: 'e'.repeat(32), incarnation: 'A-eeeeeeeeeeee', pc: 2 };
const NEXT = '2014-05-21';

/** The point's second PC, as the city enrolled it. */
function enrolSecond(seat: Seat): void {
  const { device, pc } = OTHER;
  appendOwn(
    seat.city(),
    {
      type: 'device.enrolled',
      payload: { device, publicKey: '0'.repeat(64), point: 'QZ', workplace: 'QZ', pc },
      entities: [{ kind: 'device', id: device }],
    },
    { actor: 'device', approver: null, role: 'device', businessDay: DAY, request: 'enrol-second' },
  );
}

function closingOf(day: string, cards: number): Payload<'day.closed'> {
  const document = `QZ2A-${day.replaceAll('-', '')}-00003`;
  const first = '045072014000000501';
  const last = String(Number(first) + cards - 1).padStart(first.length, '0');
  return {
    ...{ device: OTHER.device, day, document, gaps: [], shifts: [], late: [], heads: {} },
    figures: {
      ...{ sales: 1, reversals: 0, returns: 0, cards, books: 0, backRanges: [] },
      money: [{ stream: 'cards', method: 'cash', inFen: 5_000 * cards, outFen: 0 }],
      soldRanges: [{ first, last }],
      receipts: [
        { kind: 'fiscal', used: [{ first: '0201', last: '0201', count: 1 }], voided: [], next: '0202' },
      ],
      documents: { first: document, last: document, next: document },
    },
    cards: [
      {
        ...{ course: '2014-xxaq', opening: 100, received: 0, accepted: 0, dispatched: 0, writtenOff: 0 },
        ...{ closing: 100 - cards, movedOut: cards, sold: cards },
      },
    ],
    matters: { held: 0, unprinted: 0, unposted: 0, inTransit: 0, unbanked: 0, refunds: 0 },
  };
}

/** A closing of the second PC arrives. */
function comesIn(seat: Seat, day: string, cards: number): void {
  const identity: Identity = {
    ...seat.city().journal.identity,
    ...OTHER,
    incarnation: `A-${day.replaceAll('-', '')}eeee`,
  };
  const elsewhere = makeDevice(identity);
  const closed = closingOf(day, cards);
  appendOwn(
    elsewhere,
    {
      type: 'day.closed',
      payload: closed,
      entities: [
        { kind: 'day-close', id: `${OTHER.device}/${day}` },
        { kind: 'document', id: closed.document },
      ],
    },
    { actor: 'sk02', approver: 'sk01', role: 'counter', businessDay: day, request: `close-${day}` },
  );
  receiveBatch(seat.city(), eventsOf(elsewhere));
}

/** The first PC closed its day with 3 cards and a copy; a supervisor sits there now. */
async function closedPoint() {
  const all = await drawer();
  enrolSecond(all.seat);
  all.seat.perform(makeSale, saleOf(0, 2, 1), 'request-sale');
  await all.count(365);
  await all.handOver();
  await all.endDay();
  all.seat.sitDown('zg02');
  const report = (day = DAY, approval = colleague) =>
    all.client.reports.make({ request: all.request(), day, approval });
  const reports = (day = DAY) =>
    stateOf<PointDayState>(all.seat.city().db, 'point_day', `QZ/${day}`)?.reports.map(({ said }) => said) ??
    [];
  return { ...all, report, reports };
}

test('a report sums up what is here and names the PC that has not closed', async () => {
  const { seat, client, report, reports, bugs, close } = await closedPoint();
  expect((await client.reports.state()).days).toMatchObject([
    {
      day: DAY,
      missing: [expect.stringContaining('2号机')],
      cards: 3,
      cardsFen: 15_000,
      booksFen: 1_500,
      news: true,
    },
  ]);
  const { document, row } = await report();
  expect(row).toMatchObject({ news: false, reports: [{ document, nth: 1, by: '覃副主任' }] });
  const [said] = reports();
  expect(said).toMatchObject({
    closings: [{ document: 'QZ1A-20140520-00005' }],
    missing: [{ device: OTHER.device, workplace: 'QZ', pc: 2 }],
    figures: { sales: 1, cards: 3, books: 1 },
    cards: [{ course: '2014-xxaq', movedOut: 3, sold: 3 }],
    late: [],
  });
  expect(Object.keys(said?.heads ?? {}).length).toBeGreaterThan(0);
  expect(await answerOf(report())).toBe('NO_NEWS');
  const { pdf } = await client.papers.open({ document });
  expect(
    Buffer.from(pdf ?? '', 'base64')
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  const paper = pointDayPaper(seat.city().db, 'QZ', { day: DAY, at: 0, by: 'zg02' }, document);
  expect(paper?.missing.join()).toContain('2号机');
  expect([paper?.by, paper?.approver]).toEqual(['覃副主任', '黄䶮']);
  expect(bugs).toEqual([]);
  close();
});

test('a report bears two names: nobody signs twice, nor without a secret of their own', async () => {
  const { report, reports, client, close } = await closedPoint();
  expect((await client.reports.state()).approvers.map(({ id }) => id)).toEqual(['sk01', 'sk02', 'zg01']);
  expect(await answerOf(report(DAY, { person: 'zg02', secret: '2502' }))).toBe('APPROVAL_PERSON');
  expect(await answerOf(report(DAY, { person: 'sk02', secret: '9999' }))).toBe('APPROVAL_PIN');
  expect(reports()).toEqual([]);
  close();
});

test('when the missing PC arrives a second report is another paper, and the first stays as it was', async () => {
  const { seat, client, report, reports, close } = await closedPoint();
  const { document } = await report();
  const [first] = reports();
  comesIn(seat, DAY, 5);
  const second = await report();
  expect(second.document).not.toBe(document);
  expect(second.row.reports.map(({ nth }) => nth)).toEqual([1, 2]);
  expect(reports()[0]).toEqual(first);
  expect(reports()[1]).toMatchObject({
    missing: [],
    figures: { sales: 2, cards: 8, money: [{ inFen: 40_000 }, { inFen: 1_500 }] },
    cards: [{ movedOut: 8, sold: 8 }],
    late: [],
  });
  const now = { day: DAY, at: 0, by: 'zg02' };
  const papers = [document, second.document].map((one) => pointDayPaper(seat.city().db, 'QZ', now, one));
  expect(papers.map((paper) => [paper?.nth, paper?.pcs.length])).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect((await client.reports.state()).late).toBe(0);
  close();
});

test('a closing of an earlier day that no report held is 后到 in the next one, once, and in no sum', async () => {
  const { seat, client, report, reports, request, count, handOver, endDay, close } = await closedPoint();
  await report();
  seat.sitDown('sk01');
  await client.closing.openShift({ request: request(), count: [] });
  seat.perform(makeSale, saleOf(10, 10), 'request-next');
  await count(50);
  await handOver(0);
  await endDay(NEXT);
  seat.sitDown('zg02');
  comesIn(seat, DAY, 5);
  expect((await client.reports.state()).late).toBe(1);
  await report(NEXT);
  const [said] = reports(NEXT);
  expect(said).toMatchObject({
    figures: { cards: 1, money: [{ inFen: 5_000 }] },
    late: [
      { day: DAY, device: OTHER.device, document: 'QZ2A-20140520-00003', cardsFen: 25_000, booksFen: 0 },
    ],
  });
  expect((await client.reports.state()).late).toBe(0);
  comesIn(seat, NEXT, 2);
  await report(NEXT);
  expect(reports(NEXT)[1]).toMatchObject({ missing: [], figures: { cards: 3 }, late: [] });
  close();
});

test('a PC that closed a later day had nothing to close before, and is not missed', async () => {
  const { seat, client, close } = await closedPoint();
  comesIn(seat, NEXT, 2);
  const days = (await client.reports.state()).days;
  expect(days.map(({ day, missing }) => [day, missing.length])).toEqual([
    [NEXT, 0],
    [DAY, 0],
  ]);
  close();
});

test('a day nobody closed is not reported, and only supervisors report', async () => {
  const { seat, report, close } = await closedPoint();
  expect(await answerOf(report('2014-05-22'))).toBe('NO_CLOSING');
  seat.sitDown('sk01');
  expect(await answerOf(report())).toBe('ROLE');
  close();
});
