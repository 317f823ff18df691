import type { z } from 'zod';
import { receiptNumber, type registerKind } from '../events/registers.ts';
import { type CardNumber, compareCards } from './card-number.ts';
import { type CardRange, makeRange, mergeRanges, overlap, rangeCount, subtract } from './card-range.ts';
import { RETURNED } from './folds/registers.ts';
import type { MoneyStream } from './payment.ts';
import { fail, ok, type Result } from './result.ts';
import { numberAfter, type SaleReceipt, tidyReceiptNumber } from './sale-receipts.ts';

/** 财政票据 or 发票: each has books of its own (domain.md §3). */
export type RegisterKind = z.infer<typeof registerKind>;
export const kindFor = { cards: 'fiscal', books: 'invoice' } as const satisfies Record<
  MoneyStream,
  RegisterKind
>;

/** Consecutive numbers as printed, both ends included. */
export type NumberRun = { readonly first: string; readonly last: string };

/** Why a receipt is spoiled by hand. 跳号 is for numbers nobody wrote on: a page too many was turned. */
export const SKIPPED = '跳号';
export const voidReasons = ['填写错误', '打印错位', '污损', '缺联缺页', SKIPPED] as const;
export type VoidReason = (typeof voidReasons)[number];

/** Most numbers of one book: more is a typing slip. */
const MOST_IN_BOOK = 10_000;

export type RunProblem = 'format' | 'width' | 'prefix' | 'reversed' | 'too-many';

/** Numbers count along their last figures whatever stands in front, so the rules of card runs are theirs too. */
function asRange({ first, last }: NumberRun): CardRange {
  return { first: first as CardNumber, last: last as CardNumber };
}

const alone = (number: string) => asRange({ first: number, last: number });

/** A number as typed, tidied; null where it can be none: letters, hyphens and figures, a figure at the end. */
export function parseReceiptNumber(text: string): string | null {
  const number = tidyReceiptNumber(text);
  return receiptNumber.safeParse(number).success ? number : null;
}

/** The run of a book from its two ends as typed; at most 10,000 numbers of one width and one prefix. */
export function parseRun(first: string, last: string): Result<NumberRun, RunProblem> {
  const [from, to] = [parseReceiptNumber(first), parseReceiptNumber(last)];
  if (from === null || to === null) return fail('format');
  const range = makeRange(from as CardNumber, to as CardNumber);
  if (!range.ok) return range;
  return rangeCount(range.value) > MOST_IN_BOOK ? fail('too-many') : ok(range.value);
}

export function countOf(run: NumberRun): number {
  return rangeCount(asRange(run));
}

export function isInRun(run: NumberRun, number: string): boolean {
  return overlap(asRange(run), alone(number)) !== null;
}

/** The numbers both runs hold. Also of two kinds: a number printed once stands for one stream only. */
export function sharedNumbers(a: NumberRun, b: NumberRun): NumberRun | null {
  return overlap(asRange(a), asRange(b));
}

/** Numbers as runs, in order; adjacent ones joined. */
export function runsOf(numbers: readonly string[]): readonly (NumberRun & { readonly count: number })[] {
  return mergeRanges(numbers.map(alone)).map((run) => ({ ...run, count: rangeCount(run) }));
}

/** `0012301–0012340；0012345`, or 无. */
export function runsInWords(runs: readonly NumberRun[]): string {
  return runs.map(({ first, last }) => (first === last ? first : `${first}–${last}`)).join('；') || '无';
}

/** The lowest number of a book that has neither been used nor voided; null when none is left. */
export function nextIn(book: NumberRun, gone: ReadonlySet<string>): string | null {
  let next: string | null = book.first;
  while (next !== null && gone.has(next)) next = next === book.last ? null : numberAfter(next);
  return next;
}

/** What would be jumped over if this number of the book were used now. */
export function skippedBefore(
  book: NumberRun,
  gone: ReadonlySet<string>,
  number: string,
): readonly NumberRun[] {
  const before = { first: book.first, last: number };
  return subtract(asRange(before), [...[...gone].map(alone), alone(number)]);
}

/** A book as the rules see it: `here` is the till that asks. */
export type Book = NumberRun & { readonly kind: RegisterKind; readonly here: boolean };

export type NumberProblem =
  | { readonly kind: 'format' | 'no-book' | 'outside' | 'other-kind' | 'elsewhere' | 'gone' }
  | { readonly kind: 'skips'; readonly next: string; readonly runs: readonly NumberRun[] };

/**
 * Whether a number may be used now: it must be the next of a book of its kind at this till. out: null when it is, else
 * what is wrong. in: `goneIn` gives the used and voided numbers of a book; read for one book at most.
 */
