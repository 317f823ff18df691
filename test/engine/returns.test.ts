import { expect, test } from 'vitest';
import { derivationsAgree } from '../../contract/domain/card-balance.ts';
import { cardStatus } from '../../contract/domain/folds/card.ts';
import type { SaleState } from '../../contract/domain/folds/sale.ts';
import type { Payload } from '../../contract/events/catalogue.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { returnGoods } from '../../electron/engine/commands/return-goods.ts';
import { tillOf } from '../../electron/engine/journal/identity.ts';
import { booksInHand } from '../../electron/engine/queries/book-stock.ts';
import { unsoldCount } from '../../electron/engine/queries/card-stock.ts';
import { cardOf } from '../../electron/engine/queries/card-story.ts';
import { stateOf } from '../../electron/engine/queries/state.ts';
import { gapsInDocuments, halfState } from './checks.ts';
import { practiceCard, refusalOf, sell } from './city.ts';
import { closedDay, DAY, supervisor } from './drawer.ts';
import { answerOf } from './engine-under-test.ts';
import { BOOK, type Counter, counter, NEXT } from './return-counter.ts';
import { countEvents } from './tables.ts';

function inTill({ seat }: Counter): number {
  const { db, journal } = seat.city();
  return unsoldCount(db, tillOf(journal.identity), '2014-xxaq');
}

function copies({ seat }: Counter): number {
  const { db, journal } = seat.city();
  return booksInHand(db, tillOf(journal.identity), BOOK);
}

const statusOf = ({ seat }: Counter, card: number) => {
  const state = cardOf(seat.city().db, practiceCard(card));
  return state === null ? null : cardStatus(state);
};

test('on its own day the drawer gives the money back, twice in part and never twice for one card', async () => {
  const here = await counter();
  const { client, made, bring, close, seat } = here;
  const before = await client.returns.open({ slip: made.document });
  expect(before).toMatchObject({ sale: made.sale, pays: 'drawer', whyFinance: '', receipts: [] });
  expect(before.cards).toEqual([{ first: practiceCard(0), last: practiceCard(9), count: 10 }]);
  const first = await bring(`${practiceCard(2)} ${practiceCard(3)}`, 1);
  expect(first).toMatchObject({
    document: 'QZ1A-20140520-00004',
    pays: 'drawer',
    refund: 'none',
    refunds: [
      { stream: 'cards', method: 'cash', fen: 10_000 },
      { stream: 'books', method: 'cash', fen: 1500 },
    ],
    ...{ waiting: 2, approver: '覃副主任', by: '韦小兰' },
  });
  expect(await answerOf(bring(practiceCard(3)))).toBe('CARDS');
  expect(await answerOf(bring('', 2))).toBe('BOOKS');
  expect(await answerOf(bring(practiceCard(20)))).toBe('CARDS');
  expect(await answerOf(bring(practiceCard(4)))).toBe('done');
  const left = await client.returns.open({ slip: made.document });
  expect(left.cards.map(({ count }) => count)).toEqual([2, 5]);
  expect(left.books).toMatchObject([{ quantity: 1 }]);
  expect(copies(here)).toBe(49);
  expect(gapsInDocuments(seat)).toEqual([]);
  expect(await halfState(seat)).toBe(null);
  close();
});

