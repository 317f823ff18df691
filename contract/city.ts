import { oc } from '@orpc/contract';
import { z } from 'zod';
import { LONGEST_CODE, SHORTEST_CODE } from './domain/enrolment-code.ts';
import { hash, hex32, incarnation, pointCode } from './events/parts.ts';
import { capability } from './events/points.ts';

/**
 * What a device asks of the city server (design.md §6). Binary parts travel as blobs beside the JSON.
 *
 * History of `PROTOCOL`: 1 — the first (2026-11).
 */
export const PROTOCOL = 1;

/** Bounds of one batch: events, packed and unpacked bytes. Both sides hold to them and refuse what is larger. */
export const MOST_EVENTS = 1_000;
export const MOST_PACKED = 1_048_576;
export const MOST_UNPACKED = 8_388_608;
/** Packed bytes of one answer to `pull`. */
export const MOST_PULLED = 2_097_152;

const key = z.string().regex(/^[0-9a-f]{64}$/);
const signature = z.string().regex(/^[0-9a-f]{128}$/);
const audience = z.string().regex(/^(all|point:[A-Z]{1,4})$/);

/** Who may issue device certificates, said by the city authority's offline key. */
export const issuerStatement = z.strictObject({ kind: z.literal('issuer'), realm: hex32, publicKey: key });

/** A PC of the city, by its public key, with its seat and what may be done there. */
export const deviceStatement = z.strictObject({
  kind: z.literal('device'),
  realm: hex32,
  publicKey: key,
  point: pointCode,
  workplace: pointCode,
  pc: z.int().min(1).max(999),
  capabilities: z.array(capability).max(5),
  epoch: z.int().min(1),
});

const signed = <S extends z.ZodType>(statement: S) => z.strictObject({ statement, signature });

/** A PC's proof of who it is: authority -> issuing key -> device. */
export const certificate = signed(deviceStatement).extend({ issuer: signed(issuerStatement) });
export type Certificate = z.infer<typeof certificate>;
export type DeviceStatement = z.infer<typeof deviceStatement>;

/** What a PC without a connection hands to the city on a stick: its public key; the secret one never leaves it. */
export const joinRequest = z.strictObject({ kind: z.literal('gongxu-request'), publicKey: key });
export type JoinRequest = z.infer<typeof joinRequest>;

/** Where the city's server is. `ca`, PEM: the one authority whose certificates are believed; null for the system's. */
export const cityServer = z.strictObject({
  address: z.string().min(1).max(200),
  ca: z.union([z.string().max(20_000), z.null()]),
});

/**
 * The city's answer on the stick, for that one PC. The code that starts the PC (启用码) is told apart from it, on paper:
 * `hash` is `codeHash` of it (wire/join-file.ts), signed by the issuing key together with the PC's public key.
 */
export const joinFile = z.strictObject({
  kind: z.literal('gongxu-join'),
  certificate,
  /** Text of the settings file. */
  settings: z.string().max(16_000_000),
  start: z.strictObject({ hash, signature }),
  /** Where the PC finds the city once it is connected; null where there is no server. */
  server: z.union([cityServer, z.null()]),
});
export type JoinFile = z.infer<typeof joinFile>;

/** Consecutive events of one stream. `signature` is the author's over the last of them (wire/head.ts). */
export const batchHeader = z.strictObject({
  realm: hex32,
  device: hex32,
  incarnation,
  audience,
  /** Position of the first event in its stream. */
  from: z.int().min(1),
  count: z.int().min(1).max(MOST_EVENTS),
  /** Hash of the event before the first one; empty at the beginning of a stream. */
  previous: z.union([hash, z.literal('')]),
  /** Hash of the last event. */
  head: hash,
  signature,
});
export type BatchHeader = z.infer<typeof batchHeader>;

/**
 * A mailbox has positions of its own, gapless within one epoch of the server; a restored server begins a new one.
 * `quarantine` holds what was not permitted and is read by oversight alone, which asks for it by name.
 */
export const mailbox = z.string().regex(/^(all|quarantine|point:[A-Z]{1,4})$/);

/**
 * The answers to one pushed batch. `cut`: an event of it is not permitted; everything before `before` is to be sent as
 * a batch of its own, then that event alone, so that the rest keeps a signature every receiver can check.
 */
