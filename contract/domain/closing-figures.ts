import type { z } from 'zod';
import type { figures, moneyLine, receiptLine } from '../events/closing.ts';
import { type CardRange, countCards, mergeRanges } from './card-range.ts';
import type { SaleState } from './folds/sale.ts';
import type { MoneyStream, PaymentMethod } from './payment.ts';
import { moneyStreams } from './payment.ts';
import { refundsOf } from './reversal.ts';
import { numberAfter } from './sale-receipts.ts';

export type MoneyLine = z.infer<typeof moneyLine>;
export type ReceiptLine = z.infer<typeof receiptLine>;
export type Figures = z.infer<typeof figures>;

export interface CourseCards {
  readonly course: string;
  readonly range: CardRange;
}

interface Money {
  readonly stream: MoneyStream;
  readonly method: PaymentMethod;
  readonly fen: number;
}

/** A numbered receipt that left its book. */
export interface UsedReceipt {
  readonly kind: 'fiscal' | 'invoice';
  readonly number: string;
}

/** One thing that changed hands at a PC: goods and money out of a sale, or back by a reversal or a return. */
export interface Dealing {
  readonly kind: 'sale' | 'reversal' | 'return';
  /** Id of the sale it is, or that it takes back. */
  readonly sale: string;
  readonly document: string;
  readonly day: string;
  /** Place along the PC: which shift it belongs to. */
  readonly lamport: number;
  readonly cards: readonly CourseCards[];
  readonly books: number;
  readonly money: readonly Money[];
  readonly receipts: readonly UsedReceipt[];
}

/** What one sale's row tells of: the sale itself, and the reversal that took it back. `sale` is its id. */
export function dealingsOf(sale: string, state: SaleState): readonly Dealing[] {
  const { made, reversed } = state;
  if (made === null) return [];
  const goods = {
    sale,
    cards: made.cards.map(({ course, first, last }) => ({ course, range: { first, last } as CardRange })),
    books: made.books.reduce((sum, { quantity }) => sum + quantity, 0),
    money: refundsOf(made.payments),
    receipts: receiptsOf(state),
  };
  const { businessDay: day, lamport } = state;
  const sold: Dealing = { kind: 'sale', document: made.document, day, lamport, ...goods };
  if (reversed === null) return [sold];
  const { document } = reversed;
  return [sold, { kind: 'reversal', document, day: reversed.day, lamport: reversed.lamport, ...goods }];
}

function receiptsOf({ made, written }: SaleState): readonly UsedReceipt[] {
  return [...(made?.receipts ?? []), ...written].flatMap(({ kind, number }) =>
    kind === 'none' || number === '' ? [] : [{ kind, number }],
  );
}

/** Figures of dealings in any order, but for receipts and papers, which are told by registers of their own. */
export function figuresOf(dealings: readonly Dealing[]): Omit<Figures, 'receipts' | 'documents'> {
  const of = (kind: Dealing['kind']) => dealings.filter((one) => one.kind === kind);
  const out = of('sale');
  const back = [...of('reversal'), ...of('return')];
  return {
    sales: out.length,
    reversals: of('reversal').length,
    returns: of('return').length,
    cards: cardsIn(out) - cardsIn(back),
    books: booksIn(out) - booksIn(back),
    money: moneyLines(out, back),
    soldRanges: merged(out),
    backRanges: merged(back),
  };
}

/** Runs a sheet lists; a till that sells a pile from the middle in all directions would fill a book. */
export const MOST_RUNS = 2_000;

function merged(dealings: readonly Dealing[]): CardRange[] {
  const ranges = dealings.flatMap(({ cards }) => cards.map(({ range }) => range));
  return mergeRanges(ranges).slice(0, MOST_RUNS);
}

function cardsIn(dealings: readonly Dealing[]): number {
  return countCards(dealings.flatMap(({ cards }) => cards.map(({ range }) => range)));
}

function booksIn(dealings: readonly Dealing[]): number {
  return dealings.reduce((sum, { books }) => sum + books, 0);
}

const methods: readonly PaymentMethod[] = ['cash', 'transfer', 'card', 'cheque'];

/** By stream, cards first, and way of payment; ways in which nothing moved are left out. */
function moneyLines(out: readonly Dealing[], back: readonly Dealing[]): MoneyLine[] {
  const [came, went] = [sums(out), sums(back)];
  return moneyStreams.flatMap((stream) =>
    methods.flatMap((method) => {
      const inFen = came.get(`${stream} ${method}`) ?? 0;
      const outFen = went.get(`${stream} ${method}`) ?? 0;
      return inFen === 0 && outFen === 0 ? [] : [{ stream, method, inFen, outFen }];
    }),
  );
}

function sums(dealings: readonly Dealing[]): ReadonlyMap<string, number> {
  const byWay = new Map<string, number>();
  for (const { money } of dealings) {
    for (const { stream, method, fen } of money) {
      const way = `${stream} ${method}`;
      byWay.set(way, (byWay.get(way) ?? 0) + fen);
    }
  }
  return byWay;
}

/** Net cards of each course, as the sales tell it. */
export function soldByCourse(dealings: readonly Dealing[]): ReadonlyMap<string, number> {
  const byCourse = new Map<string, number>();
  for (const { kind, cards } of dealings) {
    for (const { course, range } of cards) {
      const count = countCards([range]) * (kind === 'sale' ? 1 : -1);
      byCourse.set(course, (byCourse.get(course) ?? 0) + count);
    }
  }
  return byCourse;
}

/**
 * Receipts of one kind: numbers used as runs of what is printed on them, and those spoiled, which are no use any more.
 * A number of a reversed sale is spoiled with it. in: `spoiled` by hand. `next` follows the last used or spoiled.
 */
export function receiptLineOf(
  kind: ReceiptLine['kind'],
  used: readonly UsedReceipt[],
  spoiled: readonly UsedReceipt[],
): ReceiptLine | null {
  const numbersOf = (list: readonly UsedReceipt[]) =>
    [...new Set(list.flatMap((one) => (one.kind === kind ? one.number : [])))].toSorted(byPrint);
  const voided = numbersOf(spoiled);
  const good = numbersOf(used).filter((number) => !voided.includes(number));
  const last = [...good, ...voided].toSorted(byPrint).at(-1);
  if (last === undefined) return null;
  const runs = runsOf(good).slice(0, MOST_RECEIPTS);
  return { kind, used: runs, voided: voided.slice(0, MOST_RECEIPTS), next: numberAfter(last) };
}

/** Runs, and spoiled numbers, that one sheet lists. */
const MOST_RECEIPTS = 500;

/** Numbers of one length sort by their text; a longer one is of a later printing. */
function byPrint(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : Number(a > b);
}

function runsOf(numbers: readonly string[]): ReceiptLine['used'] {
  const runs: ReceiptLine['used'] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && numberAfter(run.last) === number) {
      runs[runs.length - 1] = { first: run.first, last: number, count: run.count + 1 };
    } else runs.push({ first: number, last: number, count: 1 });
  }
  return runs;
}
