import type { StoredEvent } from '../../../contract/events/envelope.ts';
import { type Batch, type OpenedEvent, repack } from '../../../wire/batch.ts';
import { decodeEvent } from '../../../wire/encode.ts';
import { signHead } from '../../../wire/head.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Heads } from '../journal/heads.ts';
import type { World } from '../world.ts';
import { streamKey } from './books.ts';
import type { Piece, StreamStanding } from './outbox.ts';

/** Unpacked bytes of one batch: below the bound on packed ones, however badly they pack. */
const MOST_BYTES = 1_000_000;
/** Events read and taken apart between two turns. */
const SLICE = 100;

/** Both halves of the journal's places: those written down, and the newest, which may not be yet (journal/lookups.ts). */
const PLACES = `
  WITH one AS (SELECT id FROM stream WHERE incarnation = ? AND audience = ?)
  SELECT p.position, p.event FROM event_place p WHERE p.stream = (SELECT id FROM one) AND p.position BETWEEN ? AND ?
  UNION ALL
  SELECT e.position, e.id FROM event e WHERE e.id > (SELECT upto FROM lookup)
    AND e.stream = (SELECT id FROM one) AND e.position BETWEEN ? AND ?
  ORDER BY 1, 2`;

/** Rows of a stream between two positions, both included; several at one position where it is forked. */
export function placesOf(
  db: Db,
  stream: string,
  from: number,
  upTo: number,
): readonly { readonly position: number; readonly event: number }[] {
  const { incarnation, audience } = streamKey(stream);
  return statement(db, PLACES).all(incarnation, audience, from, upTo, from, upTo) as {
    position: number;
    event: number;
  }[];
}

/** Lives of this PC: only it can sign their ends. */
export function ownLives(db: Db, device: string): ReadonlySet<string> {
  const lives = statement(db, 'SELECT DISTINCT incarnation FROM stream WHERE device = ?').pluck().all(device);
  return new Set(lives as string[]);
}

export interface Standings {
  readonly heads: Heads;
  readonly confirmed: ReadonlyMap<string, number>;
  readonly own: ReadonlySet<string>;
  readonly stopped: ReadonlyMap<string, unknown>;
  readonly cuts: ReadonlyMap<string, number>;
}

/** Own streams, and those of others of which the server lost something; the city's own first, as it is the shortest. */
export function standingsOf(db: Db, { heads, confirmed, own, stopped, cuts }: Standings): StreamStanding[] {
  return [...heads.streams]
    .flatMap(([stream, { position: head }]): StreamStanding[] => {
      const { incarnation } = streamKey(stream);
      const [mine, held] = [own.has(incarnation), confirmed.get(stream)];
      if (stopped.has(incarnation) || (!mine && (held === undefined || held >= head))) return [];
      const signed = mine ? [] : signedEnds(db, stream, held ?? 0, head);
      return [{ stream, own: mine, head, confirmed: held ?? 0, cutAt: cuts.get(stream) ?? null, signed }];
    })
    .sort((a, b) => (a.stream < b.stream ? -1 : 1));
}

/** The next end that was signed, if no event is missing before it; one is enough to go on. */
function signedEnds(db: Db, stream: string, confirmed: number, head: number): readonly number[] {
  const { incarnation, audience } = streamKey(stream);
  const next = statement(
    db,
    'SELECT min(position) FROM kept_signature WHERE incarnation = ? AND audience = ? AND position > ? AND position <= ?',
  ).pluck();
  const end = next.get(incarnation, audience, confirmed, head) as number | null;
  if (end === null) return [];
  const held = new Set(placesOf(db, stream, confirmed + 1, end).map(({ position }) => position));
  return held.size === end - confirmed ? [end] : [];
}

/**
 * The batch for a piece, cut shorter where it would be too large. Own pieces are signed here; others' keep their
 * author's signature. Null when the stream doesn't hang together from there. Takes several turns.
 */
export async function readBatch(
  db: Db,
  piece: Piece,
  privateKey: () => Uint8Array,
  { nextTurn }: World['timers'],
): Promise<Batch | null> {
  const found: OpenedEvent[] = [];
  const rows = placesOf(db, piece.stream, piece.from, piece.upTo);
  let bytes = 0;
  for (const [index, { event }] of rows.entries()) {
    if (index % SLICE === SLICE - 1) await nextTurn();
    const one = openedEvent(db, event);
    bytes += one.bytes.length + (one.personal?.length ?? 0);
    if (piece.own && found.length > 0 && bytes > MOST_BYTES) break;
    found.push(one);
  }
  return piece.own ? signedByUs(forwards(found, piece.from), privateKey) : signedByAuthor(db, piece, found);
}

function openedEvent(db: Db, row: number): OpenedEvent {
  const { bytes, personal } = statement(db, 'SELECT bytes, personal FROM event WHERE id = ?').get(
    row,
  ) as StoredEvent;
  return { bytes, personal, decoded: decodeEvent(bytes, personal) };
}

/** One unbroken chain from that position on; of two branches the one that came first. */
function forwards(events: readonly OpenedEvent[], from: number): readonly OpenedEvent[] {
  const chain: OpenedEvent[] = [];
  for (const event of events) {
    const { position, previous } = event.decoded.envelope;
    if (position !== from + chain.length) continue;
    const last = chain.at(-1);
    if (last === undefined || last.decoded.hash === previous) chain.push(event);
  }
  return chain;
}

function signedByUs(events: readonly OpenedEvent[], privateKey: () => Uint8Array): Batch | null {
  const last = events.at(-1)?.decoded;
  if (last === undefined) return null;
  const { realm, incarnation, audience, position } = last.envelope;
  const head = { realm, incarnation, audience, position, hash: last.hash };
  return repack(events, signHead(head, privateKey()));
}

function signedByAuthor(db: Db, { stream, from, upTo }: Piece, events: readonly OpenedEvent[]): Batch | null {
  const { incarnation, audience } = streamKey(stream);
  const kept = statement(
    db,
    'SELECT hash, signature FROM kept_signature WHERE incarnation = ? AND audience = ? AND position = ? ORDER BY hash',
  ).all(incarnation, audience, upTo) as { readonly hash: string; readonly signature: string }[];
  const byHash = new Map(events.map((event) => [event.decoded.hash, event]));
  for (const { hash, signature } of kept) {
    const chain = backwards(byHash, hash);
    if (chain.length === upTo - from + 1) return repack(chain, signature);
  }
  return null;
}

/** What the signature vouches for: each event names the one before it. */
function backwards(byHash: ReadonlyMap<string, OpenedEvent>, head: string): readonly OpenedEvent[] {
  const chain: OpenedEvent[] = [];
  for (let event = byHash.get(head); event !== undefined; event = byHash.get(event.decoded.envelope.previous))
    chain.unshift(event);
  return chain;
}
