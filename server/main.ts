import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type CityServer, createCityServer } from './city-server.ts';
import type { CityKeys } from './keys.ts';
import { createLineLog } from './log.ts';
import { type Serving, serve } from './serve.ts';
import { openPostgresStore } from './store/postgres.ts';
import { openSqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

export interface CityProgram {
  readonly keys: CityKeys;
  /** A PostgreSQL to keep everything in, as DATABASE_URL; null for one file of our own. */
  readonly databaseUrl: string | null;
  readonly database: { readonly path: string; readonly key: Uint8Array };
  readonly host: string;
  readonly port: number;
  /** Paths of PEM files; null behind a proxy that speaks TLS itself. */
  readonly tls: { readonly certificate: string; readonly key: string } | null;
  readonly behindProxy: boolean;
  /** Where log lines go. */
  readonly write: (line: string) => void;
}

export interface RunningCity {
  readonly city: CityServer;
  readonly store: Store;
  readonly port: number;
  stop(): Promise<void>;
}

/** The city's server as a program: its store, its clock and chance, its port. Throws where one of them is not to be had. */
export async function startCity(program: CityProgram): Promise<RunningCity> {
  const clock = { now: Date.now };
  const log = createLineLog(program.write, clock.now);
  const store = await openStore(program);
  try {
    const city = createCityServer({ store, keys: program.keys, clock, random: randomBytes, log });
    const serving = await serve(city, { ...program, tls: readTls(program.tls) });
    return { city, store, port: serving.port, stop: () => stop(serving, store) };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** For whoever works on a city's store while no server of it runs here. Throws where it is not to be had. */
export async function openStore({
  databaseUrl,
  database,
  keys,
}: Pick<CityProgram, 'databaseUrl' | 'database' | 'keys'>): Promise<Store> {
  if (databaseUrl !== null) return openPostgresStore(databaseUrl, keys.realm);
  return openSqliteStore(database.path, database.key, keys.realm);
}

function readTls(files: CityProgram['tls']) {
  if (files === null) return null;
  return { certificate: readFileSync(files.certificate, 'utf8'), key: readFileSync(files.key, 'utf8') };
}

/** Calls under way may still write, so the store is closed last. */
async function stop(serving: Serving, store: Store): Promise<void> {
  await serving.stop();
  await store.close();
}
