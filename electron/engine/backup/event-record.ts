import { z } from 'zod';
import type { StoredEvent } from '../../../contract/events/envelope.ts';
import { fromUtf8, utf8 } from '../../../wire/bytes.ts';

/** An event as it lies in the database's row, so that a repeated request is still known after a restore. */
export interface KeptEvent extends StoredEvent {
  /** Hash of what the form asked for; null for events that came from elsewhere. */
  readonly asked: Uint8Array | null;
}

/** A row as it is: its columns grow with the program, and a copy must outlive that. */
const pin = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** What makes a PC this PC, beside its events: a copy without it could be read, but nobody could go on with it. */
const pcRecord = z.strictObject({
  realm: z.string(),
  device: z.string(),
  /** Hex, as the settings are base64: the whole is encrypted like everything else in the file. */
  privateKey: z.string(),
  incarnation: z.string(),
  letter: z.int(),
  certificate: z.string(),
  settings: z.base64(),
  pins: z.array(pin),
  /** Where the city's server is; left out in records from before there was one. */
  server: z.strictObject({ address: z.string(), ca: z.string().nullable() }).nullable().optional(),
});
export type PcRecord = z.infer<typeof pcRecord>;

export type Content =
  | { readonly kind: 'events'; readonly events: readonly KeptEvent[] }
  | { readonly kind: 'pc'; readonly pc: PcRecord };

const EVENTS = 1;
const PC = 2;

/** out: the bytes of one record before they are sealed. */
export function packRecord(content: Content): Buffer {
  if (content.kind === 'pc') return Buffer.concat([Buffer.of(PC), utf8(JSON.stringify(content.pc))]);
  const parts = content.events.flatMap(({ bytes, personal, asked }) =>
    [bytes, personal, asked].flatMap((part) => [sizeOf(part), part ?? Buffer.alloc(0)]),
  );
  return Buffer.concat([Buffer.of(EVENTS), ...parts]);
}

/** One more than the length, so that 0 says: there is none. */
function sizeOf(part: Uint8Array | null): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(part === null ? 0 : part.length + 1);
  return size;
}

/** Throws where the bytes are no record: they were sealed by this program, so that is a bug or a newer program's file. */
export function unpackRecord(record: Buffer): Content {
  const kind = record[0];
  if (kind === PC) return { kind: 'pc', pc: pcRecord.parse(JSON.parse(fromUtf8(record.subarray(1)))) };
  if (kind !== EVENTS) throw new Error('a record of an unknown kind');
  const events: KeptEvent[] = [];
  let at = 1;
  const next = (): Buffer | null => {
    const size = record.readUInt32BE(at);
    at += 4 + Math.max(0, size - 1);
    return size === 0 ? null : record.subarray(at - size + 1, at);
  };
  while (at < record.length) {
    const [bytes, personal, asked] = [next(), next(), next()];
    if (bytes === null) throw new Error('a record with an event of no bytes');
    events.push({ bytes, personal, asked });
  }
  return { kind: 'events', events };
}