test('returned cards wait on the shelf and can’t be sold until a supervisor puts them back', async () => {
  const here = await counter();
  const { seat, bring, as, settle, close } = here;
  const back = await bring(`${practiceCard(0)}-${practiceCard(2)}`);
  expect([0, 3].map((card) => statusOf(here, card))).toEqual(['returned', 'sold']);
  expect(inTill(here)).toBe(90);
  expect(refusalOf(() => sell(seat, 0, 'request-again'))).toBe('CARD');
  expect(await answerOf(settle(back.return, 'restocked'))).toBe('ROLE');
  await as('zg01', async () => {
    expect(await answerOf(settle(back.return, 'voided', practiceCard(1)))).toBe('REASON');
    expect(await answerOf(settle(back.return, 'givenBack'))).toBe('SETTLE_NOT_REFUSED');
    expect(await answerOf(settle(back.return, 'restocked', practiceCard(5)))).toBe('CARDS');
    await settle(back.return, 'voided', practiceCard(1), '涂层划伤');
    const row = await settle(back.return, 'restocked');
    expect(row).toMatchObject({ waiting: 0, whyNotRestock: '这张退卡单没有待核的卡，不用再办' });
    expect(await answerOf(settle(back.return, 'restocked'))).toBe('SETTLE_DONE');
  });
  expect([0, 1, 2].map((card) => statusOf(here, card))).toEqual(['stocked', 'void', 'stocked']);
  expect(inTill(here)).toBe(92);
  sell(seat, 0, 'request-again');
  expect(statusOf(here, 0)).toBe('sold');
  close();
});

test('without the sale’s own slip, an intact coating, a reason or a supervisor nothing comes back', async () => {
  const here = await counter();
  const { seat, made, bring, close } = here;
  const other = sell(seat, 20, 'request-other').envelope.payload as Payload<'sale.made'>;
  const before = countEvents(seat.city().db);
  const card = practiceCard(0);
  expect(await answerOf(bring(card, 0, { slip: other.document }))).toBe('SLIP');
  expect(await answerOf(bring(card, 0, { sale: other.sale }))).toBe('SLIP');
  expect(await answerOf(bring(card, 0, { slip: made.document.slice(-5) }))).toBe('SLIP');
  expect(await answerOf(bring(card, 0, { slipSeen: false }))).toBe('SLIP_SEEN');
  expect(await answerOf(bring(card, 0, { coatingIntact: false }))).toBe('COATING');
  expect(await answerOf(bring(card, 0, { reason: '其他（写明说明）', remark: ' ' }))).toBe('REMARK');
  expect(await answerOf(bring(''))).toBe('EMPTY');
  expect(await answerOf(bring(`${card} ${card}`))).toBe('RANGE');
  expect(countEvents(seat.city().db)).toBe(before);
  expect(await answerOf(bring(card, 0, { approval: { person: 'sk02', secret: '1302' } }))).toBe(
    'APPROVAL_PERSON',
  );
  const input = {
    ...{ sale: made.sale, slip: made.document, cards: [{ first: card, last: card }], books: [] },
    ...{ coatingIntact: true, slipSeen: true, reason: '多买' as const, remark: '' },
  };
  expect(refusalOf(() => seat.perform(returnGoods, input, 'request-alone'))).toBe('APPROVAL');
  // A book has no coating, and a slip is as good in small letters and full width.
  expect(
    await answerOf(bring('', 1, { coatingIntact: false, slip: ` ${made.document.toLowerCase()}` })),
  ).toBe('done');
  close();
});

test('on a later day finance pays: requested, decided by another supervisor, paid', async () => {
  const here = await counter();
  const { client, made, bring, as, decide, settle, pay, nextDay, close } = here;
  nextDay();
  expect(await client.returns.open({ slip: made.document })).toMatchObject({
    pays: 'finance',
    whyFinance: '2014-05-20 的款，不是今天的',
  });
  const back = await as('zg01', () => bring(practiceCard(0), 1));
  expect(back).toMatchObject({ pays: 'finance', refund: 'requested', document: 'QZ1A-20140521-00004' });
  expect(await answerOf(pay(back.return, 'CZ-1', NEXT))).toBe('ROLE');
  await as('zg01', async () => {
    expect(await answerOf(decide(back.return, 'approved'))).toBe('DECIDE_OWN');
    expect(await answerOf(settle(back.return, 'restocked'))).toBe('SETTLE_UNDECIDED');
    expect(await answerOf(pay(back.return, 'CZ-1', NEXT))).toBe('PAY_REQUESTED');
  });
  await as('zg02', async () => {
    expect(await decide(back.return, 'approved')).toMatchObject({ refund: 'approved' });
    expect(await answerOf(decide(back.return, 'refused', '再想'))).toBe('DECIDE_DECIDED');
    expect(await answerOf(pay(back.return, ' ', NEXT))).toBe('REFERENCE');
    for (const on of [DAY, '2014-05-22']) expect(await answerOf(pay(back.return, 'CZ-1', on))).toBe('DAY');
    expect(await pay(back.return, 'CZ-1', NEXT)).toMatchObject({
      refund: 'paid',
      refundNote: '覃副主任 2014-05-21 同意；财政 2014-05-21 退付，凭证 CZ-1',
    });
    expect(await answerOf(pay(back.return, 'CZ-2', NEXT))).toBe('PAY_PAID');
    await settle(back.return, 'restocked');
  });
  expect(await client.returns.list({ open: true, after: null })).toEqual({ rows: [], more: false });
  expect((await client.returns.list({ open: false, after: null })).rows).toHaveLength(1);
  close();
});

