import { expect, test } from 'vitest';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import { describeStock } from '../../contract/domain/card-range.ts';
import { type AcceptGoods, acceptGoods } from '../../electron/engine/commands/accept-goods.ts';
import { type DispatchGoods, dispatchGoods } from '../../electron/engine/commands/dispatch-goods.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { receiveTextbooks } from '../../electron/engine/commands/receive-textbooks.ts';
import { dropHeld, holdSale } from '../../electron/engine/held/held-sales.ts';
import { createProjections } from '../../electron/engine/projections/project.ts';
import { rebuild } from '../../electron/engine/projections/rebuild.ts';
import { booksInHand } from '../../electron/engine/queries/book-stock.ts';
import { runsHeldBy } from '../../electron/engine/queries/card-stock.ts';
import { whyNotSellable } from '../../electron/engine/queries/card-story.ts';
import { transfersUnderWay } from '../../electron/engine/queries/stock.ts';
import { practiceSeat, refusalOf, saleOf } from './city.ts';
import { eventsOf } from './devices.ts';
import { dumpTables } from './tables.ts';
import { deliver, type Pc, pcsOfOnePoint } from './two-pcs.ts';

const BOOK = '2014-xxaq-book';
const STORE = 'store:QZ';
const card = (index: number) => `04507201400000${1000 + index}` as CardNumber;
const run = (first: number, last = first) => ({ first: card(first), last: card(last) });

/** PC 1 has cards 0 to 99 in its till and ten books. */
async function stocked(): Promise<readonly [Pc, Pc]> {
  const [one, two] = await pcsOfOnePoint(2);
  if (one === undefined || two === undefined) throw new Error('two PCs were asked for');
  one.perform(receiveCards, { course: '2014-xxaq', note: 'N1', ranges: [run(0, 99)] }, 'take-in');
  one.perform(receiveTextbooks, { textbook: BOOK, note: 'N1', quantity: 10 }, 'books-in');
  return [one, two];
}

function send(pc: Pc, goods: Partial<DispatchGoods> & { destination: string }, request = 'send-1') {
  const whole: DispatchGoods = { from: 'till', cards: [], books: [], ...goods };
  const made = pc.perform(dispatchGoods(whole), whole, request);
  return made.envelope.payload as { transfer: string; document: string };
}

function take(
  pc: Pc,
  goods: Partial<AcceptGoods> & { transfer: string },
  request = 'take-1',
  actor = 'sk02',
) {
  const whole: AcceptGoods = { as: 'addressee', cards: [], books: [], ...goods };
  return pc.perform(acceptGoods(whole), whole, request, actor).envelope;
}

const held = ({ city }: Pc, holder: string) => describeStock(runsHeldBy(city.db, holder));
const underWay = ({ city }: Pc) => transfersUnderWay(city.db, city.world.timers, city.journal.identity);
const sellOne = (pc: Pc, index: number, request: string) =>
  refusalOf(() => pc.perform(makeSale, { ...saleOf(0), cards: [run(index)] }, request));

test('cards put aside for a customer are not sent to another till, and it says for whom they wait', async () => {
  const [one, two] = await stocked();
  const about = { person: 'sk01', day: '2014-05-20', at: 0, title: '钦州市第一中学 3 张', form: '' };
  holdSale(one.city.db, { id: 'form-0001', cards: [run(3, 5)], ...about });
  const sending = (request: string) => () =>
    send(one, { destination: two.till, cards: [run(0, 9)] }, request);
  expect(refusalOf(sending('send-1'))).toBe('CARD_HELD');
  expect(sending('send-1')).toThrow(/钦州市第一中学 3 张/);
  dropHeld(one.city.db, 'form-0001');
  expect(refusalOf(sending('send-2'))).toBe('done');
});

test('a card is in one place at a time: sent it can be sold by nobody, accepted only by the receiver', async () => {
  const [one, two] = await stocked();
  const { transfer } = send(one, { destination: two.till, cards: [run(0, 9)] });
  expect(held(one, one.till)).toBe(`${card(10)}–${card(99)}`);
  deliver(one, two);
  expect([sellOne(one, 0, 'sale-1'), sellOne(two, 0, 'sale-2')]).toEqual(['CARD', 'CARD']);
  take(two, { transfer, cards: [run(0, 9)] });
  deliver(two, one);
  expect(held(two, two.till)).toBe(`${card(0)}–${card(9)}`);
  expect([sellOne(one, 0, 'sale-3'), sellOne(two, 0, 'sale-4')]).toEqual(['CARD', 'done']);
  expect(await underWay(one)).toEqual([]);
});

