import { expect, test } from 'vitest';
import { type Author, objectionTo } from '../../contract/authority.ts';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import type { StoredEvent } from '../../contract/events/envelope.ts';
import { acceptGoods } from '../../electron/engine/commands/accept-goods.ts';
import { dispatchGoods } from '../../electron/engine/commands/dispatch-goods.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { reverseSale } from '../../electron/engine/commands/reverse-sale.ts';
import { settleDiscrepancy } from '../../electron/engine/commands/settle-discrepancy.ts';
import { raiseDiscrepancies } from '../../electron/engine/oversight/raise.ts';
import { openEntries, openRows, settledRows } from '../../electron/engine/queries/discrepancies.ts';
import { DOUBTS, TWICE } from '../../electron/engine/queries/doubts.ts';
import { type Decoded, decodeEvent, encodeEnvelope } from '../../wire/encode.ts';
import { refusalOf, saleOf } from './city.ts';
import { eventsOf, receiveBatch } from './devices.ts';
import { deliver, deliverOwn, ownEventsOf, type Pc, pcsAt, pcsOfOnePoint } from './two-pcs.ts';

const card = (index: number) => `04507201400000${1000 + index}` as CardNumber;
const run = (first: number, last = first) => ({ first: card(first), last: card(last) });

const takeIn = (pc: Pc, first: number, last: number, request: string) =>
  pc.perform(
    receiveCards,
    { course: '2014-xxaq', note: `N-${request}`, ranges: [run(first, last)] },
    request,
  );
const sellRun = (pc: Pc, first: number, last: number, request: string) =>
  pc.perform(makeSale, { ...saleOf(0, last - first), cards: [run(first, last)], ...outsideOf(pc) }, request);
/** The buyer of these tests is of the city's own point. */
const outsideOf = ({ city }: Pc) => (city.journal.identity.point === 'QZ' ? {} : { outside: '在本县上班' });
const kindsAt = ({ city }: Pc) => openRows(city).rows.map(({ kind, cards }) => `${kind} ${cards}`);
const idsAt = ({ city }: Pc) => openEntries(city).entries.map(({ id }) => id);
const settle = (pc: Pc, id: string, request: string) =>
  pc.perform(
    settleDiscrepancy,
    { discrepancy: id, outcome: 'verified', remark: '两单都查过' },
    request,
    'zg01',
  );

function exchange(one: Pc, other: Pc): void {
  deliver(one, other);
  deliver(other, one);
}

/** The same sale as that PC would have made it after a restore, out of its own till. */
function inLaterLife({ envelope }: Decoded, device: string): StoredEvent {
  const incarnation = 'B-bbbbbbbbbbbb';
  const sale = `${incarnation}.1`;
  const document = 'QZ2B-20140505-00001';
  const cards = envelope.entities.filter((ref) => 'first' in ref);
  const entities = [{ kind: 'sale', id: sale }, { kind: 'document', id: document }, ...cards];
  const payload = { ...envelope.payload, sale, document, holder: `till:${device}` };
  const place = { device, incarnation, number: 1, position: 1, previous: '' };
  const bytes = encodeEnvelope({ ...envelope, ...place, request: 'later-life', payload, entities });
  return { bytes, personal: null };
}

/** The same event with another's number on its paper. */
function numbered({ envelope }: Decoded, document: string): StoredEvent {
  const entities = envelope.entities.map((ref) =>
    'id' in ref && ref.kind === 'document' ? { ...ref, id: document } : ref,
  );
  const bytes = encodeEnvelope({ ...envelope, payload: { ...envelope.payload, document }, entities });
  return { bytes, personal: null };
}

function objectionOf(
  { bytes, personal }: StoredEvent,
  place: Pick<Author, 'point' | 'capabilities'> | undefined,
) {
  const { envelope } = decodeEvent(bytes, personal);
  if (place === undefined) throw new Error('a place was asked for');
  return objectionTo(envelope, { ...place, device: envelope.device });
}

async function two(): Promise<readonly [Pc, Pc]> {
  const [one, other] = await pcsOfOnePoint(2);
  if (one === undefined || other === undefined) throw new Error('two PCs were asked for');
  return [one, other];
}

test('numbers taken in at two PCs and sold at both: two PCs see one entry a kind, under one name, with the run named', async () => {
  const [one, other] = await two();
  takeIn(one, 0, 9, 'in-1');
  takeIn(other, 0, 9, 'in-2');
  sellRun(one, 0, 3, 'sale-1');
  sellRun(other, 2, 5, 'sale-2');
  expect([kindsAt(one), kindsAt(other)]).toEqual([[], []]);
  exchange(one, other);
  expect(kindsAt(one).sort()).toEqual([
    `doubleIntake ${card(0)}–${card(9)}`,
    `doubleSale ${card(2)}–${card(3)}`,
  ]);
  expect(kindsAt(other)).toEqual(kindsAt(one));
  expect(idsAt(other)).toEqual(idsAt(one));
});