test('a refused refund: the goods go back to the buyer whole, and the sale stands as before', async () => {
  const here = await counter();
  const { seat, client, made, bring, as, decide, settle, nextDay, close } = here;
  nextDay();
  const back = await bring(`${practiceCard(0)} ${practiceCard(1)}`, 2);
  await as('zg02', async () => {
    expect(await answerOf(decide(back.return, 'refused'))).toBe('REMARK');
    await decide(back.return, 'refused', '涂层已刮');
    expect(await answerOf(settle(back.return, 'restocked'))).toBe('SETTLE_REFUSED');
    expect(copies(here)).toBe(50);
    await settle(back.return, 'givenBack');
    expect(await answerOf(settle(back.return, 'givenBack'))).toBe('SETTLE_DONE');
  });
  expect([0, 1].map((card) => statusOf(here, card))).toEqual(['sold', 'sold']);
  expect(cardOf(seat.city().db, practiceCard(0))?.sales).toEqual([made.sale]);
  expect(copies(here)).toBe(48);
  expect((await client.returns.open({ slip: made.document })).cards.map(({ count }) => count)).toEqual([10]);
  // And may come back a second time, in the same ways of payment.
  const again = await bring(practiceCard(0));
  expect(again.refunds).toEqual([{ stream: 'cards', method: 'cash', fen: 5000 }]);
  expect(stateOf<SaleState>(seat.city().db, 'sale', made.sale)?.returns).toHaveLength(2);
  expect(await halfState(seat)).toBe(null);
  close();
});

test('a sale of which a part came back, or whose day is over, is not reversed as a whole', async () => {
  const here = await counter();
  const { client, made, bring, nextDay, close, request } = here;
  const reverse = () =>
    client.sales.reverse({
      ...{ request: request(), sale: made.sale, reason: '重复开单', remark: '', approval: supervisor },
    });
  await bring(practiceCard(0));
  expect(await answerOf(reverse())).toBe('REVERSAL_RETURNED');
  nextDay();
  const list = { text: '', from: null, to: null, clerk: null, state: 'all', after: null } as const;
  expect((await client.sales.list(list)).rows[0]).toMatchObject({ returnable: true });
  close();
});

test('both derivations agree on a day with returns, restocking and a second sale of the same card', async () => {
  const { seat, bring, as, settle, count, handOver, endDay, close } = await counter();
  const back = await bring(`${practiceCard(0)}-${practiceCard(2)}`, 1);
  await as('zg01', () => settle(back.return, 'restocked', practiceCard(0)));
  sell(seat, 0, 'request-again');
  await count(200 + 500 + 30 - 150 - 15 + 50);
  await handOver();
  expect((await endDay()).agree).toBe(true);
  const { figures, cards, gaps } = closedDay(seat);
  expect(figures).toMatchObject({ sales: 2, returns: 1, cards: 8, books: 1 });
  expect(figures.money).toMatchObject([
    { stream: 'cards', method: 'cash', inFen: 55_000, outFen: 15_000 },
    { stream: 'books', method: 'cash', inFen: 3000, outFen: 1500 },
  ]);
  expect(cards).toMatchObject([{ closing: 90, dispatched: 3, accepted: 1, movedOut: 8, sold: 8 }]);
  expect(gaps).toEqual([]);
  close();
});

