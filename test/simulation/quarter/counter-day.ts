import type { CardRange } from '../../../contract/domain/card-range.ts';
import { acceptGoods } from '../../../electron/engine/commands/accept-goods.ts';
import type { Command } from '../../../electron/engine/commands/command.ts';
import { type DispatchGoods, dispatchGoods } from '../../../electron/engine/commands/dispatch-goods.ts';
import { issueBook } from '../../../electron/engine/commands/issue-book.ts';
import { makeSale } from '../../../electron/engine/commands/make-sale.ts';
import { printPaper } from '../../../electron/engine/commands/print-paper.ts';
import { receiveCards } from '../../../electron/engine/commands/receive-cards.ts';
import { receiveTextbooks } from '../../../electron/engine/commands/receive-textbooks.ts';
import { reverseSale } from '../../../electron/engine/commands/reverse-sale.ts';
import { voidReceipts } from '../../../electron/engine/commands/void-receipts.ts';
import { writeReceipt } from '../../../electron/engine/commands/write-receipt.ts';
import { tillOf } from '../../../electron/engine/journal/identity.ts';
import { Refusal } from '../../../electron/engine/problem.ts';
import type { FaultPoint } from '../../../electron/engine/world.ts';
import { cardText } from '../card-text.ts';
import type { Chance } from '../chance.ts';
import { leftOf } from './given-back.ts';
import type { Form, QuarterPc } from './pc.ts';
import { cashIn, type Kind, kindOf, type Paid, type Sold, type Stream, type Till } from './till.ts';

export const COURSE = '2014-xxaq';
export const BOOK = '2014-xxaq-book';
const POINTS: readonly FaultPoint[] = [
  'command.begun',
  'event.appended',
  'tables.folded',
  'command.committed',
];

export interface Transfer {
  readonly id: string;
  readonly to: number;
  readonly cards: readonly number[];
  readonly copies: number;
  readonly facts: number;
  accepted: boolean;
}

/** One PC with what the model knows of it. */
export interface Place {
  readonly pc: QuarterPc;
  readonly till: Till;
}

export interface Point {
  readonly chance: Chance;
  readonly places: readonly Place[];
  readonly transfers: Transfer[];
  /** Cards of the point so far: no number comes twice. */
  cards: number;
  readonly same: (what: string, shown: unknown, known: unknown) => void;
  /** Run after each deed; spoils something in a test of the test. */
  readonly sabotage: (pc: QuarterPc) => void;
  readonly happened: (what: string) => void;
  /** Whether news of this transfer came to that PC. */
  readonly knows: (pc: number, transfer: Transfer) => boolean;
}

/** Presses a form, sometimes through a crash, and holds its paper's number against the model's. */
export async function press<I>(point: Point, { pc, till }: Place, form: Form<I>, paper = true) {
  const { chance, same, happened } = point;
  const fault = chance.oneIn(16)
    ? ({ kind: 'dies', at: chance.pick(POINTS) } as const)
    : chance.oneIn(16)
      ? ({ kind: 'full', pages: chance.below(3) } as const)
      : null;
  const made = await pc.press(form, fault);
  const payload = made.envelope.payload as Readonly<Record<string, unknown>>;
  if (paper) same(`number of ${made.envelope.type}`, payload['document'], till.paper());
  same(`business day of ${made.envelope.type}`, made.envelope.businessDay, till.day);
  happened(made.envelope.type);
  point.sabotage(pc);
  return payload;
}

function form<I>(command: Command<I>, input: I, more: Partial<Form<I>> = {}): Form<I> {
  return { command, prepare: () => input, ...more };
}

/** One thing a clerk does over the day. */
export async function someDeed(point: Point, place: Place): Promise<void> {
  await stockUp(point, place);
  const dice = point.chance.below(100);
  if (dice < 56) await sell(point, place);
  else if (dice < 70) await reverse(point, place);
  else if (dice < 78) await writeOwed(point, place);
  else if (dice < 83) await spoil(point, place);
  else if (dice < 92) await send(point, place);
  else await accept(point, place);
}

