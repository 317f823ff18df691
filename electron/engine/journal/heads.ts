import { toHex } from '../../../wire/bytes.ts';
import { type Decoded, streamName } from '../../../wire/encode.ts';
import type { Db } from '../database/open.ts';
import type { Identity } from './identity.ts';

export interface Head {
  readonly position: number;
  readonly hash: string;
}

/** Where the journal stands: own last number, highest lamport seen, and the head of every stream held. */
export interface Heads {
  readonly number: number;
  readonly lamport: number;
  readonly streams: ReadonlyMap<string, Head>;
}

interface Row {
  incarnation: string;
  audience: string;
  position: number;
  hash: Buffer;
  number: number;
  lamport: number;
}

/** One index look-up per stream, whatever the length of the journal: lamport and number grow along a stream. */
export function readHeads(db: Db, identity: Identity): Heads {
  const last = db.prepare(
    `SELECT e.position, e.hash, e.number, e.lamport FROM event_place p JOIN event e ON e.id = p.event
     WHERE p.stream = ? ORDER BY p.position DESC LIMIT 1`,
  );
  const streams = db.prepare('SELECT id, incarnation, audience FROM stream').all() as (Row & {
    id: number;
  })[];
  const rows = streams.map((stream) => ({ ...stream, ...(last.get(stream.id) as Row) }));
  const own = rows.filter((row) => row.incarnation === identity.incarnation);
  return {
    number: Math.max(0, ...own.map((row) => row.number)),
    lamport: Math.max(0, ...rows.map((row) => row.lamport)),
    streams: new Map(
      rows.map((row) => [
        streamName(row.incarnation, row.audience),
        { position: row.position, hash: toHex(row.hash) },
      ]),
    ),
  };
}

export function withHead(heads: Heads, { envelope, hash }: Decoded, own: boolean): Heads {
  const { incarnation, audience, position, number, lamport } = envelope;
  const stream = streamName(incarnation, audience);
  // An event that came after its followers is no step back.
  const newest = position > (heads.streams.get(stream)?.position ?? 0);
  return {
    number: own ? number : heads.number,
    lamport: Math.max(heads.lamport, lamport),
    streams: newest ? new Map(heads.streams).set(stream, { position, hash }) : heads.streams,
  };
}

/** As deciding events carry them: stream -> position. */
export function headPositions(heads: Heads): Record<string, number> {
  return Object.fromEntries([...heads.streams].map(([stream, head]) => [stream, head.position]));
}
