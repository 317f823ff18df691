import { expect, test } from 'vitest';
import type { Payload } from '../../contract/events/catalogue.ts';
import { readDay } from '../../electron/engine/closing/day-figures.ts';
import { decideRefund } from '../../electron/engine/commands/decide-refund.ts';
import { issueBook } from '../../electron/engine/commands/issue-book.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { returnGoods } from '../../electron/engine/commands/return-goods.ts';
import { settleReturn } from '../../electron/engine/commands/settle-return.ts';
import { unsoldCount } from '../../electron/engine/queries/card-stock.ts';
import { registerView } from '../../electron/engine/queries/registers.ts';
import { returnPreview } from '../../electron/engine/queries/returns.ts';
import { practiceCard, saleOf } from './city.ts';
import { closedDay, DAY } from './drawer.ts';
import { counter, NEXT } from './return-counter.ts';
import { deliver, type Pc, pcsOfOnePoint } from './two-pcs.ts';

async function figuresAt({ city: { db, journal, world } }: Pc) {
  return readDay(db, journal, world.timers, { day: DAY, today: DAY });
}

/** Two PCs of a point. The first has twenty cards and a book of receipts, and sold ten for cash; the other heard of it. */
async function soldNextDoor() {
  const [seller, other] = await pcsOfOnePoint(2);
  if (seller === undefined || other === undefined) throw new Error('two PCs');
  const cards = { first: practiceCard(0), last: practiceCard(19) };
  seller.perform(receiveCards, { course: '2014-xxaq', note: 'N1', ranges: [cards] }, 'receive-cards');
  seller.perform(issueBook, { kind: 'fiscal', first: '0012301', last: '0012310' }, 'issue-book');
  const receipts = [{ stream: 'cards' as const, kind: 'fiscal' as const, number: '0012301' }];
  const made = seller.perform(makeSale, { ...saleOf(0, 9), receipts }, 'sale-next-door').envelope
    .payload as Payload<'sale.made'>;
  deliver(seller, other);
  return { seller, other, made };
}

const goods = (made: Payload<'sale.made'>, card: number) => ({
  ...{ sale: made.sale, slip: made.document, books: [], reason: '多买' as const, remark: '' },
  cards: [{ first: practiceCard(card), last: practiceCard(card) }],
  ...{ coatingIntact: true, slipSeen: true },
});

test('at another PC of the point a return becomes a 退付 request, though it is the sale’s own day', async () => {
  const { seller, other, made } = await soldNextDoor();
  const { db, journal } = other.city;
  expect(returnPreview(db, journal.identity, made.document, 'sk02')).toMatchObject({
    pays: 'finance',
    whyFinance: '不是本机钱柜收的款',
  });
  const back = other.perform(returnGoods, goods(made, 0), 'bring-it', 'sk02', 'zg01').envelope
    .payload as Payload<'goods.returned'>;
  expect(back).toMatchObject({
    ...{ pays: 'finance', holder: other.till, shelf: 'check:QZ' },
    refunds: [{ stream: 'cards', method: 'cash', fen: 5000 }],
  });
  deliver(other, seller);
  // Neither drawer is asked for a fen.
  expect((await figuresAt(other)).sums.money).toEqual([]);
  expect((await figuresAt(seller)).sums.money).toMatchObject([{ inFen: 50_000, outFen: 0 }]);
  // Its receipt was collected where it was brought: that is no wrong number in anybody's book.
  for (const { city } of [seller, other]) {
    const { books, findings } = await registerView(city.db, city.journal.identity, city.world.timers);
    expect(findings).toEqual([]);
    expect(books).toMatchObject([{ issued: 10, used: 0, voided: 1, remaining: 9, off: 0 }]);
  }
  other.perform(decideRefund, { return: back.return, decision: 'approved', remark: '' }, 'decide-it', 'zg01');
  const settle = { return: back.return, outcome: 'restocked' as const, cards: [], reason: '' };
  other.perform(settleReturn, settle, 'restock-it', 'zg01');
  deliver(other, seller);
  for (const { city } of [seller, other]) {
    expect([seller, other].map(({ till }) => unsoldCount(city.db, till, '2014-xxaq'))).toEqual([10, 1]);
  }
});

test('once its day is closed, and once its money is at the bank, a return is paid by finance and never by the drawer', async () => {
  const { seat, client, request, made, bring, count, handOver, endDay, close } = await counter();
  await count(730);
  await handOver();
  await endDay();
  const figures = closedDay(seat).figures;
  expect(await client.returns.open({ slip: made.document })).toMatchObject({ pays: 'finance' });
  expect(await bring(practiceCard(0), 1)).toMatchObject({ pays: 'finance', refund: 'requested' });
  for (const stream of ['cards', 'books'] as const) {
    const row = await client.remittance.make({ request: request(), stream, days: [DAY] });
    const slip = { remittance: row.remittance, on: NEXT, bankSlip: `HD-${stream}` };
    await client.remittance.bank({ request: request(), ...slip });
  }
  expect(await bring(practiceCard(1), 1)).toMatchObject({
    ...{ pays: 'finance', refund: 'requested', totalFen: 6500 },
    businessDay: NEXT,
  });
  // The drawer should hold what it held: nothing, before a float is counted. What was banked is banked in full.
  expect(await count(0)).toMatchObject({ expectedFen: 0, differenceFen: 0 });
  await handOver(0);
  await endDay(NEXT);
  expect(closedDay(seat, NEXT).figures).toMatchObject({ returns: 2, money: [] });
  expect(closedDay(seat).figures).toEqual(figures);
  expect((await client.remittance.list({ after: null })).rows.map(({ fen }) => fen)).toEqual([3000, 50_000]);
  close();
});
