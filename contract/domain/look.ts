import { z } from 'zod';

/** Type sizes in percent of the 16 px base, as text: no procedure takes a number, so that none can be a price. */
export const typeSizes = ['100', '125', '150', '175', '200'] as const;

/**
 * How one person wants the page (features.md §6, older staff): larger type, 7:1 contrast instead of 4.5:1, tones for
 * accepted and refused scans. It belongs to the person on this PC, is no fact of the city, and so is in no event.
 */
export const look = z.strictObject({
  type: z.enum(typeSizes),
  contrast: z.enum(['plain', 'high']),
  sounds: z.boolean(),
});
export type Look = z.infer<typeof look>;

/** For whoever never chose: sounds are off until somebody asks for them. */
export const plainLook: Look = { type: '100', contrast: 'plain', sounds: false };
