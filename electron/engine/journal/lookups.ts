import type { EntityRef } from '../../../contract/events/envelope.ts';
import { fromHex, fromUtf8, toHex } from '../../../wire/bytes.ts';
import type { Db } from '../database/open.ts';
import { write } from '../database/write.ts';
import { createTouches } from './touches.ts';

/**
 * Finding events by hash, request, place and what they touch. These tables are derived from the journal alone, so they
 * may lag behind it: new events are found in memory and written down many at a time. Writing them with every sale made
 * each commit nine pages heavier, a third of its time (measured); what a kill loses here is read back at the next start.
 */
export interface Lookups {
  add(event: Placed): void;
  rowOfHash(hash: string): number | null;
  rowOfRequest(request: string): number | null;
  ofEntity(kind: string, id: string): readonly number[];
  ofCards: ReturnType<typeof createTouches>['ofCards'];
  /** Writes down what is pending, so that SQL sees it. */
  settle(): void;
  commit(): void;
  forget(): void;
}

/** An event of the journal with what it is found by. */
export interface Placed {
  readonly row: number;
  readonly stream: number;
  readonly position: number;
  readonly hash: string;
  readonly request: string;
  readonly entities: readonly EntityRef[];
}

/** Events kept in memory before they are written down together: about 3 ms of one turn. */
export const MOST_PENDING = 128;
/** What these may touch: a delivery in 500 runs is as much to write down as a hundred sales (200 ms for 128 of them). */
const MOST_TOUCHES = 1_000;

export function createLookups(db: Db): Lookups {
  const touches = createTouches(db);
  const store = createStore(db, touches);
  /** Committed to the journal and not yet written down here. */
  let waiting: readonly Placed[] = [];
  /** Of the transaction under way. */
  let fresh: Placed[] = [];
  /** What waited before the transaction under way wrote it down; comes back if that fails. */
  let before: readonly Placed[] | null = null;
  const hashes = new Map<string, number>();
  const requests = new Map<string, number>();

  function remember({ row, hash, request }: Placed): void {
    hashes.set(hash, row);
    requests.set(request, row);
  }
  function recall(): void {
    hashes.clear();
    requests.clear();
    for (const one of waiting) remember(one);
  }
  function settle(): void {
    if (waiting.length + fresh.length === 0) return;
    if (db.inTransaction) before ??= waiting;
    store.write([...waiting, ...fresh]);
    waiting = [];
    fresh = [];
    recall();
  }

  store.catchUp();
  return {
    add(event) {
      fresh.push(event);
      remember(event);
      const touched = [...waiting, ...fresh].reduce((sum, { entities }) => sum + entities.length, 0);
      if (waiting.length + fresh.length >= MOST_PENDING || touched >= MOST_TOUCHES) settle();
    },
    rowOfHash: (hash) => hashes.get(hash) ?? store.rowOfHash(hash),
    rowOfRequest: (request) => requests.get(request) ?? store.rowOfRequest(request),
    ofEntity(kind, id) {
      settle();
      return touches.ofEntity(kind, id);
    },
    ofCards(range) {
      settle();
      return touches.ofCards(range);
    },
    settle,
    commit() {
      waiting = [...waiting, ...fresh];
      fresh = [];
      before = null;
    },
    forget() {
      waiting = before ?? waiting;
      fresh = [];
      before = null;
      recall();
    },
  };
}

/** Writes down whatever of the journal the lookups in the database don't hold yet; harmless beside a `Lookups` in use. */
export function catchUp(db: Db): void {
  createStore(db, createTouches(db)).catchUp();
}

function createStore(db: Db, touches: ReturnType<typeof createTouches>) {
  const addHash = db.prepare('INSERT OR IGNORE INTO event_hash VALUES (?, ?)');
  const addRequest = db.prepare('INSERT OR IGNORE INTO event_request VALUES (?, ?)');
  const addPlace = db.prepare('INSERT OR IGNORE INTO event_place VALUES (?, ?, ?)');
  const mark = db.prepare('UPDATE lookup SET upto = ?');
  const byHash = db.prepare('SELECT event FROM event_hash WHERE hash = ?').pluck();
  const byRequest = db.prepare('SELECT event FROM event_request WHERE request = ? ORDER BY event').pluck();
  const missing = db.prepare(
    `SELECT id AS row, stream, position, hash, request, bytes FROM event
     WHERE id > (SELECT upto FROM lookup) ORDER BY id LIMIT 1000`,
  );

  const writeAll = (events: readonly Placed[]) =>
    write(db, () => {
      for (const { row, hash } of events) addHash.run(fromHex(hash), row);
      for (const { row, request } of events) addRequest.run(request, row);
      for (const { row, stream, position } of events) addPlace.run(stream, position, row);
      for (const { row, entities } of events) for (const ref of entities) touches.add(row, ref);
      mark.run(events.at(-1)?.row);
    });

  return {
    write: writeAll,
    rowOfHash: (hash: string) => (byHash.get(fromHex(hash)) as number | undefined) ?? null,
    rowOfRequest: (request: string) => (byRequest.get(request) as number | undefined) ?? null,
    /** What a kill, or another way of writing, left out. */
    catchUp(): void {
      for (;;) {
        const rows = missing.all() as Row[];
        if (rows.length === 0) return;
        writeAll(
          rows.map(({ hash, bytes, ...place }) => ({
            ...place,
            hash: toHex(hash),
            entities: entitiesIn(bytes),
          })),
        );
      }
    },
  };
}

type Row = Omit<Placed, 'hash' | 'entities'> & { readonly hash: Buffer; readonly bytes: Buffer };

/** Bytes that are no event are found by the check of the chain's tails, which covers all that can be pending. */
function entitiesIn(bytes: Buffer): readonly EntityRef[] {
  try {
    return JSON.parse(fromUtf8(bytes)).entities;
  } catch {
    return [];
  }
}