test('a day closed after returns of the next one, and that next one, agree; finance’s money is in neither drawer', async () => {
  const { seat, bring, as, decide, settle, count, handOver, endDay, nextDay, close } = await counter();
  await count(730);
  await handOver();
  nextDay();
  const late = sell(seat, 30, 'request-late').envelope.payload as Payload<'sale.made'>;
  const kept = await bring(practiceCard(0));
  const refused = await bring(practiceCard(1));
  await bring(practiceCard(30), 0, { sale: late.sale, slip: late.document });
  await as('zg02', async () => {
    await decide(kept.return, 'approved');
    await decide(refused.return, 'refused', '涂层已刮');
    await settle(kept.return, 'restocked');
    await settle(refused.return, 'givenBack');
  });
  expect((await endDay()).agree).toBe(true);
  expect(closedDay(seat).cards).toMatchObject([{ closing: 90, movedOut: 10, sold: 10 }]);
  await count(0);
  await handOver(0);
  expect((await endDay(NEXT)).agree).toBe(true);
  const { cards, gaps, figures } = closedDay(seat, NEXT);
  expect(derivationsAgree(cards, gaps)).toBe(true);
  expect(cards).toMatchObject([{ opening: 90, closing: 90, sold: -2, movedOut: -2 }]);
  expect(figures.money).toMatchObject([{ method: 'cash', inFen: 5000, outFen: 5000 }]);
  close();
});

test('a return waits to be printed and to be posted, and its 退卡确认单 is drawn and counted', async () => {
  const { client, bring, nextDay, close, request } = await counter();
  nextDay();
  const { document } = await bring(practiceCard(0), 1);
  const waiting = await client.posting.waiting({ after: null });
  expect(waiting.rows.map(({ kind, cards, books }) => [kind, cards, books])).toEqual([
    ['sale', 10, 2],
    ['return', 1, 1],
  ]);
  const unprinted = await client.posting.unprinted({ after: null });
  expect(unprinted.rows.at(-1)).toMatchObject({ document, kind: 'return', totalFen: 6500, clerk: '韦小兰' });
  const { row, pdf } = await client.papers.open({ document });
  expect([row.prints, pdf === null]).toEqual([0, false]);
  expect(await client.papers.recordPrint({ request: request(), document })).toMatchObject({
    ...{ prints: 1, size: 'slip' },
  });
  expect((await client.posting.unprinted({ after: null })).rows.map(({ kind }) => kind)).toEqual(['sale']);
  await client.posting.record({ request: request(), documents: [document], slip: 'PT-9', ground: null });
  expect((await client.posting.waiting({ after: null })).rows.map(({ kind }) => kind)).toEqual(['sale']);
  close();
});

test('a day on which cards were only put back on sale is closed too, and the next one agrees', async () => {
  const { seat, count, handOver, endDay, bring, as, settle, close } = await counter();
  const back = await bring(`${practiceCard(3)}-${practiceCard(4)}`);
  await count(630);
  await handOver();
  await endDay();
  await as('zg02', () => settle(back.return, 'restocked'));
  seat.perform(openDay, { day: '2014-05-22' }, 'request-later');
  sell(seat, 20, 'request-20');
  await count(50);
  await handOver(0);
  await endDay(NEXT);
  expect(closedDay(seat, NEXT).cards).toMatchObject([{ accepted: 2, movedOut: 0, sold: 0 }]);
  await endDay('2014-05-22');
  expect(closedDay(seat, '2014-05-22').cards).toMatchObject([{ movedOut: 1, sold: 1 }]);
  close();
});
