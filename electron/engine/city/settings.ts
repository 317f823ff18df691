import { z } from 'zod';
import { type Certificate, certificate } from '../../../contract/city.ts';
import type { StoredEvent } from '../../../contract/events/envelope.ts';
import { hex32 } from '../../../contract/events/parts.ts';
import { fromUtf8, utf8 } from '../../../wire/bytes.ts';
import { isGenuine } from '../../../wire/certificate.ts';
import { type Decoded, decodeEvent } from '../../../wire/encode.ts';
import { type HeadStatement, isHeadSignedBy, signHead } from '../../../wire/head.ts';
import { deviceIdOf } from '../../../wire/keys.ts';
import { refuse } from '../problem.ts';

const schema = z.strictObject({
  realm: hex32,
  authorityKey: z.string().regex(/^[0-9a-f]{64}$/),
  publisher: certificate,
  events: z.array(z.string()).min(1).max(100_000),
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});

/** The signed settings a new PC starts from: the publisher's stream and its signature over the stream's head. */
export interface CitySettings {
  readonly realm: string;
  readonly authorityKey: string;
  readonly publisher: Certificate;
  readonly events: readonly StoredEvent[];
}

function headStatement(realm: string, { envelope, hash }: Decoded): HeadStatement {
  const { incarnation, audience, position } = envelope;
  return { realm, incarnation, audience, position, hash };
}

/** in: the publisher's events in order and its secret key; out: the bytes of a settings file. */
export function signSettings(settings: CitySettings, publisherKey: Uint8Array): Buffer {
  const last = settings.events.at(-1);
  if (last === undefined) throw new Error('settings without events');
  const head = headStatement(settings.realm, decodeEvent(last.bytes, null));
  const { realm, authorityKey, publisher } = settings;
  const events = settings.events.map(({ bytes }) => fromUtf8(bytes));
  return utf8(
    JSON.stringify({ realm, authorityKey, publisher, events, signature: signHead(head, publisherKey) }),
  );
}

/** Checks every signature and the whole chain; refuses a file that is not what the city signed. */
export function readSettings(file: Uint8Array): CitySettings & { readonly decoded: readonly Decoded[] } {
  const forged = refuse('SETTINGS', '城市设置文件不完整或签名不符，没有采用。', '请向市局重新索取设置文件。');
  const read = schema.safeParse(jsonOf(file));
  if (!read.success) throw forged;
  const { realm, authorityKey, publisher, signature } = read.data;
  const events = read.data.events.map((text) => ({ bytes: utf8(text), personal: null }));
  const decoded = events.map(({ bytes }) => decodeEvent(bytes, null));
  const last = decoded.at(-1);
  const genuine =
    last !== undefined &&
    isGenuine(publisher, realm, authorityKey) &&
    publisher.statement.capabilities.includes('publish') &&
    isHeadSignedBy(publisher.statement.publicKey, headStatement(realm, last), signature) &&
    isOneChain(decoded, realm, deviceIdOf(publisher.statement.publicKey));
  if (!genuine) throw forged;
  return { realm, authorityKey, publisher, events, decoded };
}

function isOneChain(decoded: readonly Decoded[], realm: string, device: string): boolean {
  return decoded.every(({ envelope }, index) => {
    const previous = index === 0 ? '' : decoded[index - 1]?.hash;
    const placed = envelope.position === index + 1 && envelope.previous === previous;
    return placed && envelope.realm === realm && envelope.device === device && envelope.audience === 'all';
  });
}

function jsonOf(file: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(file));
  } catch {
    return null;
  }
}
