import { oc } from '@orpc/contract';
import { z } from 'zod';
import { look } from '../domain/look.ts';
import { day, role } from '../events/parts.ts';
import { errors, request } from './problem.ts';

const person = z.strictObject({
  id: z.string(),
  name: z.string(),
  roles: z.array(role),
  /** Only in the practice city, whose demo PINs stand on its sign-in page. */
  practicePin: z.string().nullable(),
});
export type SignInPerson = z.infer<typeof person>;

/** Something about this PC that people must know until it is settled, e.g. a database older than its own mark. */
const warning = z.strictObject({
  code: z.string(),
  happened: z.string(),
  safe: z.string(),
  todo: z.string(),
});

const place = z.strictObject({
  code: z.string(),
  name: z.string(),
  address: z.string(),
  phone: z.string().nullable(),
  pc: z.int(),
});

const city = z.strictObject({
  name: z.string(),
  practice: z.boolean(),
  place,
  businessDay: day,
  people: z.array(person),
  /** Where a buyer can come from, own point's areas first. */
  areas: z.array(z.string()),
  /** 未入网: no server is configured. Nothing waits for it. */
  sync: z.strictObject({ kind: z.literal('unconnected'), waiting: z.int() }),
  warnings: z.array(warning),
});

/** What the page needs to draw its frame. `city` is null before 练习 (or the city) was opened on this PC. */
const state = z.strictObject({
  city: city.nullable(),
  clerk: person.omit({ practicePin: true }).nullable(),
  /** Events folded so far while tables are built anew, after an upgrade, before the first sale. */
  rebuilding: z.strictObject({ done: z.int(), total: z.int() }).nullable(),
  version: z.string(),
});
export type AppState = z.infer<typeof state>;

export const session = {
  state: oc.errors(errors).output(state),
  startPractice: oc.errors(errors).output(state),
  signIn: oc
    .errors(errors)
    .input(z.strictObject({ person: z.string().max(20), pin: z.string().min(1).max(64) }))
    .output(state),
  signOut: oc.errors(errors).output(state),
  /** The look of whoever is signed in; null until they chose one. Named with its person: another one may sit here by now. */
  look: oc.errors(errors).output(z.strictObject({ person: z.string(), look: look.nullable() })),
  setLook: oc
    .errors(errors)
    .input(look)
    .output(z.strictObject({ person: z.string(), look: look.nullable() })),
  /** Practice only: the next business day, by a button instead of the night. */
  nextPracticeDay: oc.errors(errors).input(z.strictObject({ request })).output(state),
};
