import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { type BatchHeader, MOST_EVENTS, MOST_UNPACKED } from '../contract/city.ts';
import type { StoredEvent } from '../contract/events/envelope.ts';
import { fromUtf8, utf8 } from './bytes.ts';
import { type Decoded, decodeEvent } from './encode.ts';
import { type HeadStatement, isHeadSignedBy, signHead } from './head.ts';

/** Consecutive events of one stream as they travel: what the other side can derive is left out of the packed part. */
export interface Batch {
  readonly header: BatchHeader;
  readonly packed: Uint8Array;
}

export interface OpenedEvent extends StoredEvent {
  readonly decoded: Decoded;
}

/** The bytes that come before `lamport` in every event, derivable from the batch's header and two numbers. */
function prefixOf(header: Origin, number: string, position: number, previous: string): string {
  const { realm, device, incarnation, audience } = header;
  return `{"realm":"${realm}","device":"${device}","incarnation":"${incarnation}","number":${number},"audience":"${audience}","position":${position},"previous":"${previous}",`;
}

type Origin = Pick<BatchHeader, 'realm' | 'device' | 'incarnation' | 'audience'>;

const LINE = '\n';
/** Begins the line of a personal part, which belongs to the event of the line before. */
const PERSONAL = '+';

/**
 * in: consecutive events of one stream, oldest first, at least one and at most `MOST_EVENTS`; the author's secret key.
 * out: the batch, signed at its last event.
 */
export function packBatch(events: readonly StoredEvent[], secretKey: Uint8Array): Batch {
  const opened = events.map((event) => ({ ...event, decoded: decodeEvent(event.bytes, event.personal) }));
  const [first, last] = [opened[0], opened.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a batch without events');
  const head = headOf(last.decoded);
  return repack(opened, signHead(head, secretKey));
}

/** As `packBatch`, for a part of a stream whose signature at the last event is known: another device's, or one made before. */
export function repack(events: readonly OpenedEvent[], signature: string): Batch {
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a batch without events');
  const { realm, device, incarnation, audience, position: from, previous } = first.decoded.envelope;
  const origin = { realm, device, incarnation, audience };
  const lines = events.flatMap(({ bytes, personal, decoded }) => {
    const { number, position, previous: before } = decoded.envelope;
    const prefix = prefixOf(origin, String(number), position, before);
    const text = fromUtf8(bytes);
    if (!text.startsWith(prefix) || text.includes(LINE))
      throw new Error('an event that is not written canonically');
    const line = `${number} ${text.slice(prefix.length)}`;
    return personal === null ? [line] : [line, PERSONAL + fromUtf8(personal)];
  });
  const packed = zstdCompressSync(utf8(lines.join(LINE)), {
    params: { [constants.ZSTD_c_compressionLevel]: LEVEL },
  });
  const header = { ...origin, from, count: events.length, previous, head: last.decoded.hash, signature };
  return { header, packed };
}

/** Of zstd. Level 9 packs 1,000 sales in about 12 ms; higher ones cost more time than they save bytes. */
const LEVEL = 9;

function headOf({ envelope, hash }: Decoded): HeadStatement {
  const { realm, incarnation, audience, position } = envelope;
  return { realm, incarnation, audience, position, hash };
}

/** Says why a batch is not what its header claims; the sender is broken or lies. */
export class BadBatch extends Error {}

/**
 * Takes a batch apart and checks it whole: size, chain from `previous` to `head`, gapless positions, personal parts.
 * The signature is checked by `isSigned`, whoever wrote the events. Throws `BadBatch`; never takes a part.
 */
export function openBatch(batch: Batch): readonly OpenedEvent[] {
  const slices = openInSlices(batch);
  for (;;) {
    const { done, value } = slices.next();
    if (done) return value;
  }
}

/** Events taken apart between two turns: 5 ms; a whole batch would take 50. */
const SLICE = 100;

/** As `openBatch`, for a side that has other work beside: it may give that its turn at each `yield`. */
export function* openInSlices({ header, packed }: Batch): Generator<void, readonly OpenedEvent[]> {
  const lines = unpack(packed);
  const events: OpenedEvent[] = [];
  let previous = header.previous;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const space = line.indexOf(' ');
    const number = line.slice(0, space);
    if (!/^[1-9]\d{0,14}$/.test(number)) throw new BadBatch('a line that is no event');
    const text = prefixOf(header, number, header.from + events.length, previous) + line.slice(space + 1);
    const beside = lines[at + 1]?.startsWith(PERSONAL) ? utf8(lines[++at]?.slice(1) ?? '') : null;
    const event = open(utf8(text), beside);
    if (events.length >= MOST_EVENTS) throw new BadBatch('too many events');
    const { envelope } = event.decoded;
    const last = events.at(-1)?.decoded.envelope;
    if (last !== undefined && (envelope.number <= last.number || envelope.lamport <= last.lamport))
      throw new BadBatch('numbers or lamport that do not grow');
    events.push(event);
    previous = event.decoded.hash;
    if (events.length % SLICE === 0) yield;
  }
  if (events.length !== header.count) throw new BadBatch('another count than the header says');
  if (previous !== header.head) throw new BadBatch('another end than the header says');
  return events;
}

function unpack(packed: Uint8Array): readonly string[] {
  const { buffer, engine } = decompress(packed);
  // zstd stops at its end; what somebody put behind it would be passed on by everyone.
  if (engine.bytesWritten !== packed.length) throw new BadBatch('more than was packed');
  return fromUtf8(buffer).split(LINE, 2 * MOST_EVENTS + 1);
}

interface Decompressed {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

function decompress(packed: Uint8Array): Decompressed {
  const options = { maxOutputLength: MOST_UNPACKED, info: true };
  try {
    // Node's types don't know what `info` changes.
    return zstdDecompressSync(packed, options) as unknown as Decompressed;
  } catch {
    throw new BadBatch('what is packed is damaged or too large');
  }
}

function open(bytes: Buffer, personal: Buffer | null): OpenedEvent {
  const decoded = decode(bytes, personal);
  // A key written twice would be read as the second one, and say another audience or position than the header does.
  if (JSON.stringify(decoded.envelope) !== fromUtf8(bytes))
    throw new BadBatch('an event not written canonically');
  return { bytes, personal, decoded };
}

function decode(bytes: Buffer, personal: Buffer | null): Decoded {
  try {
    return decodeEvent(bytes, personal);
  } catch {
    throw new BadBatch('bytes that are no event');
  }
}

/** Whether the device of that public key vouches for the batch's end, and so for everything before it. */
export function isSigned({ header }: Batch, publicKey: string): boolean {
  const { realm, incarnation, audience, from, count, head, signature } = header;
  const statement = { realm, incarnation, audience, position: from + count - 1, hash: head };
  return isHeadSignedBy(publicKey, statement, signature);
}
