import type { Envelope } from '../../../contract/events/envelope.ts';
import { sameBytes, sha256, toHex } from '../bytes.ts';
import type { Db } from '../database/open.ts';
import { decodeEvent } from './encode.ts';

interface Row {
  id: number;
  hash: Buffer;
  position: number;
  number: number;
  lamport: number;
  bytes: Buffer;
  personal: Buffer | null;
}

const COLUMNS = 'id, hash, position, number, lamport, bytes, personal';

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

/** At every start: the last events of each stream. Damage elsewhere is found by the pages' own authentication. */
export function verifyTails(db: Db, count = 20): boolean {
  const tail = db.prepare(
    `SELECT * FROM (SELECT ${COLUMNS} FROM event WHERE stream = ? ORDER BY position DESC LIMIT ?) ORDER BY position`,
  );
  const streams = db.prepare('SELECT id FROM stream').pluck().all() as number[];
  return streams.every((stream) => hangTogether(tail.all(stream, count) as Row[], null));
}

/** Of the events of one slice; the largest intake alone has 60 kB. */
const SLICE_BYTES = 128 * 1024;

/** The whole journal, stream by stream, in slices; yields after each so that selling goes on. in: most events of a slice. */
export function* verifyAll(db: Db, slice = 200): Generator<number, boolean> {
  const page = db.prepare(
    `SELECT ${COLUMNS} FROM event WHERE stream = ? AND position > ? ORDER BY position LIMIT ?`,
  );
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
  return true;
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
