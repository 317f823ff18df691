import { oc } from '@orpc/contract';
import { z } from 'zod';
import { exceptionKinds } from '../domain/exception-kinds.ts';
import { day } from '../events/parts.ts';
import { errors } from './problem.ts';

const exceptionsFilter = z.strictObject({
  kind: z.enum(exceptionKinds).nullable(),
  from: day.nullable(),
  to: day.nullable(),
});
export type ExceptionsFilter = z.infer<typeof exceptionsFilter>;

const exceptionRow = z.strictObject({
  id: z.string(),
  kind: z.enum(exceptionKinds),
  businessDay: z.string(),
  time: z.string(),
  by: z.string(),
  /** Empty where nobody had to approve. */
  approver: z.string(),
  /** What happened, as a sentence. */
  what: z.string(),
  totalFen: z.int().nullable(),
  /** The paper it opens; null where there is none. */
  document: z.string().nullable(),
});
export type ExceptionRow = z.infer<typeof exceptionRow>;

export const exceptions = {
  /** 例外事项, newest first; `after` is the last one of the page before. */
  list: oc
    .errors(errors)
    .input(exceptionsFilter.extend({ after: z.string().max(60).nullable() }))
    .output(z.strictObject({ rows: z.array(exceptionRow), more: z.boolean() })),
};
