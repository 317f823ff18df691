import { z } from 'zod';
import { line, pointCode, role } from './parts.ts';

export const personId = z.string().regex(/^[a-z]{2}\d{2,6}$/);

/** A member of staff by name, role and point. PINs and their hashes never leave the PC where they were set. */
export const personRegistered = z.strictObject({
  person: personId,
  name: line,
  roles: z.array(role).min(1).max(5),
  point: pointCode,
});