test('what a supervisor settled at one PC is settled at the other, and stays so when the run grows', async () => {
  const [one, other] = await two();
  takeIn(one, 0, 9, 'in-1');
  takeIn(other, 0, 4, 'in-2');
  exchange(one, other);
  const [id = ''] = idsAt(one);
  expect(refusalOf(() => settle(one, id, 'settle-1'))).toBe('done');
  deliver(one, other);
  expect([idsAt(one), idsAt(other)]).toEqual([[], []]);
  expect(settledRows(other.city).rows).toMatchObject([
    { id, settled: { remark: '两单都查过', outcome: 'verified' } },
  ]);
  expect(refusalOf(() => settle(other, id, 'settle-2'))).toBe('SETTLED');
});

test('both settle before they hear of each other: the entry is settled once, by the same one at both', async () => {
  const [one, other] = await two();
  takeIn(one, 0, 9, 'in-1');
  takeIn(other, 0, 4, 'in-2');
  exchange(one, other);
  const [id = ''] = idsAt(one);
  settle(one, id, 'settle-1');
  settle(other, id, 'settle-2');
  exchange(one, other);
  expect(settledRows(one.city)).toEqual(settledRows(other.city));
  expect(settledRows(one.city).rows).toHaveLength(1);
});

test('a double sale whose second slip is taken back is none any more; the two intakes still are', async () => {
  const [one, other] = await two();
  takeIn(one, 0, 9, 'in-1');
  takeIn(other, 0, 9, 'in-2');
  sellRun(one, 0, 0, 'sale-1');
  const { sale } = sellRun(other, 0, 0, 'sale-2').envelope.payload as { sale: string };
  exchange(one, other);
  expect(kindsAt(one)).toHaveLength(2);
  other.perform(reverseSale, { sale, reason: '卡号录错', remark: '' }, 'reverse-1', 'sk01', 'zg01');
  exchange(one, other);
  expect([kindsAt(one), kindsAt(other)]).toEqual(Array(2).fill([`doubleIntake ${card(0)}–${card(9)}`]));
});

test('a sale taken back, its card sent on and sold again: nothing is said while half of that is on its way', async () => {
  const [one, other, third] = await pcsOfOnePoint(3);
  if (one === undefined || other === undefined || third === undefined)
    throw new Error('three were asked for');
  takeIn(one, 0, 9, 'in-1');
  const { sale } = sellRun(one, 0, 0, 'sale-1').envelope.payload as { sale: string };
  const soFar = eventsOf(one.city);
  one.perform(reverseSale, { sale, reason: '卡号录错', remark: '' }, 'reverse-1', 'sk01', 'zg01');
  const sent = { from: 'till' as const, destination: other.till, cards: [run(0, 4)], books: [] };
  const { transfer } = one.perform(dispatchGoods(sent), sent, 'send-1').envelope.payload as {
    transfer: string;
  };
  deliver(one, other);
  const taken = { as: 'addressee' as const, transfer, cards: [run(0, 4)], books: [] };
  other.perform(acceptGoods(taken), taken, 'take-1', 'sk02');
  sellRun(other, 0, 0, 'sale-2');
  receiveBatch(third.city, soFar);
  receiveBatch(third.city, ownEventsOf(other));
  expect(openEntries(third.city)).toEqual({ entries: [], awaited: 1 });
  deliver(one, third);
  expect(openEntries(third.city)).toEqual({ entries: [], awaited: 0 });
});

test('a later life of a PC sells what an earlier one took over: nothing is said before that one is heard of', async () => {
  const [one, other, third] = await pcsOfOnePoint(3);
  if (one === undefined || other === undefined || third === undefined)
    throw new Error('three were asked for');
  takeIn(one, 0, 9, 'in-1');
  const sent = { from: 'till' as const, destination: other.till, cards: [run(0, 4)], books: [] };
  const { transfer } = one.perform(dispatchGoods(sent), sent, 'send-1').envelope.payload as {
    transfer: string;
  };
  deliver(one, other);
  const taken = { as: 'addressee' as const, transfer, cards: [run(0, 4)], books: [] };
  other.perform(acceptGoods(taken), taken, 'take-1', 'sk02');
  const firstLife = ownEventsOf(other);
  deliver(one, third);
  receiveBatch(third.city, [inLaterLife(sellRun(other, 0, 0, 'sale-1'), other.city.journal.identity.device)]);
  expect(openEntries(third.city)).toEqual({ entries: [], awaited: 1 });
  receiveBatch(third.city, firstLife);
  expect(openEntries(third.city)).toEqual({ entries: [], awaited: 0 });
});

