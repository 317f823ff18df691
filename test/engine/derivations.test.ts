import { expect, test } from 'vitest';
import { derivationsAgree, unexplained } from '../../contract/domain/card-balance.ts';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import type { Identity } from '../../electron/engine/journal/identity.ts';
import { tillOf } from '../../electron/engine/journal/identity.ts';
import type { Draft } from '../../electron/engine/journal/make-event.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { practiceCard, saleOf, sell } from './city.ts';
import { appendOwn, eventsOf, makeDevice, receiveBatch } from './devices.ts';
import { closedDay, DAY, drawer } from './drawer.ts';

const desk = { actor: 'sk01', role: 'counter' as const, approver: null, businessDay: DAY };

/** A sale of one card as an event, whatever the rules of the counter say of it. */
function saleEvent(identity: Identity, sale: string, document: string, card: CardNumber): Draft<'sale.made'> {
  return {
    type: 'sale.made',
    payload: {
      ...{ sale, document, holder: tillOf(identity), cardsFen: 5000, booksFen: 0, books: [] },
      buyer: { kind: 'person', area: '市直', outside: null },
      cards: [{ course: '2014-xxaq', first: card, last: card, count: 1, fen: 5000, priceEvent: sale }],
      payments: [{ stream: 'cards', method: 'cash', fen: 5000, reference: '', tendered: null }],
      receipts: [{ stream: 'cards', kind: 'none', number: '' }],
      paper: null,
    },
    entities: [
      { kind: 'sale', id: sale },
      { kind: 'document', id: document },
      { kind: 'card', first: card, last: card },
    ],
  };
}

/** A sale that comes in from another PC, or from an earlier life of this one. */
function comesIn(seat: Seat, life: Partial<Identity>, document: string, card: CardNumber): void {
  const identity = { ...seat.city().journal.identity, ...life };
  const elsewhere = makeDevice(identity);
  const sale = elsewhere.journal.nextId();
  appendOwn(elsewhere, saleEvent(identity, sale, document, card), {
    ...desk,
    request: `request-${document}`,
  });
  receiveBatch(seat.city(), eventsOf(elsewhere));
}

const otherPc = { device: 'e'.repeat(32), incarnation: 'A-eeeeeeeeeeee', pc: 2 };
const earlierLife = { incarnation: 'Z-eeeeeeeeeeee' };

test('sales and cards agree over an intake and a sale from the middle of a run', async () => {
  const { seat, count, handOver, endDay, close } = await drawer();
  const ranges = [{ first: '045072014000000301' as CardNumber, last: '045072014000000350' as CardNumber }];
  seat.perform(receiveCards, { course: '2014-xxaq', note: 'BJ-1', ranges }, 'request-1');
  seat.perform(makeSale, saleOf(10, 19), 'request-2');
  await count(700);
  await handOver();
  await endDay();
  const { cards, gaps } = closedDay(seat);
  expect(cards).toMatchObject([{ received: 150, closing: 140, movedOut: 10, sold: 10 }]);
  expect(derivationsAgree(cards, gaps)).toBe(true);
  close();
});

test('a card sold twice from this till: the second paper is named, by one card', async () => {
  const { seat, count, handOver, endDay, close } = await drawer();
  sell(seat, 0, 'request-1');
  const city = seat.city();
  const sale = city.journal.nextId();
  appendOwn(city, saleEvent(city.journal.identity, sale, 'QZ1A-20140520-00004', practiceCard(0)), {
    ...desk,
    request: 'request-2',
  });
  await count(300);
  await handOver();
  expect((await endDay()).agree).toBe(false);
  const { cards, gaps } = closedDay(seat);
  expect(cards).toMatchObject([{ closing: 99, movedOut: 1, sold: 2 }]);
  expect(gaps).toEqual([
    {
      document: 'QZ1A-20140520-00004',
      cards: -1,
      why: `${practiceCard(0)} 已由 QZ1A-20140520-00003 售出`,
    },
  ]);
  expect(unexplained(cards, gaps)).toBe(0);
  close();
});

test('a sale of a card that never lay here is named', async () => {
  const { seat, count, handOver, endDay, close } = await drawer();
  const city = seat.city();
  const sale = city.journal.nextId();
  const card = '045072014000009999' as CardNumber;
  appendOwn(city, saleEvent(city.journal.identity, sale, 'QZ1A-20140520-00003', card), {
    ...desk,
    request: 'request-1',
  });
  await count(250);
  await handOver();
  await endDay();
  const { cards, gaps } = closedDay(seat);
  expect(cards).toMatchObject([{ closing: 100, movedOut: 0, sold: 1 }]);
  expect(gaps).toEqual([{ document: 'QZ1A-20140520-00003', cards: -1, why: `${card} 没有入库记录` }]);
  close();
});

test('a card of this till that another PC sold: that PC’s paper is named', async () => {
  const { seat, count, handOver, endDay, close } = await drawer();
  sell(seat, 0, 'request-1');
  comesIn(seat, otherPc, 'QZ2A-20140520-00001', practiceCard(50));
  await count(250);
  await handOver();
  await endDay();
  const { cards, gaps, figures, late } = closedDay(seat);
  expect(figures).toMatchObject({ sales: 1, cards: 1 });
  expect(cards).toMatchObject([{ closing: 98, movedOut: 2, sold: 1 }]);
  expect(gaps).toEqual([{ document: 'QZ2A-20140520-00001', cards: 1, why: '别处的单据售出了本机钱柜的卡' }]);
  expect(unexplained(cards, gaps)).toBe(0);
  expect(late).toEqual([]);
  close();
});

