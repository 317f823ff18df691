import { oc } from '@orpc/contract';
import { z } from 'zod';
import { discrepancyKind, discrepancyOutcome } from '../events/city.ts';
import { hex32 } from '../events/parts.ts';
import { errors, request } from './problem.ts';

/** One of the papers that contradict each other. */
const side = z.strictObject({
  id: z.string(),
  what: z.enum(['sale', 'intake', 'move', 'paper']),
  /** Empty where it is not known. */
  pointName: z.string(),
  /** Null where its paper is not known here. */
  document: z.string().nullable(),
  day: z.string(),
  /** Label and value, as far as they may be known here; none of another point's paper. */
  facts: z.array(z.tuple([z.string(), z.string()])),
});
export type Side = z.infer<typeof side>;

const discrepancyRow = z.strictObject({
  id: z.string(),
  kind: discrepancyKind,
  /** Which cards, in words; empty where it is not about cards. */
  cards: z.string(),
  /** The number that two papers have; empty otherwise. */
  document: z.string(),
  sides: z.array(side),
  settled: z
    .strictObject({
      outcome: discrepancyOutcome,
      remark: z.string(),
      by: z.string(),
      pointName: z.string(),
      day: z.string(),
    })
    .nullable(),
});
export type DiscrepancyRow = z.infer<typeof discrepancyRow>;

const rows = z.strictObject({ rows: z.array(discrepancyRow), more: z.boolean() });

export const discrepancies = {
  /** How many wait for a decision, and how many runs of cards wait for news (待到) before there is anything to decide. */
  counts: oc.errors(errors).output(z.strictObject({ open: z.int(), awaited: z.int() })),
  /** 待处理, what happened last first. */
  open: oc.errors(errors).output(rows),
  /** 已处理, last first. */
  settled: oc.errors(errors).output(rows),
  /** 处理: what was done about it, in writing. What was settled stays settled. */
  settle: oc
    .errors(errors)
    .input(
      z.strictObject({
        request,
        discrepancy: hex32,
        outcome: discrepancyOutcome,
        remark: z.string().max(200),
      }),
    )
    .output(z.strictObject({ discrepancy: z.string() })),
};
