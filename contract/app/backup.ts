import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from './problem.ts';
import { realm } from './session.ts';

const folder = z.string().trim().min(1).max(400);

/** Where every event goes a second time, and how well it does. Ages in seconds, by the engine's clock. */
const secondCopy = z.discriminatedUnion('kind', [
  /** Nobody was asked yet, or nobody answered. */
  z.strictObject({ kind: z.literal('unset') }),
  z.strictObject({ kind: z.literal('skipped') }),
  /** Checked or caught up for the first time since the start. */
  z.strictObject({ kind: z.literal('starting'), folder: z.string() }),
  z.strictObject({
    kind: z.literal('current'),
    folder: z.string(),
    age: z.int(),
    /** Events of the last seconds that are still to be written. */
    waiting: z.int(),
    /** On the data's own volume: no help when that one dies. */
    sameVolume: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('failing'),
    folder: z.string(),
    /** As a clause: 副本所在的盘满了. */
    why: z.string(),
    /** Since it was last whole; null when it never was since the start. */
    age: z.int().nullable(),
    waiting: z.int(),
  }),
]);
export type SecondCopyState = z.infer<typeof secondCopy>;

/** What a person knows a state of the data by. */
const totals = z.strictObject({
  events: z.int(),
  businessDay: z.string(),
  cards: z.int(),
  sales: z.int(),
  cardsFen: z.int(),
  booksFen: z.int(),
  /** The last paper's number; empty before the first. */
  document: z.string(),
});
export type Totals = z.infer<typeof totals>;

const copy = z.strictObject({
  /** File name, by which it is chosen. */
  name: z.string(),
  kind: z.enum(['day', 'close', 'hand']),
  /** Milliseconds since 1970. */
  at: z.int(),
  bytes: z.int(),
});
export type Copy = z.infer<typeof copy>;

const overview = z.strictObject({
  second: secondCopy,
  /** Newest first; each was opened and compared before it was counted. */
  copies: z.array(copy),
  /** How many of them lie on the second copy's volume too. */
  away: z.int(),
  making: z.boolean(),
  /** Why the last copy was not made; null when it was. */
  failed: z.string().nullable(),
  /** Why the last one doesn't lie on the second copy's volume; null when it does, or none is chosen. As a clause. */
  notAway: z.string().nullable(),
  /** The engine's time, for the copies' ages. */
  now: z.int(),
});
export type BackupOverview = z.infer<typeof overview>;

/** What to restore from: one of the listed copies, or the second copy alone; `folder` where that one lies elsewhere. */
const source = z.strictObject({
  copy: z.string().max(100).nullable(),
  folder: folder.nullable(),
});
export type RestoreSource = z.infer<typeof source>;

const rehearsal = z.strictObject({
  /** Of the data in use; null when it can't be read. */
  present: totals.nullable(),
  /** Of the copy as it is; null when there is only the second copy. */
  copy: totals.nullable(),
  /** What would be in use afterwards, with everything put back that was found. */
  restored: totals,
  added: z.int(),
  lost: z.int(),
  cutOff: z.int(),
  damaged: z.int(),
});
export type Rehearsal = z.infer<typeof rehearsal>;

const salvaged = z.strictObject({
  file: z.string(),
  events: z.int(),
  /** Rows that couldn't be read. */
  unread: z.int(),
});
export type Salvage = z.infer<typeof salvaged>;

export const backup = {
  second: oc.errors(errors).output(secondCopy),
  overview: oc.errors(errors).output(overview),
  volumes: oc.errors(errors).output(z.array(z.strictObject({ path: z.string(), freeBytes: z.int() }))),
  chooseFolder: oc.errors(errors).input(z.strictObject({ folder })).output(overview),
  /** 暂不设置: says so in the strip until a folder is chosen. */
  skipFolder: oc.errors(errors).output(overview),
  copyNow: oc.errors(errors).output(overview),
  /** Puts the restored data together beside the data in use, and says what is in it; swaps nothing. */
  rehearse: oc.errors(errors).input(source).output(rehearsal),
  /** The same again, then the swap. Everybody has to sign in anew. */
  restore: oc.errors(errors).input(source).output(rehearsal),
};

/** Of which data; left out, of what doesn't open. Said where this PC has none of it, and nothing can tell which is meant. */
const which = z.strictObject({ realm: realm.optional() });
const rescueSource = source.extend(which.shape);

/** What can be done where no city is open: nobody can sign in there, so it is open to whoever has the program. */
export const rescue = {
  overview: oc
    .errors(errors)
    .input(which.optional())
    .output(
      z.strictObject({
        copies: z.array(copy),
        /** Where the second copy lies; null where that isn't known. */
        folder: z.string().nullable(),
        volumes: z.array(z.strictObject({ path: z.string(), freeBytes: z.int() })),
      }),
    ),
  /** Copies that lie in a folder the person names. */
  copiesIn: oc
    .errors(errors)
    .input(which.extend({ folder }))
    .output(z.strictObject({ copies: z.array(copy), events: z.int() })),
  rehearse: oc.errors(errors).input(rescueSource).output(rehearsal),
  restore: oc.errors(errors).input(rescueSource).output(rehearsal),
  salvage: oc.errors(errors).output(salvaged),
};