test('the story of a card under way names who sent it, when, from where and to where', async () => {
  const [one, two] = await stocked();
  const { document } = send(one, { destination: two.till, cards: [run(3)] });
  deliver(one, two);
  expect(whyNotSellable(two.city.db, card(3), two.till, '2014-xxaq')).toBe(
    `${card(3)} 在途：韦小兰 于 2014-05-20 从财务办1号机钱柜发往本机钱柜（单号 ${document}），尚未签收`,
  );
  expect(whyNotSellable(two.city.db, card(4), two.till, '2014-xxaq')).toBe(
    `${card(4)} 在财务办1号机钱柜，不在本机钱柜`,
  );
});

test('only what lies unsold in the sender’s hands can be sent, with the reason for what does not', async () => {
  const [one, two] = await stocked();
  one.perform(makeSale, { ...saleOf(0), cards: [run(5)] }, 'sale-1');
  const tell = (goods: Partial<DispatchGoods>) =>
    refusalOf(() => send(one, { destination: two.till, ...goods }, 'send-x'));
  expect(tell({ cards: [run(4, 6)] })).toBe('CARD');
  expect(tell({ cards: [run(99, 100)] })).toBe('CARD');
  expect(tell({ from: 'store', cards: [run(0)] })).toBe('CARD');
  expect(tell({ cards: [run(0, 3), run(2, 4)] })).toBe('TWICE');
  expect(tell({ books: [{ textbook: BOOK, quantity: 11 }] })).toBe('BOOKS');
  expect(tell({ books: [{ textbook: BOOK, quantity: 0 }] })).toBe('QUANTITY');
  expect(tell({ books: [{ textbook: '2013-xxaq-book', quantity: 1 }] })).toBe('TEXTBOOK');
  expect(tell({})).toBe('EMPTY');
  expect(tell({ destination: one.till, cards: [run(0)] })).toBe('DESTINATION');
  expect(tell({ destination: 'point:LS', cards: [run(0)] })).toBe('DESTINATION');
  expect(tell({ destination: `till:${'e'.repeat(32)}`, cards: [run(0)] })).toBe('DESTINATION');
  expect(await underWay(one)).toEqual([]);
});

test('short cards are named, stay in transit with their sender and age, and are accepted later', async () => {
  const [one, two] = await stocked();
  const { transfer, document } = send(one, { destination: two.till, cards: [run(0, 9)] });
  deliver(one, two);
  const { payload } = take(two, { transfer, cards: [run(0, 4), run(6, 8)] });
  expect(payload).toMatchObject({ short: [run(5), run(9)], ranges: [run(0, 4), run(6, 8)] });
  two.perform(openDay, { day: '2014-05-23' }, 'later');
  expect(await underWay(two)).toMatchObject([
    {
      document,
      sentBy: '韦小兰',
      sentDay: '2014-05-20',
      days: 3,
      short: true,
      cards: 2,
      cardText: `${card(5)}–${card(9)}, 缺 ${card(6)}–${card(8)}`,
    },
  ]);
  expect(sellOne(two, 5, 'sale-1')).toBe('CARD');
  take(two, { transfer, cards: [run(5)] }, 'take-2');
  expect(await underWay(two)).toMatchObject([{ cards: 1, cardText: card(9) }]);
  deliver(two, one);
  take(one, { transfer, as: 'sender', cards: [run(9)] }, 'back');
  deliver(one, two);
  expect([await underWay(one), await underWay(two)]).toEqual([[], []]);
  expect(held(one, one.till)).toBe(`${card(9)}–${card(99)}`);
  expect(held(two, two.till)).toBe(`${card(0)}–${card(8)}`);
});