test('what belongs to a closed day and comes later is a 后到 line of the next sheet, once, and changes no figure', async () => {
  const { seat, count, handOver, endDay, close } = await drawer();
  sell(seat, 0, 'request-1');
  await count(250);
  await handOver();
  await endDay();
  const before = closedDay(seat);
  comesIn(seat, earlierLife, 'QZ1Z-20140520-00001', practiceCard(50));
  // Another PC's sale of that day, of a card that never lay here, is no news of this drawer.
  comesIn(seat, otherPc, 'QZ2A-20140520-00001', '045072014000009999' as CardNumber);
  expect(closedDay(seat)).toEqual(before);
  sell(seat, 1, 'request-2');
  await count(50);
  await handOver(0);
  await endDay('2014-05-21');
  const next = closedDay(seat, '2014-05-21');
  expect(next.late).toEqual([{ day: DAY, document: 'QZ1Z-20140520-00001', cardsFen: 5000, booksFen: 0 }]);
  expect(next.figures).toMatchObject({ sales: 1, cards: 1 });
  expect(next.gaps).toEqual([
    { document: 'QZ1Z-20140520-00001', cards: 1, why: '后到的单据售出了本机钱柜的卡' },
  ]);
  sell(seat, 2, 'request-3');
  await count(50);
  await handOver(0);
  await endDay('2014-05-22');
  expect(closedDay(seat, '2014-05-22')).toMatchObject({ late: [], gaps: [] });
  close();
});

/** The reversal of this PC's first sale, as an event that comes in from elsewhere under the day of the sale. */
function reversalComesIn(seat: Seat, life: Partial<Identity>, document: string): void {
  const { db, journal } = seat.city();
  const identity = { ...journal.identity, ...life };
  const { id: sale } = db.prepare('SELECT id FROM sale').get() as { id: string };
  const elsewhere = makeDevice(identity);
  // Whoever takes a sale back has heard of it.
  receiveBatch(elsewhere, eventsOf(seat.city()));
  const [first, holder] = [practiceCard(0), tillOf(journal.identity)];
  const draft: Draft<'sale.reversed'> = {
    type: 'sale.reversed',
    payload: {
      ...{ sale, document, holder, reason: '卡号录错', remark: '', books: [] },
      ...{ cardsFen: 5000, booksFen: 0 },
    },
    entities: [
      { kind: 'sale', id: sale },
      { kind: 'document', id: document },
      { kind: 'card', first, last: first },
    ],
  };
  appendOwn(elsewhere, draft, { ...desk, approver: 'zg02', request: `request-${document}` });
  receiveBatch(seat.city(), eventsOf(elsewhere));
}

test.each([
  {
    whose: 'an earlier life of this PC',
    life: earlierLife,
    document: 'QZ1Z-20140520-00001',
    late: [{ day: DAY, document: 'QZ1Z-20140520-00001', cardsFen: -5000, booksFen: 0 }],
    why: '后到的单据退回了本机钱柜的卡',
  },
  {
    whose: 'another PC',
    life: otherPc,
    document: 'QZ2A-20140520-00001',
    late: [],
    why: '别处的单据退回了本机钱柜的卡',
  },
])(
  'a sale reversed by $whose after its day was closed and banked: a line of the next sheet, and no figure moves',
  async ({ life, document, late, why }) => {
    const { seat, client, count, handOver, endDay, request, close } = await drawer();
    sell(seat, 0, 'request-1');
    await count(250);
    await handOver();
    await endDay();
    const { remittance } = await client.remittance.make({ request: request(), stream: 'cards', days: [DAY] });
    await client.remittance.bank({ request: request(), remittance, bankSlip: 'HD-7', on: DAY });
    const before = closedDay(seat);
    const carried = (await client.remittance.list({ after: null })).rows;
    reversalComesIn(seat, life, document);
    expect(closedDay(seat)).toEqual(before);
    expect((await client.remittance.list({ after: null })).rows).toEqual(carried);
    sell(seat, 1, 'request-2');
    // The reversal gave its money back, so what the drawer should hold is what the second sale brought, less that.
    await count(0);
    await handOver(0);
    await endDay('2014-05-21');
    const next = closedDay(seat, '2014-05-21');
    expect(next.late).toEqual(late);
    expect(next.figures).toMatchObject({ sales: 1, reversals: 0, cards: 1 });
    expect(next.figures.money).toEqual([{ stream: 'cards', method: 'cash', inFen: 5000, outFen: 0 }]);
    expect(next.gaps).toEqual([{ document, cards: -1, why }]);
    expect(unexplained(next.cards, next.gaps)).toBe(0);
    const { streams } = await client.remittance.state();
    expect(streams[0]?.days.map(({ day, fen }) => [day, fen])).toEqual([['2014-05-21', 5000]]);
    close();
  },
);
