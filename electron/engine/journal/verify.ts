import type { Envelope } from '../../../contract/events/envelope.ts';
import { sameBytes, sha256, toHex } from '../../../wire/bytes.ts';
import { decodeEvent } from '../../../wire/encode.ts';
import type { Db } from '../database/open.ts';
import { catchUp, MOST_PENDING } from './lookups.ts';

interface Row {
  id: number;
  hash: Buffer;
  position: number;
  number: number;
  lamport: number;
  bytes: Buffer;
  personal: Buffer | null;
}

const OF_STREAM = `SELECT e.id, e.hash, e.position, e.number, e.lamport, e.bytes, e.personal
  FROM event_place p JOIN event e ON e.id = p.event WHERE p.stream = ?`;

/**
 * Whether every row says what its bytes say and the rows hang together: hash, chain, positions. `before` is the row that
 * the first one follows, null where that is not looked at. Own streams are gapless; a gap in another device's is what
 * has not arrived yet (design.md §6, folds know late news), no damage: the chain is then judged on both sides of it.
 */
function hangTogether(rows: readonly Row[], own: boolean, before: Before | null): boolean {
  let last = before;
  for (const row of rows) {
    const envelope = sameBytes(sha256(row.bytes), row.hash) ? envelopeOf(row) : null;
    if (envelope === null) return false;
    const { position, number, lamport } = envelope;
    if (position !== row.position || number !== row.number || lamport !== row.lamport) return false;
    const adjacent = last !== null && position === last.position + 1;
    if (adjacent && envelope.previous !== last?.hash) return false;
    if (own && last !== null && !adjacent) return false;
    last = { position, hash: toHex(row.hash) };
  }
  return true;
}

interface Before {
  readonly position: number;
  readonly hash: string;
}

interface Stream {
  readonly id: number;
  readonly incarnation: string;
}

function streamsOf(db: Db): readonly Stream[] {
  return db.prepare('SELECT id, incarnation FROM stream').all() as Stream[];
}

/** Null when the bytes are no event, or the personal part is another event's. */
function envelopeOf({ bytes, personal }: Row): Envelope | null {
  try {
    return decodeEvent(bytes, personal).envelope;
  } catch {
    return null;
  }
}

/**
 * At every start: the last events of each stream, among them all that were found again by bare bytes (lookups.ts).
 * Damage elsewhere is found by the pages' own authentication. in: this PC's present incarnation.
 */
export function verifyTails(db: Db, own: string, count = MOST_PENDING + 20): boolean {
  const tail = db.prepare(`SELECT * FROM (${OF_STREAM} ORDER BY p.position DESC LIMIT ?) ORDER BY position`);
  return streamsOf(db).every(({ id, incarnation }) =>
    hangTogether(tail.all(id, count) as Row[], incarnation === own, null),
  );
}

/** Of the events of one slice; the largest intake alone has 60 kB. */
const SLICE_BYTES = 128 * 1024;

/**
 * The whole journal, stream by stream, in slices; yields after each so that selling goes on. in: this PC's present
 * incarnation; most events of a slice.
 */
export function* verifyAll(db: Db, own: string, slice = 200): Generator<number, boolean> {
  catchUp(db);
  // Rows are numbered without gaps and never deleted, so an event missing from the streams shows in the count. Those
  // written since the check began may still wait in memory for their place.
  const upto = db.prepare('SELECT upto FROM lookup').pluck().get() as number;
  let seen = 0;
  const page = db.prepare(`${OF_STREAM} AND p.position > ? ORDER BY p.position LIMIT ?`);
  for (const { id, incarnation } of streamsOf(db)) {
    let before: Before = { position: 0, hash: '' };
    for (;;) {
      const rows = sliceOf(page.iterate(id, before.position, slice) as IterableIterator<Row>);
      const last = rows.at(-1);
      if (last === undefined) break;
      if (!hangTogether(rows, incarnation === own, before)) return false;
      before = { position: last.position, hash: toHex(last.hash) };
      seen += rows.filter((row) => row.id <= upto).length;
      yield rows.length;
    }
  }
  return seen === upto;
}

function sliceOf(found: Iterable<Row>): Row[] {
  const rows: Row[] = [];
  let bytes = 0;
  for (const row of found) {
    rows.push(row);
    bytes += row.bytes.length;
    if (bytes >= SLICE_BYTES) break;
  }
  return rows;
}
