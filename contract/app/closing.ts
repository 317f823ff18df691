import { oc } from '@orpc/contract';
import { z } from 'zod';
import { cashCount, openMatters } from '../events/closing.ts';
import { day, totalFen } from '../events/parts.ts';
import { approval, approver, errors, request } from './problem.ts';

/** What a blind count came to. It exists only once the count was handed in. */
const counted = z.strictObject({
  countedFen: z.int(),
  floatFen: z.int(),
  expectedFen: z.int(),
  differenceFen: z.int(),
  /** Above the city's limit: only a supervisor may approve. */
  aboveLimit: z.boolean(),
  limitFen: z.int(),
  /** Counts of this shift before this one; they stand in the 交班单. */
  earlier: z.int(),
});
export type Counted = z.infer<typeof counted>;

const shift = z.strictObject({
  shift: z.string(),
  by: z.string(),
  day: z.string(),
  floatFen: z.int(),
});

/** How things stand at this PC's drawer. What it should hold is said nowhere in here. */
const state = z.strictObject({
  day,
  /** The open shift; null while nobody counted a float. */
  shift: shift.nullable(),
  /** What the hand-over before left in the drawer; null before the first. */
  left: z.strictObject({ document: z.string(), leftFen: z.int() }).nullable(),
  /** Sales, reversals and returns that no hand-over holds yet. */
  dealings: z.int(),
  /** The last count that was handed in and still holds; null where there is none. */
  counted: counted.nullable(),
  /** Business days to be closed, earliest first. */
  unclosed: z.array(day),
  /** Sales of the earliest of them that no hand-over holds. */
  notHandedOver: z.int(),
  matters: openMatters,
  /** Who may take over or sign; `supervisors` are those among them. */
  approvers: z.array(approver),
  supervisors: z.array(z.string()),
});
export type ClosingState = z.infer<typeof state>;

const sheetKind = z.enum(['shift', 'day']);
export type SheetKind = z.infer<typeof sheetKind>;

const closedRow = z.strictObject({
  kind: sheetKind,
  id: z.string(),
  document: z.string(),
  day: z.string(),
  time: z.string(),
  by: z.string(),
  approver: z.string(),
  cards: z.int(),
  cardsFen: z.int(),
  booksFen: z.int(),
  /** Of a hand-over; null for a day. */
  differenceFen: z.int().nullable(),
  /** Of a day: whether sales and cards agreed; null for a hand-over. */
  agree: z.boolean().nullable(),
  prints: z.int(),
});
export type ClosedRow = z.infer<typeof closedRow>;

export const closing = {
  state: oc.errors(errors).output(state),
  /** 开班: the float, counted piece by piece. */
  openShift: oc
    .errors(errors)
    .input(z.strictObject({ request, count: cashCount }))
    .output(state),
  /** 交班 first step: the drawer counted blind; only then its difference is told. */
  handInCount: oc
    .errors(errors)
    .input(z.strictObject({ request, count: cashCount }))
    .output(counted),
  /** 交班: with the last count that was handed in. */
  closeShift: oc
    .errors(errors)
    .input(z.strictObject({ request, leftFen: totalFen, reason: z.string().max(80), approval }))
    .output(closedRow),
  /** 日结 of this PC; selling goes on in the next business day. */
  closeDay: oc.errors(errors).input(z.strictObject({ request, day, approval })).output(closedRow),
  /** 以往结账, newest first, whole business days a page; `before` is the last day of the page before. */
  list: oc
    .errors(errors)
    .input(z.strictObject({ before: day.nullable() }))
    .output(z.strictObject({ rows: z.array(closedRow), more: z.boolean() })),
};