test('books go by count: what came short stays in transit, and a second 签收 by the same till adds to the first', async () => {
  const [one, two] = await stocked();
  const { transfer } = send(one, { destination: two.till, books: [{ textbook: BOOK, quantity: 6 }] });
  deliver(one, two);
  const books = (pc: Pc, holder: string) => booksInHand(pc.city.db, holder, BOOK);
  expect([books(two, one.till), books(two, two.till), books(two, `transit:${transfer}`)]).toEqual([4, 0, 6]);
  const { payload } = take(two, { transfer, books: [{ textbook: BOOK, quantity: 4 }] });
  expect(payload).toMatchObject({ quantity: 4, short: 2 });
  const more = { transfer, books: [{ textbook: BOOK, quantity: 3 }] };
  expect(refusalOf(() => take(two, more, 'take-2'))).toBe('BOOKS');
  take(two, { transfer, books: [{ textbook: BOOK, quantity: 1 }] }, 'take-3');
  deliver(two, one);
  take(one, { transfer, as: 'sender', books: [{ textbook: BOOK, quantity: 1 }] }, 'back');
  deliver(one, two);
  for (const pc of [one, two]) {
    expect([books(pc, one.till), books(pc, two.till), books(pc, `transit:${transfer}`)]).toEqual([5, 5, 0]);
  }
});

test('cards and books of one transfer: one paper each way, whichever of the two comes short', async () => {
  const [one, two] = await stocked();
  const goods = { cards: [run(0, 1)], books: [{ textbook: BOOK, quantity: 2 }] };
  const { transfer, document } = send(one, { destination: two.till, ...goods });
  deliver(one, two);
  const first = take(two, { transfer, books: [{ textbook: BOOK, quantity: 2 }] });
  expect(first.type).toBe('textbooks.accepted');
  expect(await underWay(two)).toMatchObject([{ cards: 2, books: [], short: true }]);
  take(two, { transfer, cards: [run(0, 1)] }, 'take-2');
  expect(await underWay(two)).toEqual([]);
  const papers = two.city.db
    .prepare("SELECT json_array_length(state, '$.claims') FROM document WHERE id = ? OR id LIKE 'QZ2%'")
    .pluck()
    .all(document);
  expect(papers).toEqual([1, 1, 1]);
});

test('nobody but the addressed till accepts, and nobody but the sender takes back', async () => {
  const [one, two, three] = await pcsOfOnePoint(3);
  if (one === undefined || two === undefined || three === undefined) throw new Error('three PCs');
  one.perform(receiveCards, { course: '2014-xxaq', note: 'N1', ranges: [run(0, 9)] }, 'take-in');
  const { transfer } = send(one, { destination: two.till, cards: [run(0, 9)] });
  deliver(one, two);
  deliver(one, three);
  const tries = [
    refusalOf(() => take(three, { transfer, cards: [run(0, 9)] })),
    refusalOf(() => take(three, { transfer, as: 'sender', cards: [run(0, 9)] }, 'take-2')),
    refusalOf(() => take(two, { transfer, as: 'sender', cards: [run(0, 9)] }, 'take-3')),
    refusalOf(() => take(one, { transfer, cards: [run(0, 9)] }, 'take-4')),
  ];
  expect(tries).toEqual(Array.from({ length: 4 }, () => 'NOT_YOURS'));
  take(one, { transfer, as: 'sender', cards: [run(0, 9)] }, 'back');
  expect(held(one, one.till)).toBe(`${card(0)}–${card(9)}`);
});

test('the store-room is everybody’s at the point: any PC accepts into it and draws from it', async () => {
  const [one, two] = await stocked();
  const { transfer } = send(one, {
    destination: STORE,
    cards: [run(0, 9)],
    books: [{ textbook: BOOK, quantity: 3 }],
  });
  deliver(one, two);
  take(two, { transfer, cards: [run(0, 9)], books: [{ textbook: BOOK, quantity: 3 }] });
  expect(held(two, STORE)).toBe(`${card(0)}–${card(9)}`);
  expect(sellOne(two, 0, 'sale-1')).toBe('CARD');
  const drawn = send(two, { from: 'store', destination: two.till, cards: [run(0, 4)] }, 'send-2');
  take(two, { transfer: drawn.transfer, cards: [run(0, 4)] }, 'take-2');
  deliver(two, one);
  expect([held(one, STORE), held(one, two.till)]).toEqual([`${card(5)}–${card(9)}`, `${card(0)}–${card(4)}`]);
  expect(booksInHand(one.city.db, STORE, BOOK)).toBe(3);
});

