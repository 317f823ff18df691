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
 * A life that is known to be forked (its folder was copied and used twice) has branches, so only its rows are judged.
 */
function hangTogether(rows: readonly Row[], kind: StreamKind, before: Before | null): boolean {
  let last = before;
  for (const row of rows) {
    const envelope = sameBytes(sha256(row.bytes), row.hash) ? envelopeOf(row) : null;
    if (envelope === null) return false;
    const { position, number, lamport } = envelope;
    if (position !== row.position || number !== row.number || lamport !== row.lamport) return false;
    const adjacent = last !== null && position === last.position + 1;
    if (kind !== 'forked' && adjacent && envelope.previous !== last?.hash) return false;
    if (kind === 'own' && last !== null && !adjacent) return false;
    last = { position, hash: toHex(row.hash), id: row.id };
  }
  return true;
}

interface Before {
  readonly position: number;
  readonly hash: string;
  readonly id: number;
}

type StreamKind = 'own' | 'other' | 'forked';

interface Stream {
  readonly id: number;
  readonly kind: StreamKind;
}

/** in: this PC's present incarnation. */
function streamsOf(db: Db, own: string): readonly Stream[] {
  const streams = db.prepare(
    `SELECT id, CASE WHEN incarnation = ? THEN 'own' WHEN incarnation IN (SELECT incarnation FROM forked_life)
     THEN 'forked' ELSE 'other' END AS kind FROM stream`,
  );
  return streams.all(own) as Stream[];
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
  const tail = db.prepare(
    `SELECT * FROM (${OF_STREAM} ORDER BY p.position DESC, p.event DESC LIMIT ?) ORDER BY position, id`,
  );
  return streamsOf(db, own).every(({ id, kind }) => hangTogether(tail.all(id, count) as Row[], kind, null));
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
  const page = db.prepare(
    `${OF_STREAM} AND (p.position, p.event) > (?, ?) ORDER BY p.position, p.event LIMIT ?`,
  );
  for (const { id, kind } of streamsOf(db, own)) {
    let before: Before = { position: 0, hash: '', id: 0 };
    for (;;) {
      const rows = sliceOf(page.iterate(id, before.position, before.id, slice) as IterableIterator<Row>);
      const last = rows.at(-1);
      if (last === undefined) break;
      if (!hangTogether(rows, kind, before)) return false;
      before = { position: last.position, hash: toHex(last.hash), id: last.id };
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
