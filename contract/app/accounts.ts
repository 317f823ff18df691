import { oc } from '@orpc/contract';
import { z } from 'zod';
import { personId, role } from '../events/parts.ts';
import { errors, request } from './problem.ts';

const account = z.strictObject({
  id: z.string(),
  name: z.string(),
  roles: z.array(role),
  /** 停用, and why; null while in use. */
  closed: z.strictObject({ reason: z.string(), by: z.string(), day: z.string() }).nullable(),
  /** On this PC: none set yet, set by somebody else and to be replaced at the next sign-in, or the person's own. */
  secret: z.enum(['none', 'given', 'own']),
  locked: z.boolean(),
  /** On this PC; null before the first. */
  lastSignIn: z.string().nullable(),
});
export type Account = z.infer<typeof account>;

const name = z.string().min(1).max(25);
const roles = z.array(role).min(1).max(5);
const reason = z.string().min(1).max(100);
const secret = z.string().min(1).max(64);

/** 账号 of the own point. Every step answers with the whole list as it stands then. */
export const accounts = {
  list: oc.errors(errors).output(z.array(account)),
  open: oc.errors(errors).input(z.strictObject({ request, name, roles, secret })).output(z.array(account)),
  change: oc
    .errors(errors)
    .input(z.strictObject({ request, person: personId, name, roles }))
    .output(z.array(account)),
  close: oc
    .errors(errors)
    .input(z.strictObject({ request, person: personId, reason }))
    .output(z.array(account)),
  reopen: oc
    .errors(errors)
    .input(z.strictObject({ request, person: personId, reason }))
    .output(z.array(account)),
  /** A new secret on this PC, and for an account of the city's list its first one here; unlocks. */
  resetSecret: oc
    .errors(errors)
    .input(z.strictObject({ request, person: personId, secret }))
    .output(z.array(account)),
};