export const pushAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accepted'), upTo: z.int().min(1) }),
  z.strictObject({ kind: z.literal('known'), upTo: z.int().min(1) }),
  z.strictObject({ kind: z.literal('sendFrom'), from: z.int().min(1) }),
  z.strictObject({ kind: z.literal('cut'), before: z.int().min(1) }),
  z.strictObject({ kind: z.literal('quarantined'), upTo: z.int().min(1), reason: z.string().max(40) }),
  z.strictObject({ kind: z.literal('broken') }),
]);
export type PushAnswer = z.infer<typeof pushAnswer>;

/** A batch in a mailbox, at the mailbox's positions `first` to `last`. */
export const delivered = z.strictObject({
  header: batchHeader,
  first: z.int().min(1),
  last: z.int().min(1),
});
export type Delivered = z.infer<typeof delivered>;

/** Codes of what the server refuses; the device has the words (sync/recovery.ts). Never a word of what others hold. */
export const cityProblem = z.strictObject({
  code: z.enum([
    'CODE', // enrolment code unknown, used or expired
    'CERTIFICATE', // not of this city, or revoked
    'SESSION', // session unknown or over: open a new one
    'PROTOCOL', // versions that can't talk to each other
    'BATCH', // not what its header says
    'MAILBOX', // not this device's to read
    'EPOCH', // cursor of another epoch: offer all heads again
    'BUSY', // come again later
  ]),
  /** With PROTOCOL: the newest version the server speaks. */
  protocol: z.int().optional(),
});
const errors = { REFUSED: { status: 422, data: cityProblem } } as const;

const packed = z.instanceof(Blob);

export const cityContract = {
  /**
   * A new PC with its one-time code, as `normalCode` writes it (domain/enrolment-code.ts). out: settings file and
   * certificate. The same code with the same public key gives the same certificate again, as long as the PC is not
   * revoked: the answer may have been lost on the way, and a used code must strand nobody. Another public key is refused.
   */
  enrol: oc
    .errors(errors)
    .input(
      z.strictObject({
        protocol: z.int(),
        code: z.string().min(SHORTEST_CODE).max(LONGEST_CODE),
        publicKey: key,
      }),
    )
    .output(z.strictObject({ certificate, settings: z.instanceof(Blob) })),
  /** First step of a session: a challenge of the server's own, so that no device clock has a say. */
  challenge: oc
    .errors(errors)
    .input(z.strictObject({ protocol: z.int(), certificate }))
    .output(z.strictObject({ challenge: z.string().max(400) })),
  /** Second step: the challenge signed (wire/session.ts); it works once. out: `token` for the `authorization` header of everything below. */
  open: oc
    .errors(errors)
    .input(z.strictObject({ challenge: z.string().max(400), signature }))
    .output(
      z.strictObject({
        token: z.string().max(400),
        /** Seconds until the server wants a new session. */
        seconds: z.int(),
        epoch: z.int().min(1),
        /** Mailboxes this device reads, quarantine aside. */
        mailboxes: z.array(mailbox).max(100),
      }),
    ),
  /** Up to where the server holds each of the named streams; 0 for none. */
  heads: oc
    .errors(errors)
    .input(z.array(z.strictObject({ incarnation, audience })).max(1_000))
    .output(z.array(z.int().min(0)).max(1_000)),
  /** Another device's batch is welcome too, with its author's certificate where the server may have lost it (after a restore). */
  push: oc
    .errors(errors)
    .input(z.strictObject({ header: batchHeader, packed, author: certificate.optional() }))
    .output(pushAnswer),
  /** The next batches of a mailbox; none when everything was read. `packed` holds them one after another, `sizes` long. */
  pull: oc
    .errors(errors)
    .input(z.strictObject({ epoch: z.int().min(1), mailbox, after: z.int().min(0) }))
    .output(
      z.strictObject({
        batches: z.array(delivered).max(200),
        sizes: z.array(z.int().min(1)).max(200),
        /** Last position of the mailbox at present. */
        end: z.int().min(0),
        packed,
      }),
    ),
  /** Certificates of devices whose batches came. A device the server doesn't know is left out. */
  certificates: oc.errors(errors).input(z.array(hex32).max(200)).output(z.array(certificate).max(200)),
};
export type CityContract = typeof cityContract;
