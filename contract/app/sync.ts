import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors, problem } from './problem.ts';

/** The three facts of the strip. Times in milliseconds since 1970. */
const status = z.strictObject({
  /** By the last real request; null before the first since the start. */
  reachable: z.boolean().nullable(),
  waiting: z.int(),
  waitingSince: z.int().nullable(),
  lastSuccess: z.int().nullable(),
  /** Why the last attempt failed, or why nothing is sent any more. */
  trouble: problem.nullable(),
  working: z.boolean(),
  /** The engine's time, for the ages. */
  now: z.int(),
});
export type SyncStatusShown = z.infer<typeof status>;

export const syncKinds = [
  'sent',
  'received',
  'nothing',
  'failed',
  'restored',
  'quarantined',
  'refused',
  'forked',
] as const;
export type SyncKind = (typeof syncKinds)[number];

const row = z.strictObject({
  id: z.int(),
  /** As they stand on the wall; equal when the line happened once. */
  from: z.string(),
  until: z.string(),
  times: z.int(),
  kind: z.enum(syncKinds),
  /** Events. */
  count: z.int(),
  words: z.string(),
});
export type SyncLine = z.infer<typeof row>;

/** The line to the city. Of practice data, which never leaves the PC, there is none: null. */
export const sync = {
  status: oc.errors(errors).output(status.nullable()),
  /** 立即同步: answers when the attempt has ended, well or not. */
  now: oc.errors(errors).output(status.nullable()),
  /** Newest first; `after` is the last line of the page before. */
  log: oc
    .errors(errors)
    .input(
      z.strictObject({
        text: z.string().max(100),
        kind: z.enum(syncKinds).nullable(),
        /** A line's `id` in digits. */
        after: z
          .string()
          .regex(/^\d{1,15}$/)
          .nullable(),
      }),
    )
    .output(z.strictObject({ rows: z.array(row), more: z.boolean() })),
};
