import { oc } from '@orpc/contract';
import { z } from 'zod';
import { day, entityId, line } from '../events/parts.ts';
import { moneyStream } from '../events/sales.ts';
import { errors, request } from './problem.ts';

const urgency = z.enum(['overdue', 'today', 'later']);

const dueDay = z.strictObject({
  day: z.string(),
  document: z.string(),
  fen: z.int(),
  bankBy: z.string(),
  urgency,
});
export type DueDayRow = z.infer<typeof dueDay>;

const stream = z.strictObject({
  stream: moneyStream,
  /** Closed days whose cash and cheques no 缴款单 holds, earliest first. */
  days: z.array(dueDay),
  /** So much lies here that it must be banked at once. */
  atOnce: z.boolean(),
});
export type DueStream = z.infer<typeof stream>;

const row = z.strictObject({
  remittance: z.string(),
  document: z.string(),
  stream: moneyStream,
  businessDay: z.string(),
  time: z.string(),
  by: z.string(),
  days: z.array(z.string()),
  fen: z.int(),
  state: z.enum(['open', 'banked', 'withdrawn']),
  bankSlip: z.string(),
  bankedOn: z.string(),
  reason: z.string(),
  /** Until when an open one must be at the bank; null once it is banked or withdrawn. */
  bankBy: z.string().nullable(),
  urgency: urgency.nullable(),
  prints: z.int(),
});
export type RemittanceRow = z.infer<typeof row>;

const state = z.strictObject({
  day,
  /** Latest day that a bank slip may bear. */
  latestSlipDay: day,
  streams: z.array(stream),
  /** Carried or to be carried to the bank, without its slip so far. */
  open: z.array(row),
  /** The city's rule; null where it published none, which is at once. */
  policy: z.strictObject({ withinDays: z.int(), atOnceFromFen: z.int() }).nullable(),
});
export type RemittanceStanding = z.infer<typeof state>;

const named = { remittance: entityId };

export const remittance = {
  state: oc.errors(errors).output(state),
  /** For the mark on the entry: closed days of either stream and open papers whose money is not known to be banked. */
  counts: oc.errors(errors).output(z.strictObject({ waiting: z.int(), overdue: z.int() })),
  /** 缴款单 over closed days of one stream. Their money follows from the days, in full. */
  make: oc
    .errors(errors)
    .input(z.strictObject({ request, stream: moneyStream, days: z.array(day).min(1).max(60) }))
    .output(row),
  /** 银行回单: the bank took it in. */
  bank: oc
    .errors(errors)
    .input(z.strictObject({ request, ...named, bankSlip: z.string().max(60), on: day }))
    .output(row),
  /** Not carried to the bank: its days are due again. */
  withdraw: oc
    .errors(errors)
    .input(z.strictObject({ request, ...named, reason: line }))
    .output(row),
  /** Past ones, newest first; `after` is the last of the page before. */
  list: oc
    .errors(errors)
    .input(z.strictObject({ after: entityId.nullable() }))
    .output(z.strictObject({ rows: z.array(row), more: z.boolean() })),
};
