import { zstdCompressSync } from 'node:zlib';
import type { BatchHeader } from '../../contract/city.ts';
import type { Batch } from '../../wire/batch.ts';
import { sha256, toHex } from '../../wire/bytes.ts';
import { signHead } from '../../wire/head.ts';

/** An event as a program of somebody's own would write it: any fields, right or wrong. */
export type AnyEvent = Readonly<Record<string, unknown>>;

/**
 * Packs and truly signs whatever is given, as who holds a PC's key and not its program can. in: the header's fields that
 * say where it belongs; the events, of which everything from `lamport` on travels.
 */
export function packAnything(
  origin: Pick<BatchHeader, 'realm' | 'device' | 'incarnation' | 'audience' | 'from' | 'previous'>,
  events: readonly AnyEvent[],
  secret: Uint8Array,
): Batch {
  const { realm, device, incarnation, audience, from } = origin;
  let previous = origin.previous;
  const lines = events.map((event, index) => {
    const { number, lamport, ...rest } = event;
    const place = { realm, device, incarnation, number, audience, position: from + index, previous };
    const text = JSON.stringify({ ...place, lamport, ...without(rest, place) });
    previous = toHex(sha256(text));
    return `${String(number)} ${text.slice(text.indexOf(PLACED) + 1)}`;
  });
  const statement = { realm, incarnation, audience, position: from + events.length - 1, hash: previous };
  const header = { ...origin, count: events.length, head: previous, signature: signHead(statement, secret) };
  return { header, packed: zstdCompressSync(lines.join('\n')) };
}

const PLACED = ',"lamport"';

function without(event: AnyEvent, names: object): AnyEvent {
  return Object.fromEntries(Object.entries(event).filter(([name]) => !(name in names)));
}
