import { z } from 'zod';
import { line, personId, pointCode, role } from './parts.ts';

/** A member of staff by name, role and point. PINs and their hashes never leave the PC where they were set. */
export const personRegistered = z.strictObject({
  person: personId,
  name: line,
  roles: z.array(role).min(1).max(5),
  point: pointCode,
});

/** An account opened at a counter by its administrator, for a colleague the city's list doesn't name yet. */
export const accountOpened = personRegistered;

/** New name or roles of an account. */
export const accountChanged = z.strictObject({
  person: personId,
  name: line,
  roles: z.array(role).min(1).max(5),
});

/** 停用: the person can't sign in or approve any more; what they did stays theirs. */
export const accountClosed = z.strictObject({ person: personId, reason: line });
export const accountReopened = z.strictObject({ person: personId, reason: line });

/** 密码重设 on one PC. The secret itself is in no event. */
export const secretReset = z.strictObject({ person: personId });

/** Five wrong tries: nobody can try for a while. */
export const accountLocked = z.strictObject({ person: personId });

/** Somebody asked for what their role may not do, or for an approval that was not given. */
export const accessDenied = z.strictObject({
  /** Name of the procedure, as in contract/app/access.ts. */
  procedure: z.string().regex(/^[a-z]+\.[a-zA-Z]+$/),
  /** Code of the refusal. */
  code: z.string().regex(/^[A-Z_]{2,40}$/),
});
