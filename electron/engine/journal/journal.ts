import type { FoldEvent } from '../../../contract/domain/event-order.ts';
import type { EventType } from '../../../contract/events/catalogue.ts';
import type { EntityRef, Envelope, StoredEvent } from '../../../contract/events/envelope.ts';
import { fromHex } from '../../../wire/bytes.ts';
import { type Decoded, decodeEvent } from '../../../wire/encode.ts';
import type { Db } from '../database/open.ts';
import { refuse } from '../problem.ts';
import type { World } from '../world.ts';
import { type Heads, readHeads, withHead } from './heads.ts';
import type { Identity } from './identity.ts';
import { createLookups, type Lookups } from './lookups.ts';
import { type Circumstances, type Draft, makeEvent } from './make-event.ts';
import { isOrderly, rangeOf } from './touches.ts';

export interface Entry {
  readonly row: number;
  readonly entities: readonly EntityRef[];
  readonly event: FoldEvent;
}

/** An own event, just written. */
export interface Appended extends Entry {
  readonly decoded: Decoded;
}

/** The only writer of events. Own events are made here; others' come in by `receive`, byte for byte. */
export interface Journal {
  readonly identity: Identity;
  readonly lookups: Lookups;
  heads(): Heads;
  /** `incarnation.number` of the event that will be the `ahead`-th next: entities are named by it. */
  nextId(ahead?: number): string;
  /** Only inside a transaction; `commit` or `forget` must follow it. */
  append<T extends EventType>(draft: Draft<T>, circumstances: Circumstances, asked?: Uint8Array): Appended;
  /** `asked` only for an own event that comes back from a copy, so that its request stays known. */
  receive(event: StoredEvent, decoded: Decoded, asked?: Uint8Array | null): number | null;
  commit(): void;
  forget(): void;
  read(row: number): Decoded;
  byRequest(request: string): Decoded | null;
  byHash(hash: string): Decoded | null;
  /** Hash of what was asked under a request of this PC, as it was given to `append`. */
  askedBy(request: string): Uint8Array | null;
}

export function createJournal(db: Db, identity: Identity, world: Pick<World, 'clock' | 'random'>): Journal {
  const lookups = createLookups(db);
  const store = createStore(db);
  let committed = readHeads(db, identity);
  let current = committed;

  function keep(
    stored: StoredEvent,
    decoded: Decoded,
    own: boolean,
    asked: Uint8Array | null = null,
  ): number {
    const { hash, envelope } = decoded;
    const { row, stream } = store.insert(decoded, stored, asked);
    lookups.add({ row, stream, hash, ...pick(envelope) });
    current = withHead(current, decoded, own);
    return row;
  }
  const found = (row: number | null) => (row === null ? null : store.read(row));

  return {
    identity,
    lookups,
    heads: () => current,
    nextId: (ahead = 1) => `${identity.incarnation}.${current.number + ahead}`,
    append(draft, circumstances, asked) {
      requireOrderly(draft.entities);
      if (lookups.rowOfRequest(circumstances.request) !== null) throw new Error('a request was used before');
      const { stored, decoded } = makeEvent(draft, circumstances, { heads: current, identity, world });
      const row = keep(stored, decoded, true, asked);
      if (decoded.fold === null) throw new Error(`own event can't be folded: ${draft.type}`);
      return { row, entities: decoded.envelope.entities, event: decoded.fold, decoded };
    },
    receive(event, decoded, asked = null) {
      if (decoded.envelope.realm !== identity.realm) throw foreignRealm();
      return lookups.rowOfHash(decoded.hash) === null ? keep(event, decoded, false, asked) : null;
    },
    commit() {
      committed = current;
      lookups.commit();
    },
    forget() {
      current = committed;
      lookups.forget();
    },
    read: (row) => store.read(row),
    byRequest: (request) => found(lookups.rowOfRequest(request)),
    byHash: (hash) => found(lookups.rowOfHash(hash)),
    askedBy(request) {
      const row = lookups.rowOfRequest(request);
      return row === null ? null : store.asked(row);
    },
  };
}

function pick({ position, request, entities }: Envelope) {
  return { position, request, entities };
}

/** A fold skips a run that is none, so an own fact that names one would change nothing, in silence. */
function requireOrderly(entities: readonly EntityRef[]): void {
  for (const ref of entities) {
    const run = rangeOf(ref);
    if (run !== null && !isOrderly(run)) throw new Error('an own event names cards that are no run');
  }
}

/** Practice data, or another city's, never mixes with this one's. */
function foreignRealm() {
  return refuse('REALM', '这些记录属于另一个城市（或练习），没有收入。', '请确认文件来自本市。');
}

function createStore(db: Db) {
  const stream = db.prepare('SELECT id FROM stream WHERE incarnation = ? AND audience = ?').pluck();
  const addStream = db.prepare('INSERT INTO stream (device, incarnation, audience) VALUES (?, ?, ?)');
  const add = db.prepare(
    `INSERT INTO event (hash, stream, position, number, lamport, readable, request, bytes, personal, asked)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const askedOf = db.prepare('SELECT asked FROM event WHERE id = ?').pluck();
  const byRow = db.prepare('SELECT bytes, personal FROM event WHERE id = ?');

  function streamId({ device, incarnation, audience }: Envelope): number {
    const found = stream.get(incarnation, audience) as number | undefined;
    return found ?? Number(addStream.run(device, incarnation, audience).lastInsertRowid);
  }
  function read(row: number): Decoded {
    const found = byRow.get(row) as StoredEvent | undefined;
    if (found === undefined) throw new Error(`no event in row ${row}`);
    return decodeEvent(found.bytes, found.personal);
  }
  return {
    read,
    asked: (row: number) => askedOf.get(row) as Uint8Array | null,
    insert(
      { envelope, hash, fold }: Decoded,
      { bytes, personal }: StoredEvent,
      asked: Uint8Array | null,
    ): { row: number; stream: number } {
      const stream = streamId(envelope);
      const { position, number, lamport, request } = envelope;
      const readable = fold === null ? 0 : 1;
      const place = [fromHex(hash), stream, position, number, lamport, readable];
      return { row: Number(add.run(...place, request, bytes, personal, asked).lastInsertRowid), stream };
    },
  };
}
