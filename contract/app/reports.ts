import { oc } from '@orpc/contract';
import { z } from 'zod';
import { day } from '../events/parts.ts';
import { approval, approver, errors, request } from './problem.ts';

const report = z.strictObject({
  document: z.string(),
  /** 1 for the first of its day. */
  nth: z.int(),
  time: z.string(),
  by: z.string(),
  prints: z.int(),
});

const pointDayRow = z.strictObject({
  day: z.string(),
  /** PCs whose closing of that day is here. */
  closed: z.array(z.string()),
  /** PCs that sell and have not closed it, as far as is known here. */
  missing: z.array(z.string()),
  cards: z.int(),
  cardsFen: z.int(),
  booksFen: z.int(),
  /** Newest last. */
  reports: z.array(report),
  /** Whether a report made now would say something that the last one did not. */
  news: z.boolean(),
});
export type PointDayRow = z.infer<typeof pointDayRow>;

export const reports = {
  /** The point's business days of which a closing is known, newest first; `late` waits for the next report. */
  state: oc.errors(errors).output(
    z.strictObject({
      ...{ point: z.string(), days: z.array(pointDayRow), late: z.int() },
      /** Who may sign as the second name. */
      approvers: z.array(approver),
    }),
  ),
  /** 日结汇总 of one day, from the closings that are here, signed by two. What was reported before never changes. */
  make: oc
    .errors(errors)
    .input(z.strictObject({ request, day, approval }))
    .output(z.strictObject({ document: z.string(), row: pointDayRow })),
};
