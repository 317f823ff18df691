import { oc } from '@orpc/contract';
import { z } from 'zod';
import { look } from '../domain/look.ts';
import { day, personId, role } from '../events/parts.ts';
import { errors, problem, request } from './problem.ts';

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
  /** By which it is settled; null for what passes with this session. */
  id: z.string().nullable(),
  code: z.string(),
  happened: z.string(),
  safe: z.string(),
  todo: z.string(),
});

export type Warning = z.infer<typeof warning>;

/** A clock that went back or jumped, to be confirmed by whoever sits there; times as they are read, on the wall in Qinzhou. */
const clock = z.strictObject({ kind: z.enum(['back', 'ahead']), seen: z.string(), shown: z.string() });
export type ClockQuestion = z.infer<typeof clock>;

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
  /** Empty at a PC that just joined, until somebody confirms the first. */
  businessDay: z.union([day, z.literal('')]),
  /** The point has several PCs that sell: goods move between them (领用). */
  severalTills: z.boolean(),
  people: z.array(person),
  /** Where a buyer can come from, own point's areas first. */
  areas: z.array(z.string()),
  /** The own point's main buyers (notice 四); whoever comes from elsewhere is asked why. */
  ownAreas: z.array(z.string()),
  /** The wall's day, where it is later than the business day or there is none yet: to be confirmed by whoever sits there. */
  dayToConfirm: day.nullable(),
  warnings: z.array(warning),
  /** Null while the clock may be believed. */
  clock: clock.nullable(),
});

/** 练习 or the city this PC joined: two realms with their own folder, key and people, never open at once. */
export const realm = z.enum(['practice', 'city']);
export type Realm = z.infer<typeof realm>;

/** What the page needs to draw its frame. `city` is null before 练习 (or the city) was opened on this PC. */
export const state = z.strictObject({
  city: city.nullable(),
  clerk: person.omit({ practicePin: true }).nullable(),
  /** Names the sign-in of this window; sent with every call. Null when nobody sits here, or another window signed in. */
  seating: z.string().nullable(),
  /** This window was signed in, and another one is now. */
  displaced: z.boolean(),
  /** Events folded so far while tables are built anew, after an upgrade, before the first sale. */
  rebuilding: z.strictObject({ done: z.int(), total: z.int() }).nullable(),
  /** This PC is a member of a city, whichever data is open. */
  joined: z.boolean(),
  /** Which data is open, or can't be opened. */
  realm,
  /** Why the data on this PC can't be opened; what can be restored is asked of `rescue`. */
  trouble: problem.nullable(),
  version: z.string(),
});
export type AppState = z.infer<typeof state>;

/** The header that carries `seating`. */
export const SEATING_HEADER = 'x-gongxu-seating';

export const session = {
  state: oc.errors(errors).output(state),
  /** in: where the second copy goes, asked for at the first start; left out, it stays open and the strip says so. */
  startPractice: oc
    .errors(errors)
    .input(z.strictObject({ secondCopy: z.string().trim().min(1).max(400).optional() }).optional())
    .output(state),
  /** Back to the joined city from 练习, or to the start page where there is none. Refused while somebody sits in another window. */
  leavePractice: oc.errors(errors).output(state),
  signIn: oc
    .errors(errors)
    .input(z.strictObject({ person: personId, pin: z.string().min(1).max(64) }))
    .output(state),
  /** A secret of one's own in place of the old one, which must be right; signs in. */
  chooseSecret: oc
    .errors(errors)
    .input(
      z.strictObject({
        request,
        person: personId,
        pin: z.string().min(1).max(64),
        secret: z.string().min(1).max(64),
      }),
    )
    .output(state),
  signOut: oc.errors(errors).output(state),
  /** 已处理: what was done about a warning, in writing. */
  settleWarning: oc
    .errors(errors)
    .input(z.strictObject({ warning: z.string().max(40), reason: z.string().trim().min(2).max(200) }))
    .output(state),
  /** 时间无误: the clock was looked at and is right now. */
  confirmClock: oc.errors(errors).input(z.strictObject({ request })).output(state),
  /** 确认业务日期: the wall's day becomes this PC's business day; only forward. */
  openDay: oc.errors(errors).input(z.strictObject({ request, day })).output(state),
  /** The look of whoever is signed in; null until they chose one. Named with its person: another one may sit here by now. */
  look: oc.errors(errors).output(z.strictObject({ person: z.string(), look: look.nullable() })),
  setLook: oc
    .errors(errors)
    .input(look)
    .output(z.strictObject({ person: z.string(), look: look.nullable() })),
  /** Practice only: the next business day, by a button instead of the night. */
  nextPracticeDay: oc.errors(errors).input(z.strictObject({ request })).output(state),
};
