import { oc } from '@orpc/contract';
import { z } from 'zod';
import { MOST_POSTED } from '../domain/posting.ts';
import { documentNumber } from '../events/parts.ts';
import { postingGround } from '../events/posting.ts';
import { errors, request } from './problem.ts';

/** Where a paper stands with the regional system (notice 四), and the number that system gave it; empty when it has none. */
export const postingState = z.strictObject({
  state: z.enum(['waiting', 'posted']),
  slip: z.string(),
});
export type PostingState = z.infer<typeof postingState>;

/** A slip of a sale, a reversal or a return, one line of a list. */
const paperRow = z.strictObject({
  document: z.string(),
  kind: z.enum(['sale', 'reversal', 'return']),
  sale: z.string(),
  businessDay: z.string(),
  time: z.string(),
  clerk: z.string(),
  buyer: z.string(),
  cards: z.int(),
  cardText: z.string(),
  books: z.int(),
  totalFen: z.int(),
});
export type PaperRow = z.infer<typeof paperRow>;

/** `age` in working days (domain/posting.ts). */
const waitingRow = paperRow.extend({ age: z.int(), late: z.boolean() });
export type WaitingRow = z.infer<typeof waitingRow>;

const postedRow = paperRow.extend({ slip: z.string(), postedDay: z.string(), postedBy: z.string() });
export type PostedRow = z.infer<typeof postedRow>;

/** The last document of the page before; null for the first page. */
const after = z.string().max(60).nullable();
const page = <R extends z.ZodType>(row: R) => z.strictObject({ rows: z.array(row), more: z.boolean() });

export const posting = {
  /** How many papers wait for a hand: to be posted, of these late, to be printed; `MOST_COUNTED` means so many or more. */
  counts: oc.errors(errors).output(z.strictObject({ waiting: z.int(), late: z.int(), unprinted: z.int() })),
  /** 平台待登记, oldest first. */
  waiting: oc.errors(errors).input(z.strictObject({ after })).output(page(waitingRow)),
  /** 已售未打印, oldest first. Only printing takes a paper off. */
  unprinted: oc.errors(errors).input(z.strictObject({ after })).output(page(paperRow)),
  /** 已登记, newest first; `text` is part of the regional number, or of 平台不登记教材. */
  posted: oc
    .errors(errors)
    .input(z.strictObject({ text: z.string().max(60), after }))
    .output(page(postedRow)),
  /** Ticks papers off under one number of the regional system, or, of books alone, on a ground in its place. */
  record: oc
    .errors(errors)
    .input(
      z.strictObject({
        request,
        documents: z.array(documentNumber).min(1).max(MOST_POSTED),
        slip: z.string().max(60),
        ground: postingGround.nullable(),
      }),
    )
    .output(z.strictObject({ slip: z.string(), documents: z.array(z.string()) })),
  /** A tick made by mistake: the paper waits again. */
  withdraw: oc
    .errors(errors)
    .input(z.strictObject({ request, document: documentNumber, reason: z.string().max(200) }))
    .output(z.strictObject({ document: z.string() })),
};
