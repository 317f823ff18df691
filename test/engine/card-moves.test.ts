import { expect, test } from 'vitest';
import type { CardRange } from '../../contract/domain/card-range.ts';
import { PRACTICE_DAY } from '../../contract/domain/practice.ts';
import { readDay } from '../../electron/engine/closing/day-figures.ts';
import { acceptGoods } from '../../electron/engine/commands/accept-goods.ts';
import { dispatchGoods } from '../../electron/engine/commands/dispatch-goods.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { practiceCard, saleOf } from './city.ts';
import { appendOwn } from './devices.ts';
import { deliver, type Pc, pcsOfOnePoint } from './two-pcs.ts';
import { seededWorld } from './world.ts';

const { timers } = seededWorld('turns');
const NEXT = '2014-05-21';
const run = (first: number, last = first): CardRange => ({
  first: practiceCard(first),
  last: practiceCard(last),
});

function takeIn(pc: Pc, first: number, last: number, request: string): void {
  pc.perform(receiveCards, { course: '2014-xxaq', note: request, ranges: [run(first, last)] }, request);
}

async function balanceOf(pc: Pc, day: string, today = day) {
  const { cards, gaps } = await readDay(pc.city.db, pc.city.journal, timers, { day, today });
  return { cards, gaps };
}

test('cards that move between two PCs are 调出 on one sheet and 调入 on the other, and both agree', async () => {
  const [one, two] = await pcsOfOnePoint(2);
  if (one === undefined || two === undefined) throw new Error('two PCs');
  takeIn(one, 0, 49, 'request-in');
  const goods = { from: 'till' as const, destination: two.till, cards: [run(10, 29)], books: [] };
  const sent = one.perform(dispatchGoods(goods), goods, 'request-out');
  deliver(one, two);
  const { transfer } = sent.envelope.payload as { transfer: string };
  const taken = { transfer, as: 'addressee' as const, cards: [run(10, 24)], books: [] };
  two.perform(acceptGoods(taken), taken, 'request-accept');
  two.perform(makeSale, saleOf(10, 12), 'request-sale');
  deliver(two, one);
  expect(await balanceOf(one, PRACTICE_DAY)).toEqual({
    cards: [expect.objectContaining({ received: 50, dispatched: 20, closing: 30, movedOut: 0, sold: 0 })],
    gaps: [],
  });
  expect(await balanceOf(two, PRACTICE_DAY)).toEqual({
    cards: [expect.objectContaining({ accepted: 15, closing: 12, movedOut: 3, sold: 3 })],
    gaps: [],
  });
});

test('a day read after the next has begun has the cards of its own end, whatever came and went since', async () => {
  const [pc, other] = await pcsOfOnePoint(2);
  if (pc === undefined || other === undefined) throw new Error('two PCs');
  takeIn(pc, 0, 49, 'request-1');
  pc.perform(makeSale, saleOf(0, 4), 'request-2');
  const then = await balanceOf(pc, PRACTICE_DAY);
  pc.perform(openDay, { day: NEXT }, 'request-3');
  takeIn(pc, 50, 69, 'request-4');
  pc.perform(makeSale, saleOf(5, 9), 'request-5');
  const goods = { from: 'till' as const, destination: other.till, cards: [run(20, 22)], books: [] };
  pc.perform(dispatchGoods(goods), goods, 'request-6');
  expect(await balanceOf(pc, PRACTICE_DAY, NEXT)).toEqual(then);
  expect(then.cards).toMatchObject([{ received: 50, closing: 45, movedOut: 5, sold: 5 }]);
});

test('a returned card passes over the till to the 待核 shelf, and is sold no more', async () => {
  const [pc] = await pcsOfOnePoint(1);
  if (pc === undefined) throw new Error('a PC');
  takeIn(pc, 0, 49, 'request-1');
  const made = pc.perform(makeSale, saleOf(0, 4), 'request-2').envelope.payload as {
    sale: string;
    document: string;
  };
  returnCards(pc, made, [run(1, 2)]);
  expect(await balanceOf(pc, PRACTICE_DAY)).toEqual({
    cards: [expect.objectContaining({ dispatched: 2, closing: 45, movedOut: 3, sold: 3 })],
    gaps: [],
  });
});

function returnCards(
  pc: Pc,
  { sale, document: slip }: { sale: string; document: string },
  cards: CardRange[],
): void {
  const id = pc.city.journal.nextId();
  const document = 'QZ1A-20140520-00009';
  appendOwn(
    pc.city,
    {
      type: 'goods.returned',
      payload: {
        ...{ return: id, document, sale, slip, holder: pc.till, shelf: 'check:QZ' },
        cards: cards.map((range) => ({ ...range, count: 2, fen: 5000 as const })),
        ...{
          books: [],
          cardsFen: 10_000,
          booksFen: 0,
          reason: '买多了',
          remark: '',
          pays: 'finance' as const,
        },
        refunds: [{ stream: 'cards', method: 'cash', fen: 10_000 }],
      },
      entities: [
        { kind: 'return', id },
        { kind: 'sale', id: sale },
        { kind: 'document', id: document },
        ...cards.map(({ first, last }) => ({ kind: 'card' as const, first, last })),
      ],
    },
    {
      actor: 'sk01',
      role: 'counter',
      approver: 'zg02',
      businessDay: PRACTICE_DAY,
      request: 'request-return',
    },
  );
}
