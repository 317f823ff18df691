import type { CardBalance } from './card-balance.ts';
import { type CardRange, mergeRanges } from './card-range.ts';
import { type Figures, MOST_RUNS, type MoneyLine, type ReceiptLine } from './closing-figures.ts';
import { moneyStreams, type PaymentMethod } from './payment.ts';
import { numberAfter } from './sale-receipts.ts';

/** What a point sold on a day: no figure of its own, but its PCs' closed days put together. */
export type PointFigures = Omit<Figures, 'documents'>;

/** Most lines of each list that a report can hold. */
export const MOST_IN_REPORT = 200;
const MOST_RECEIPT_RUNS = 500;

/** The sum of closed days, to the fen and to the card. */
export function sumOfFigures(all: readonly PointFigures[]): PointFigures {
  const sum = (of: (one: PointFigures) => number) => all.reduce((total, one) => total + of(one), 0);
  const runs = (of: (one: PointFigures) => readonly CardRange[]) =>
    mergeRanges(all.flatMap(of)).slice(0, MOST_RUNS);
  return {
    sales: sum((one) => one.sales),
    reversals: sum((one) => one.reversals),
    returns: sum((one) => one.returns),
    cards: sum((one) => one.cards),
    books: sum((one) => one.books),
    money: sumOfMoney(all.flatMap(({ money }) => money)),
    soldRanges: runs((one) => one.soldRanges as CardRange[]),
    backRanges: runs((one) => one.backRanges as CardRange[]),
    receipts: sumOfReceipts(all.flatMap(({ receipts }) => receipts)),
  };
}

const methods: readonly PaymentMethod[] = ['cash', 'transfer', 'card', 'cheque'];

function sumOfMoney(lines: readonly MoneyLine[]): MoneyLine[] {
  return moneyStreams.flatMap((stream) =>
    methods.flatMap((method) => {
      const own = lines.filter((line) => line.stream === stream && line.method === method);
      if (own.length === 0) return [];
      const sum = (of: 'inFen' | 'outFen') => own.reduce((total, line) => total + line[of], 0);
      return [{ stream, method, inFen: sum('inFen'), outFen: sum('outFen') }];
    }),
  );
}

/** A next number only where one PC used that kind: several write from books of their own. */
function sumOfReceipts(lines: readonly ReceiptLine[]): ReceiptLine[] {
  return (['fiscal', 'invoice'] as const).flatMap((kind) => {
    const own = lines.filter((line) => line.kind === kind);
    if (own.length === 0) return [];
    const [only] = own.length === 1 ? own : [];
    const runs = own.flatMap(({ used }) => used).toSorted((a, b) => byPrint(a.first, b.first));
    const voided = own.flatMap((line) => line.voided).toSorted(byPrint);
    return [
      {
        kind,
        used: joined(runs).slice(0, MOST_RECEIPT_RUNS),
        voided: voided.slice(0, MOST_RECEIPT_RUNS),
        next: only?.next ?? null,
      },
    ];
  });
}

function byPrint(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : Number(a > b);
}

function joined(runs: ReceiptLine['used']): ReceiptLine['used'] {
  const all: ReceiptLine['used'] = [];
  for (const run of runs) {
    const before = all.at(-1);
    if (before !== undefined && numberAfter(before.last) === run.first) {
      all[all.length - 1] = { first: before.first, last: run.last, count: before.count + run.count };
    } else all.push(run);
  }
  return all;
}

/** Both derivations of each course over all PCs: cards moved between them leave one and come into another. */
export function sumOfBalances(all: readonly CardBalance[]): CardBalance[] {
  const courses = [...new Set(all.map(({ course }) => course))].toSorted();
  return courses.map((course) => {
    const own = all.filter((one) => one.course === course);
    const sum = (of: Exclude<keyof CardBalance, 'course'>) => own.reduce((total, one) => total + one[of], 0);
    return {
      course,
      opening: sum('opening'),
      received: sum('received'),
      accepted: sum('accepted'),
      dispatched: sum('dispatched'),
      writtenOff: sum('writtenOff'),
      closing: sum('closing'),
      movedOut: sum('movedOut'),
      sold: sum('sold'),
    };
  });
}

/** What a closed day took in, less what went back, in one stream; in fen. */
export function netOf({ money }: Pick<Figures, 'money'>, stream: MoneyLine['stream']): number {
  return money
    .filter((line) => line.stream === stream)
    .reduce((sum, { inFen, outFen }) => sum + inFen - outFen, 0);
}

/** A PC of the point, and how far its days are closed. */
export interface PcDays {
  readonly closed: boolean;
  /** It closed a later day; days are closed in order, so this one had nothing to be closed. */
  readonly closedLater: boolean;
  /** Known only of the PC that one sits at: nothing was done on that day. */
  readonly idle: boolean;
}

/** Whether a report must say that a PC's closing is not in it. */
export function isMissing({ closed, closedLater, idle }: PcDays): boolean {
  return !closed && !closedLater && !idle;
}