export async function stockUp(point: Point, place: Place): Promise<void> {
  const { till } = place;
  if (till.shelf.size < 25) {
    const cards = Array.from({ length: 40 }, () => ++point.cards);
    const input = { course: COURSE, note: `N${point.cards}`, ranges: rangesOf(cards) };
    await press(point, place, form(receiveCards, input));
    till.receive(cards);
  }
  if (till.copies < 12) {
    const input = { textbook: BOOK, note: 'N2', quantity: 30 };
    await press(point, place, form(receiveTextbooks, input));
    till.copies += 30;
    till.wrote(true);
  }
  for (const kind of ['fiscal', 'invoice'] as const) await issue(point, place, kind);
}

async function issue(point: Point, place: Place, kind: Kind): Promise<void> {
  const { till } = place;
  const register = till.registers[kind];
  if (register.next() !== null) return;
  const [first, last] = [register.issued + 1, register.issued + 25];
  const input = { kind, first: till.number(kind, first), last: till.number(kind, last) };
  await press(point, place, form(issueBook, input), false);
  register.issued = last;
}

export async function sell(point: Point, place: Place, crash = true): Promise<void> {
  const { chance } = point;
  const { till } = place;
  const shelf = [...till.shelf].sort((a, b) => a - b);
  const count = Math.min(shelf.length, chance.oneIn(6) ? 0 : 1 + chance.below(4));
  const from = chance.below(shelf.length - count + 1);
  const cards = shelf.slice(from, from + count);
  const copies = count === 0 || chance.oneIn(3) ? Math.min(till.copies, 1 + chance.below(3)) : 0;
  if (cards.length + copies === 0) return;
  const due = [
    { stream: 'cards' as const, fen: 5000 * cards.length },
    { stream: 'books' as const, fen: 1500 * copies },
  ].filter(({ fen }) => fen > 0);
  const paid = due.flatMap(({ stream, fen }) => paidFor(chance, stream, fen));
  const receipts = new Map(due.map(({ stream }) => [stream, chance.oneIn(4) ? null : nextOf(till, stream)]));
  const input = {
    ...{
      buyer: { kind: 'person' as const, area: '市直' },
      outside: '',
      course: COURSE,
      cards: rangesOf(cards),
    },
    books: copies === 0 ? [] : [{ textbook: BOOK, quantity: copies }],
    payments: paid.map((one) => ({
      ...one,
      reference: one.method === 'cash' ? '' : 'LS-1',
      tendered: one.method === 'cash' ? one.fen + 500 : null,
    })),
    receipts: [...receipts].map(([stream, number]) => receiptIn(till, stream, number)),
  };
  const quiet = { ...point, chance: { ...chance, oneIn: () => false } };
  const { sale, document } = await press(crash ? point : quiet, place, form(makeSale, input));
  const known = { id: String(sale), document: String(document), day: till.day };
  till.sell({ ...known, cards, copies, paid, receipts, backs: [], reversed: false });
}

function receiptIn(till: Till, stream: Stream, number: number | null) {
  const text = number === null ? '' : till.number(kindOf(stream), number);
  return stream === 'cards'
    ? { stream, kind: number === null ? ('none' as const) : ('fiscal' as const), number: text }
    : { stream, kind: number === null ? ('none' as const) : ('invoice' as const), number: text };
}

function nextOf(till: Till, stream: Stream): number | null {
  return till.registers[kindOf(stream)].next();
}

function paidFor(chance: Chance, stream: Stream, fen: number): Paid[] {
  const cut = chance.oneIn(4) ? 100 * (1 + chance.below(14)) : 0;
  const methods = chance.pick([
    ['cash', 'transfer'],
    ['cash', 'cheque'],
    ['transfer', 'cash'],
    ['cash', 'cash'],
  ] as const);
  const lines = methods.map((method, index) => ({ stream, method, fen: index === 0 ? fen - cut : cut }));
  return lines.filter((line) => line.fen > 0);
}

/** A sale of an earlier day can't be taken back: its figures are closed, or will be with what they are. */
async function tryOld(point: Point, place: Place): Promise<void> {
  const old = soldBy(place.till).filter((sold) => sold.day < place.till.day && isWhole(sold));
  if (old.length === 0 || !point.chance.oneIn(3)) return;
  const input = { sale: point.chance.pick(old).id, reason: '卡号录错' as const, remark: '' };
  const tried = await attempt(() => place.pc.press(form(reverseSale, input, { approver: 'zg02' }), null));
  point.same('reversal of an earlier day', tried, 'REVERSAL_LATER_DAY');
}

/** out: `done`, or the code of the refusal. */
export async function attempt(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.problem.code;
    throw error;
  }
}

