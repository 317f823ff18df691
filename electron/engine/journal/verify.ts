import type { Envelope } from '../../../contract/events/envelope.ts';
import { sameBytes, sha256, toHex } from '../bytes.ts';
import type { Db } from '../database/open.ts';
import { decodeEvent } from './encode.ts';
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

/** Whether every row says what its bytes say and the rows hang together: hash, chain, gapless positions. */
function hangTogether(rows: readonly Row[], previous: string | null): boolean {
  let last = previous;
  for (const row of rows) {
    const envelope = sameBytes(sha256(row.bytes), row.hash) ? envelopeOf(row) : null;
    if (envelope === null) return false;
    const { position, number, lamport } = envelope;
    if (position !== row.position || number !== row.number || lamport !== row.lamport) return false;
    if (last !== null && envelope.previous !== last) return false;
    last = toHex(row.hash);
  }
  return true;
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
 * Damage elsewhere is found by the pages' own authentication.
 */
export function verifyTails(db: Db, count = MOST_PENDING + 20): boolean {
  const tail = db.prepare(`SELECT * FROM (${OF_STREAM} ORDER BY p.position DESC LIMIT ?) ORDER BY position`);
  const streams = db.prepare('SELECT id FROM stream').pluck().all() as number[];
  return streams.every((stream) => hangTogether(tail.all(stream, count) as Row[], null));
}

/** Of the events of one slice; the largest intake alone has 60 kB. */
const SLICE_BYTES = 128 * 1024;

/** The whole journal, stream by stream, in slices; yields after each so that selling goes on. in: most events of a slice. */
export function* verifyAll(db: Db, slice = 200): Generator<number, boolean> {
  catchUp(db);
  const page = db.prepare(`${OF_STREAM} AND p.position > ? ORDER BY p.position LIMIT ?`);
  for (const stream of db.prepare('SELECT id FROM stream').pluck().all() as number[]) {
    let position = 0;
    let previous = '';
    for (;;) {
      const rows = sliceOf(page.iterate(stream, position, slice) as IterableIterator<Row>);
      const last = rows.at(-1);
      if (last === undefined) break;
      const gapless = rows.every((row, index) => row.position === position + index + 1);
      if (!gapless || !hangTogether(rows, previous)) return false;
      position = last.position;
      previous = toHex(last.hash);
      yield rows.length;
    }
  }
  return everyEventHasItsPlace(db);
}

/**
 * Rows are numbered without gaps and never deleted, so an event missing from the streams shows in the count. Those
 * written since the check began may still wait in memory for their place.
 */
function everyEventHasItsPlace(db: Db): boolean {
  const sql = 'SELECT (SELECT upto FROM lookup) = (SELECT count(*) FROM event_place)';
  return db.prepare(sql).pluck().get() === 1;
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