test('an intake goes to the own till or the store-room by choice', async () => {
  const [one] = await stocked();
  const into = 'store' as const;
  one.perform(receiveCards, { course: '2014-xxaq', note: 'N2', into, ranges: [run(200, 209)] }, 'take-in-2');
  one.perform(receiveTextbooks, { textbook: BOOK, note: 'N2', into, quantity: 7 }, 'books-in-2');
  expect(held(one, STORE)).toBe(`${card(200)}–${card(209)}`);
  expect([booksInHand(one.city.db, STORE, BOOK), booksInHand(one.city.db, one.till, BOOK)]).toEqual([7, 10]);
});

test('a card that is not in the transfer, twice, or accepted already, and an empty count, are refused', async () => {
  const [one, two] = await stocked();
  const { transfer } = send(one, { destination: two.till, cards: [run(0, 9)] });
  deliver(one, two);
  const tell = (goods: Partial<AcceptGoods>, request: string) =>
    refusalOf(() => take(two, { transfer, ...goods }, request));
  expect(tell({ cards: [run(9, 10)] }, 'x-1')).toBe('CARD');
  expect(tell({ cards: [run(0, 3), run(3, 5)] }, 'x-2')).toBe('TWICE');
  expect(tell({}, 'x-3')).toBe('EMPTY');
  expect(tell({ books: [{ textbook: BOOK, quantity: 1 }] }, 'x-4')).toBe('BOOKS');
  expect(tell({ transfer: 'A-aaaaaaaaaaaa.1' }, 'x-5')).toBe('TRANSFER');
  take(two, { transfer, cards: [run(0, 4)] });
  expect(tell({ cards: [run(4, 5)] }, 'x-6')).toBe('CARD');
});

test('the same press again moves nothing a second time', async () => {
  const [one, two] = await stocked();
  const first = send(one, {
    destination: two.till,
    cards: [run(0, 9)],
    books: [{ textbook: BOOK, quantity: 1 }],
  });
  const events = eventsOf(one.city).length;
  const again = send(one, {
    destination: two.till,
    cards: [run(0, 9)],
    books: [{ textbook: BOOK, quantity: 1 }],
  });
  expect([again, eventsOf(one.city).length]).toEqual([first, events]);
  deliver(one, two);
  const { transfer } = first;
  const taken = take(two, { transfer, cards: [run(0, 9)] });
  const count = eventsOf(two.city).length;
  expect(take(two, { transfer, cards: [run(0, 9)] })).toEqual(taken);
  expect(eventsOf(two.city)).toHaveLength(count);
});

test('both PCs fold the moves to the same tables, in whatever order they hear of them, and after a rebuild', async () => {
  const [one, two] = await stocked();
  const { transfer } = send(one, {
    destination: two.till,
    cards: [run(0, 9)],
    books: [{ textbook: BOOK, quantity: 4 }],
  });
  deliver(one, two);
  take(two, { transfer, cards: [run(0, 4)], books: [{ textbook: BOOK, quantity: 3 }] });
  deliver(two, one);
  take(one, { transfer, as: 'sender', cards: [run(5, 9)], books: [{ textbook: BOOK, quantity: 1 }] }, 'back');
  deliver(one, two);
  expect(dumpTables(two.city.db)).toBe(dumpTables(one.city.db));
  const { db, journal, world } = one.city;
  const before = dumpTables(db);
  createProjections(db, journal).refold({ kind: 'transfer', id: transfer });
  await rebuild(db, journal, world.timers, () => {});
  expect(dumpTables(db)).toBe(before);
});

test('a point with one PC never sees 领用: no store-room, nothing to send', async () => {
  const { seat } = await practiceSeat();
  const goods: DispatchGoods = { from: 'till', destination: STORE, cards: saleOf(0).cards, books: [] };
  expect(refusalOf(() => seat.perform(dispatchGoods(goods), goods, 'request-1'))).toBe('ONE_PC');
  const intake = { course: '2014-xxaq', note: 'N1', into: 'store' as const, ranges: [run(0, 1)] };
  expect(refusalOf(() => seat.perform(receiveCards, intake, 'request-2'))).toBe('ONE_PC');
});
