import { z } from 'zod';
import { personId } from '../events/parts.ts';

/**
 * Why something was refused, in the clerk's words: what happened, whether the data is safe, what to do. `code` is for
 * the page to decide where to put the cursor, never to show.
 */
export const problem = z.strictObject({
  code: z.string(),
  happened: z.string(),
  safe: z.string(),
  todo: z.string(),
});
export type Problem = z.infer<typeof problem>;

/** The one typed error of every procedure. */
export const errors = { REFUSED: { status: 422, data: problem } } as const;

/** In every writing procedure: made by the form when it was opened, so that a repeated press changes nothing twice. */
export const request = z.string().regex(/^[0-9a-zA-Z-]{8,64}$/);

/** A second person's consent on the spot: who, and the secret of their own. It is checked and forgotten. */
export const approval = z.strictObject({ person: personId, secret: z.string().min(1).max(64) });
export type Approval = z.infer<typeof approval>;

/** Somebody who may approve; the PIN only in the practice city, which shows it. */
export const approver = z.strictObject({
  id: z.string(),
  name: z.string(),
  practicePin: z.string().nullable(),
});
export type Approver = z.infer<typeof approver>;
