import Database from 'better-sqlite3';
import type { EventType } from '../../contract/events/catalogue.ts';
import type { StoredEvent } from '../../contract/events/envelope.ts';
import { migrate } from '../../electron/engine/database/migrate.ts';
import type { Db } from '../../electron/engine/database/open.ts';
import type { Identity } from '../../electron/engine/journal/identity.ts';
import { createJournal, type Entry, type Journal } from '../../electron/engine/journal/journal.ts';
import type { Circumstances, Draft } from '../../electron/engine/journal/make-event.ts';
import { createProjections, type Projections } from '../../electron/engine/projections/project.ts';
import { createEmptyTables, rebuild } from '../../electron/engine/projections/rebuild.ts';
import { decodeEvent } from '../../wire/encode.ts';
import { dumpTables } from './tables.ts';
import { type SeededWorld, seededWorld } from './world.ts';

/** One PC of a city as the fold sees it: a journal and its tables, in memory, without encryption. */
export interface Device {
  readonly db: Db;
  readonly world: SeededWorld;
  readonly journal: Journal;
  readonly projections: Projections;
}

const SOMEONE: Identity = {
  realm: '0'.repeat(32),
  device: 'f'.repeat(32),
  incarnation: 'A-ffffffffffff',
  point: 'QZ',
  workplace: 'QZ',
  pc: 9,
};

let empty: Buffer | null = null;

/** Laying some fifty tables takes longer than most histories do, so it is done once and copied. */
function emptyDatabase(): Buffer {
  const db = new Database(':memory:');
  migrate(db);
  createEmptyTables(db);
  const image = db.serialize();
  db.close();
  return image;
}

export function makeDevice(identity: Identity = SOMEONE): Device {
  empty ??= emptyDatabase();
  return onDatabase(new Database(empty), identity);
}

/** The same tables under another identity, as after a restore. */
export function onDatabase(db: Db, identity: Identity): Device {
  const world = seededWorld(identity.incarnation);
  const journal = createJournal(db, identity, world);
  return { db, world, journal, projections: createProjections(db, journal) };
}

/** The local path: append and fold in one transaction, as a command does. */
export function appendOwn<T extends EventType>(
  { db, journal, projections }: Pick<Device, 'db' | 'journal' | 'projections'>,
  draft: Draft<T>,
  circumstances: Circumstances,
): void {
  db.transaction(() => projections.applyOwn([journal.append(draft, circumstances)]))();
  journal.commit();
}

/** The foreign path: one batch in one transaction, whatever its order. */
export function receiveBatch(
  { db, journal, projections }: Pick<Device, 'db' | 'journal' | 'projections'>,
  batch: readonly StoredEvent[],
): void {
  db.transaction(() => {
    const entries = batch.flatMap((stored): Entry[] => {
      const decoded = decodeEvent(stored.bytes, stored.personal);
      const row = journal.receive(stored, decoded);
      if (row === null || decoded.fold === null) return [];
      return [{ row, entities: decoded.envelope.entities, event: decoded.fold }];
    });
    projections.applyForeign(entries);
  })();
  journal.commit();
}

export function eventsOf({ db }: Pick<Device, 'db'>): readonly StoredEvent[] {
  return db.prepare('SELECT bytes, personal FROM event ORDER BY id').all() as StoredEvent[];
}

export function tablesOf({ db }: Device): string {
  return dumpTables(db);
}

export async function rebuiltTablesOf(device: Device): Promise<string> {
  await rebuild(device.db, device.journal, device.world.timers, () => {});
  return tablesOf(device);
}
