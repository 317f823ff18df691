import type { FoldEvent } from '../contract/domain/event-order.ts';
import { catalogue, isReadable } from '../contract/events/catalogue.ts';
import { type Envelope, envelope, personalPart } from '../contract/events/envelope.ts';
import { fromUtf8, sha256, toHex, utf8 } from './bytes.ts';

/** An event taken apart again: the envelope, its identity, and what folds need of it. */
export interface Decoded {
  readonly envelope: Envelope;
  readonly hash: string;
  /** Null for a type or version this program can't read yet: kept, passed on, never folded. */
  readonly fold: FoldEvent | null;
}

export function streamName(incarnation: string, audience: string): string {
  return `${incarnation}/${audience}`;
}

/** The bytes whose hash is the event's identity. The key order is the envelope schema's. */
export function encodeEnvelope(event: Envelope): Buffer {
  return utf8(JSON.stringify(envelope.parse(event)));
}

export function encodePersonal(salt: Uint8Array, fields: Readonly<Record<string, unknown>>): Buffer {
  return utf8(JSON.stringify(personalPart.parse({ salt: toHex(salt), fields })));
}

/**
 * in: exact bytes and the personal part (null where withheld). Throws when they are no event, or the personal part is
 * not the one the envelope names: both mean damage or forgery, never a clerk's mistake.
 */
export function decodeEvent(bytes: Uint8Array, personal: Uint8Array | null): Decoded {
  const parsed = envelope.parse(JSON.parse(fromUtf8(bytes)));
  if (personal !== null && toHex(sha256(personal)) !== parsed.private) {
    throw new Error('personal part does not belong to its event');
  }
  if (!isReadable(parsed.type, parsed.version)) return { envelope: parsed, hash: hashOf(bytes), fold: null };
  const payload = catalogue[parsed.type].payload.parse(parsed.payload) as Record<string, unknown>;
  const fields = personal === null ? null : personalPart.parse(JSON.parse(fromUtf8(personal))).fields;
  return assemble({ ...parsed, payload }, bytes, fields);
}

const hashOf = (bytes: Uint8Array) => toHex(sha256(bytes));

/** For an event of a known type whose parts were parsed already: on their way into the bytes, or out of them. */
export function assemble(
  event: Envelope,
  bytes: Uint8Array,
  personal: Readonly<Record<string, unknown>> | null,
): Decoded {
  const hash = hashOf(bytes);
  return { envelope: event, hash, fold: toFold(event, hash, personal) };
}

function toFold(
  event: Envelope,
  hash: string,
  personal: Readonly<Record<string, unknown>> | null,
): FoldEvent {
  const { device, incarnation, number, audience, position, lamport, businessDay, at, actor, approver } =
    event;
  const { type, payload } = event;
  const { deciding } = catalogue[type as keyof typeof catalogue];
  return {
    hash,
    device,
    incarnation,
    number,
    stream: streamName(incarnation, audience),
    position,
    lamport,
    businessDay,
    at,
    actor,
    approver,
    type,
    payload,
    personal,
    heads: deciding ? (payload['heads'] as Record<string, number>) : null,
  };
}