export function whyNotNext<B extends Book>(
  kind: RegisterKind,
  number: string,
  books: readonly B[],
  goneIn: (book: B) => ReadonlySet<string>,
): NumberProblem | null {
  if (parseReceiptNumber(number) !== number) return { kind: 'format' };
  if (!books.some((book) => book.kind === kind && book.here)) return { kind: 'no-book' };
  const holding = books.filter((book) => isInRun(book, number));
  const own = holding.find((book) => book.kind === kind && book.here);
  if (own === undefined) {
    const [first] = holding;
    if (first === undefined) return { kind: 'outside' };
    return { kind: holding.some((book) => book.kind === kind) ? 'elsewhere' : 'other-kind' };
  }
  const gone = goneIn(own);
  if (gone.has(number)) return { kind: 'gone' };
  const next = nextIn(own, gone);
  return next === number || next === null
    ? null
    : { kind: 'skips', next, runs: skippedBefore(own, gone, number) };
}

/** A receipt that left its book: the sales it was written for, and whether it is 作废. */
export interface Gone {
  readonly number: string;
  readonly uses: readonly { readonly sale: string; readonly device: string }[];
  readonly voided: { readonly reason: string; readonly device: string } | null;
}

/** Uses that stand. A voided receipt was spoiled with its use, so one use of it is none. */
function standing({ uses, voided }: Gone): number {
  return voided === null ? uses.length : Math.max(0, uses.length - 1);
}

const hasLeft = ({ uses, voided }: Gone) => uses.length > 0 || voided !== null;

export interface Balance {
  readonly issued: number;
  readonly used: number;
  readonly voided: number;
  readonly remaining: number;
  /** used + voided + remaining - issued: 0 in a sound register. */
  readonly off: number;
  /** The numbers by which it is off: two papers under one number. */
  readonly twice: readonly string[];
}

/** Gapless: issued = used + 作废 + remaining, unless one number stands on two papers. in: what left the book. */
export function balanceOf(book: NumberRun, receipts: readonly Gone[]): Balance {
  const own = receipts.filter((one) => hasLeft(one) && isInRun(book, one.number));
  const issued = countOf(book);
  const used = own.reduce((sum, one) => sum + standing(one), 0);
  const voided = own.filter((one) => one.voided !== null).length;
  const remaining = issued - new Set(own.map(({ number }) => number)).size;
  const twice = own.filter((one) => standing(one) + Number(one.voided !== null) > 1);
  return {
    ...{ issued, used, voided, remaining },
    off: used + voided + remaining - issued,
    twice: twice.map(({ number }) => number),
  };
}

/**
 * Receipts of a book that another PC wrote or spoiled: the book lies in one till, so somebody took a wrong number. One
 * that came back with returned goods became 作废 wherever it was brought.
 */
export function strangersIn(receipts: readonly Gone[], device: string): readonly string[] {
  return receipts
    .filter(({ uses, voided }) => {
      const byHand = voided === null || voided.reason === RETURNED ? [] : [voided];
      return [...uses, ...byHand].some((one) => one.device !== device);
    })
    .map(({ number }) => number);
}

/** Pairs of books that hold the same numbers, whichever kind they are of. */
export function overlapsAmong<B extends NumberRun>(
  books: readonly B[],
): readonly { readonly books: readonly [B, B]; readonly numbers: NumberRun }[] {
  const sorted = books.toSorted((a, b) => compareCards(a.first as CardNumber, b.first as CardNumber));
  return sorted.flatMap((book, at) => {
    const after = sorted.slice(at + 1);
    const apart = after.findIndex((other) => sharedNumbers(book, other) === null);
    return (apart < 0 ? after : after.slice(0, apart)).flatMap((other) => {
      const numbers = sharedNumbers(book, other);
      return numbers === null ? [] : [{ books: [book, other] as const, numbers }];
    });
  });
}

type Written = Pick<SaleReceipt, 'stream' | 'number'> & { readonly kind: string };

/**
 * The receipt that stands for each stream: the last one written whose number is not 作废, else 暂不开. in: those of the
 * sale itself and those written after it.
 */
export function receiptsNow(
  made: readonly SaleReceipt[],
  written: readonly Written[],
  isVoided: (kind: RegisterKind, number: string) => boolean,
): readonly SaleReceipt[] {
  return made.map(({ stream }) => {
    const kind = kindFor[stream];
    const last = [...made, ...written].findLast(
      (one) => one.stream === stream && one.kind === kind && !isVoided(kind, one.number),
    );
    return { stream, kind: last === undefined ? 'none' : kind, number: last?.number ?? '' } as SaleReceipt;
  });
}
