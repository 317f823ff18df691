import type { z } from 'zod';
import type { figures, moneyLine, receiptLine } from '../events/closing.ts';
import { type CardRange, countCards, mergeRanges } from './card-range.ts';
import type { SaleState } from './folds/sale.ts';
import type { MoneyStream, PaymentMethod } from './payment.ts';
import { moneyStreams } from './payment.ts';
import { refundsOf } from './reversal.ts';

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
  };
  const { businessDay: day, lamport } = state;
  const sold: Dealing = { kind: 'sale', document: made.document, day, lamport, ...goods };
  if (reversed === null) return [sold];
  const { document } = reversed;
  return [sold, { kind: 'reversal', document, day: reversed.day, lamport: reversed.lamport, ...goods }];
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

/** Runs, and spoiled numbers, that one sheet lists. */
const MOST_RECEIPTS = 500;

/** Receipts as a sheet can list them: no day of one PC comes near the limit, and a closing must never fail for it. */
export function listable(lines: readonly ReceiptLine[]): ReceiptLine[] {
  return lines.map((line) => ({
    ...line,
    used: line.used.slice(0, MOST_RECEIPTS),
    voided: line.voided.slice(0, MOST_RECEIPTS),
  }));
}
