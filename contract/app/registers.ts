import { oc } from '@orpc/contract';
import { z } from 'zod';
import { voidReasons } from '../domain/receipt-register.ts';
import { registerKind } from '../events/registers.ts';
import { moneyStream } from '../events/sales.ts';
import { errors, request } from './problem.ts';

/** 票据 registers: books of 财政票据 and 发票, what became of their numbers, and receipts still to be written. */

/** A number, or its ends, as typed; the engine reads them. */
const typed = z.string().max(60);

const bookRow = z.strictObject({
  book: z.string(),
  kind: registerKind,
  first: z.string(),
  last: z.string(),
  issued: z.int(),
  day: z.string(),
  by: z.string(),
  place: z.string(),
  /** Of this PC's till. */
  own: z.boolean(),
  used: z.int(),
  usedRuns: z.array(z.string()),
  voided: z.int(),
  voidedNumbers: z.array(z.string()),
  remaining: z.int(),
  remainingRuns: z.array(z.string()),
  next: z.string().nullable(),
  /** used + voided + remaining - issued: 0 where the book adds up. */
  off: z.int(),
});
export type BookRow = z.infer<typeof bookRow>;

const numberRow = z.strictObject({
  number: z.string(),
  voided: z.boolean(),
  /** Slip numbers of the sales it was written for; two are a discrepancy. */
  documents: z.array(z.string()),
  day: z.string(),
  by: z.string(),
  reason: z.string(),
});
export type NumberRow = z.infer<typeof numberRow>;

const owedRow = z.strictObject({
  sale: z.string(),
  document: z.string(),
  businessDay: z.string(),
  buyer: z.string(),
  stream: moneyStream,
  fen: z.int(),
});
export type OwedRow = z.infer<typeof owedRow>;

const run = z.strictObject({ first: typed, last: typed });

/** What a typed number would do: nothing wrong, or a sentence, and the numbers it would jump over. */
const check = z.strictObject({
  words: z.string().nullable(),
  skipped: z.array(z.strictObject({ first: z.string(), last: z.string() })),
  count: z.int(),
});
export type NumberCheck = z.infer<typeof check>;

export const registers = {
  /** Newest book first, at most two hundred; the totals and what doesn't agree are of all of them. */
  view: oc.errors(errors).output(
    z.strictObject({
      books: z.array(bookRow),
      totals: z.array(z.string()),
      findings: z.array(z.string()),
    }),
  ),
  /** Used and voided numbers of a book, the last one first, a page a time. */
  numbers: oc
    .errors(errors)
    .input(z.strictObject({ book: z.string().max(60), after: z.string().max(30).nullable() }))
    .output(z.strictObject({ rows: z.array(numberRow), more: z.boolean() })),
  /** Sales with 暂不开, or whose receipt is 作废, newest first; `after` is the last sale of the page before. */
  owed: oc
    .errors(errors)
    .input(z.strictObject({ after: z.string().max(60).nullable() }))
    .output(z.strictObject({ rows: z.array(owedRow), more: z.boolean() })),
  checkNumber: oc
    .errors(errors)
    .input(z.strictObject({ kind: registerKind, number: typed }))
    .output(check),
  /** 领入票据本 into this till. */
  issue: oc
    .errors(errors)
    .input(run.extend({ request, kind: registerKind }))
    .output(z.strictObject({ first: z.string(), last: z.string(), count: z.int() })),
  /** 作废 of runs of this till's books. */
  void: oc
    .errors(errors)
    .input(
      z.strictObject({
        request,
        kind: registerKind,
        runs: z.array(run).min(1).max(100),
        reason: z.enum(voidReasons),
      }),
    )
    .output(z.strictObject({ numbers: z.array(z.string()) })),
  /** 补开 for a stream of a sale. */
  write: oc
    .errors(errors)
    .input(z.strictObject({ request, sale: z.string().max(60), stream: moneyStream, number: typed }))
    .output(z.strictObject({ number: z.string() })),
  /** 票据领用登记簿 as it would come out of the printer now. */
  sheet: oc.errors(errors).output(z.strictObject({ pdf: z.base64() })),
};
