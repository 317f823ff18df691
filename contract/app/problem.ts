import { z } from 'zod';

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