async function reverse(point: Point, place: Place): Promise<void> {
  const { till } = place;
  await tryOld(point, place);
  // Nobody gives back cash that does not lie there any more.
  const fresh = soldBy(till).filter(
    (sold) => sold.day === till.day && isWhole(sold) && cashIn(sold) <= till.drawer,
  );
  if (fresh.length === 0) return sell(point, place);
  const sold = point.chance.pick(fresh);
  const input = { sale: sold.id, reason: '卡号录错' as const, remark: '' };
  await press(point, place, form(reverseSale, input, { approver: 'zg02' }));
  till.reverse(sold);
}

const isWhole = ({ reversed, backs }: Sold) => !reversed && backs.every(({ givenBack }) => givenBack);

export async function writeOwed(point: Point, place: Place): Promise<void> {
  const { till } = place;
  const owed = soldBy(till).flatMap((sold) =>
    sold.reversed
      ? []
      : [...sold.receipts].flatMap(([stream, number]) => (number === null ? [{ sold, stream }] : [])),
  );
  if (owed.length === 0) return;
  const { sold, stream } = point.chance.pick(owed);
  const number = nextOf(till, stream);
  if (number === null) return;
  const input = { sale: sold.id, stream, number: till.number(kindOf(stream), number) };
  const left = leftOf(sold);
  if ((stream === 'cards' ? left.cards.length : left.copies) === 0) {
    const tried = await attempt(() => place.pc.press(form(writeReceipt, input), null));
    return point.same('receipt for what came back', tried, 'RECEIPT_NOT_OWED');
  }
  await press(point, place, form(writeReceipt, input), false);
  till.write(sold, stream, number);
}

export function soldBy(till: Till): Sold[] {
  return till.deals.filter(({ kind }) => kind === 'sale').map(({ sold }) => sold);
}

export async function spoil(point: Point, place: Place): Promise<void> {
  const { till } = place;
  const kind = point.chance.pick(['fiscal', 'invoice'] as const);
  const number = till.registers[kind].next();
  if (number === null) return;
  const text = till.number(kind, number);
  const input = { kind, runs: [{ first: text, last: text }], reason: '污损' as const };
  await press(point, place, form(voidReceipts, input), false);
  till.spoil(kind, number);
}

async function send(point: Point, place: Place): Promise<void> {
  const { chance, places, transfers } = point;
  const { pc, till } = place;
  const to = chance.pick(places.filter((other) => other !== place));
  const cards = [...till.shelf].filter(() => chance.oneIn(5)).slice(0, 8);
  const copies = chance.oneIn(3) ? Math.min(till.copies, 1 + chance.below(4)) : 0;
  if (cards.length + copies === 0) return;
  const input: DispatchGoods = {
    from: 'till',
    destination: tillOf(to.pc.city.journal.identity),
    cards: rangesOf(cards),
    books: copies === 0 ? [] : [{ textbook: BOOK, quantity: copies }],
  };
  const { transfer } = await press(point, place, form(dispatchGoods(input), input));
  const id = String(transfer);
  const facts = pc.city.journal.lookups.ofEntity('transfer', id).length;
  transfers.push({ id, to: to.pc.number, cards, copies, facts, accepted: false });
  till.send(cards, copies);
}

async function accept(point: Point, place: Place): Promise<void> {
  const { pc, till } = place;
  const waiting = point.transfers.find(
    (one) => one.to === pc.number && !one.accepted && point.knows(pc.number, one),
  );
  if (waiting === undefined) return sell(point, place);
  const input = {
    transfer: waiting.id,
    as: 'addressee' as const,
    cards: rangesOf(waiting.cards),
    books: waiting.copies === 0 ? [] : [{ textbook: BOOK, quantity: waiting.copies }],
  };
  await press(point, place, form(acceptGoods(input), input));
  waiting.accepted = true;
  till.copies += waiting.copies;
  till.come('accepted', waiting.cards);
}

/** Prints some slip of the day: a thing that is written and changes no figure. */
export async function printSome(place: Place): Promise<void> {
  const sold = soldBy(place.till).at(-1);
  if (sold !== undefined) await place.pc.press(form(printPaper, { document: sold.document }), null);
}

export function rangesOf(cards: readonly number[]): CardRange[] {
  return cards.map((card) => ({ first: cardText(card), last: cardText(card) }));
}
