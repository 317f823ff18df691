import { afterAll, inject } from 'vitest';
import { openPostgresStore } from '../../server/store/postgres.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { tempFolder } from '../engine/city.ts';
import { ask, type FreshDatabase, freshDatabase } from './cluster.ts';

export const storeKey = new Uint8Array(32).fill(5);

/** A place for a store that outlives it, so that it can be opened again. */
export interface StorePlace {
  open(realm: string): Promise<Store>;
  drop(): Promise<void>;
}

async function sqlitePlace(): Promise<StorePlace> {
  const path = `${tempFolder()}/city.db`;
  return { open: async (realm) => openSqliteStore(path, storeKey, realm), drop: async () => {} };
}

/** One database for the tests of a file, emptied between them: making one takes a second. */
let database: FreshDatabase | null = null;
afterAll(() => database?.drop());

async function postgresPlace(server: string): Promise<StorePlace> {
  database ??= await freshDatabase(server);
  const { url } = database;
  return {
    open: (realm) => openPostgresStore(url, realm),
    drop: () => ask(url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public'),
  };
}

export const postgres = inject('postgres');

/** Both stores, or SQLite's alone where no PostgreSQL can start (global-setup.ts says why). */
export const places: readonly (readonly [name: string, place: () => Promise<StorePlace>])[] = [
  ['SQLite', sqlitePlace],
  ...(postgres === null ? [] : [['PostgreSQL', () => postgresPlace(postgres)] as const]),
];