test('a sale of cards that lie in another till is one entry: the sale, and the intake with where they are', async () => {
  const [one, other] = await two();
  takeIn(one, 0, 9, 'in-1');
  deliver(one, other);
  const sold = sellRun(one, 0, 3, 'sale-1');
  receiveBatch(other.city, [inLaterLife(sold, other.city.journal.identity.device)]);
  expect(kindsAt(other)).toEqual([`notHeld ${card(0)}–${card(3)}`]);
  const [row] = openRows(other.city).rows;
  expect(row?.sides.map(({ what }) => what)).toEqual(['sale', 'intake']);
  expect(row?.sides[1]?.facts).toContainEqual(['卡现在', '财务办1号机钱柜']);
});

test('papers of two PCs under one number are one entry that shows both', async () => {
  const [one, other] = await two();
  takeIn(one, 0, 3, 'in-1');
  takeIn(other, 5, 9, 'in-2');
  const second = sellRun(other, 5, 6, 'sale-2');
  const first = sellRun(one, 0, 1, 'sale-1').envelope.payload['document'] as string;
  receiveBatch(one.city, [numbered(second, first)]);
  const [row, ...others] = openRows(one.city).rows;
  expect(others).toEqual([]);
  expect(row).toMatchObject({ kind: 'sameNumber', document: first });
  expect(row?.sides.map(({ document }) => document)).toEqual([first, first]);
});

test('two points: the city says it to both, once, without buyer or money; what one settles the other hears', async () => {
  const sell = ['sell' as const];
  const places = [
    { point: 'QZ', capabilities: sell },
    { point: 'LS', capabilities: sell },
    { point: 'QZ', capabilities: ['oversee' as const, 'publish' as const] },
  ];
  const [qz, ls, city] = await pcsAt(places);
  if (qz === undefined || ls === undefined || city === undefined) throw new Error('three were asked for');
  for (const pc of [qz, ls]) {
    takeIn(pc, 0, 9, 'in');
    sellRun(pc, 0, 3, 'sale');
    deliver(pc, city);
  }
  expect([kindsAt(qz), kindsAt(ls), kindsAt(city).length]).toEqual([[], [], 2]);
  expect([raiseDiscrepancies(city.city), raiseDiscrepancies(city.city)]).toEqual([4, 0]);
  for (const pc of [qz, ls]) deliverOwn(city, pc);
  expect([idsAt(qz).sort(), idsAt(ls).sort()]).toEqual(Array(2).fill(idsAt(city).sort()));
  const told = openRows(ls.city).rows.flatMap(({ sides }) =>
    sides.map(({ pointName, facts }) => [pointName, facts]),
  );
  expect(told).toContainEqual(['钦州市人力资源和社会保障局', []]);
  expect(new Set(ownEventsOf(city).map((event) => objectionOf(event, places[2])))).toEqual(new Set([null]));
  expect(new Set(ownEventsOf(city).map((event) => objectionOf(event, places[1])))).toContain('CAPABILITY');
  const [id = ''] = idsAt(ls);
  settle(ls, id, 'settle-1');
  deliver(ls, city);
  expect([raiseDiscrepancies(city.city), raiseDiscrepancies(city.city)]).toEqual([1, 0]);
  deliverOwn(city, qz);
  expect([idsAt(qz), idsAt(ls), idsAt(city)].map((ids) => ids.includes(id))).toEqual([false, false, false]);
  expect(settledRows(qz.city).rows[0]?.settled).toEqual(settledRows(ls.city).rows[0]?.settled);
});

test('what the city settles is settled at every point concerned', async () => {
  const places = [
    { point: 'QZ', capabilities: ['sell' as const] },
    { point: 'LS', capabilities: ['sell' as const] },
    { point: 'QZ', capabilities: ['oversee' as const] },
  ];
  const [qz, ls, city] = await pcsAt(places);
  if (qz === undefined || ls === undefined || city === undefined) throw new Error('three were asked for');
  for (const pc of [qz, ls]) {
    takeIn(pc, 0, 9, 'in');
    deliver(pc, city);
  }
  raiseDiscrepancies(city.city);
  settle(city, idsAt(city)[0] ?? '', 'settle-1');
  expect(raiseDiscrepancies(city.city)).toBe(0);
  for (const pc of [qz, ls]) deliverOwn(city, pc);
  expect([idsAt(qz), idsAt(ls)]).toEqual([[], []]);
});

test('the doubtful among many cards and papers are found along their own indexes', async () => {
  const [one] = await two();
  const plans = [DOUBTS, TWICE].map((sql) =>
    one.city.db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map((step) => (step as { detail: string }).detail),
  );
  expect(plans.flat().filter((detail) => /card_doubtful|document_by_second/.test(detail))).toHaveLength(2);
});
