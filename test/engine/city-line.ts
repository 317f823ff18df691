import { afterEach } from 'vitest';
import type { Certificate } from '../../contract/city.ts';
import { PRACTICE_DAY } from '../../contract/domain/practice.ts';
import { foundCity, type Seat } from '../../electron/engine/city/found.ts';
import { joinCity } from '../../electron/engine/city/join.ts';
import { type CityFiles, cityFiles, type OpenCity, openCity } from '../../electron/engine/city/open-city.ts';
import { practicePlan } from '../../electron/engine/city/practice-plan.ts';
import { type Command, type Desk, execute } from '../../electron/engine/commands/command.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { openDatabase } from '../../electron/engine/database/open.ts';
import { tillOf } from '../../electron/engine/journal/identity.ts';
import { businessDayOf } from '../../electron/engine/queries/state.ts';
import { writeServer } from '../../electron/engine/sync/books.ts';
import type { Sync } from '../../electron/engine/sync/sync.ts';
import { type CityServer, createCityServer } from '../../server/city-server.ts';
import type { CityKeys } from '../../server/keys.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import type { Decoded } from '../../wire/encode.ts';
import { publicKeyOf } from '../../wire/keys.ts';
import { tempFolder } from './city.ts';
import { lineTo, type TestLine } from './line-faults.ts';
import { type SeededWorld, seededRandom, seededWorld } from './world.ts';

const KEY = new Uint8Array(32).fill(5);

/** A counter of a real city, with its own line to the server. */
export interface Counter {
  city: OpenCity;
  readonly sync: Sync;
  readonly files: CityFiles;
  readonly world: SeededWorld;
  readonly line: TestLine;
  readonly till: string;
  perform<I>(command: Command<I>, input: I, request: string, actor?: string): Decoded;
  /** As after a restart; after a kill where `from` is what that left. */
  reopen(from?: string): Promise<void>;
}

export interface SyncedCity {
  readonly counters: readonly Counter[];
  readonly keys: CityKeys;
  /** The server everybody reaches; null while it is down. */
  server: CityServer | null;
  store: Store;
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0).reverse()) close();
});

const roles: Readonly<Record<string, Desk['role']>> = {
  sk01: 'counter',
  sk02: 'counter',
  zg01: 'supervisor',
};

export const qz = (pc: number) => ({ point: 'QZ', workplace: 'QZ', pc });
export const ls = (pc: number) => ({ point: 'LS', workplace: 'LS', pc });

/** A real city (it syncs) with counters at those places, each joined and open, and the real server over a store in memory. */
export async function syncedCity(
  places: readonly Omit<Seat, 'publicKey' | 'capabilities'>[],
): Promise<SyncedCity> {
  const random = seededRandom('synced city');
  const secrets = places.map(() => random(32));
  const seats = secrets.map((secret, index): Seat => {
    const place = places[index];
    if (place === undefined) throw new Error('a place for each');
    return { ...place, publicKey: publicKeyOf(secret), capabilities: ['sell'] };
  });
  const founded = foundCity({ ...practicePlan, practice: false }, seats, seededWorld('founding'));
  const { realm, authorityKey, issuing, issuer, settings } = founded;
  const keys = { realm, authorityKey, issuing, issuer, settings };
  const store = openSqliteStore(':memory:', new Uint8Array(32), keys.realm);
  const synced: SyncedCity = { counters: [], keys, store, server: serverOver(store, keys) };
  const counters = secrets.map((secret, index) => {
    const certificate = founded.certificates[index];
    if (certificate === undefined) throw new Error('a PC without a certificate');
    return { secret, certificate, settings: founded.settings };
  });
  const opened = await Promise.all(counters.map((pc, index) => openCounter(synced, pc, `counter ${index}`)));
  return Object.assign(synced, { counters: opened });
}

export function serverOver(store: Store, keys: CityKeys): CityServer {
  const [clock, random] = [{ now: () => Date.UTC(2014, 4, 20) }, seededRandom('server')];
  return createCityServer({ store, keys, clock, random, log: () => {} });
}

interface NewPc {
  readonly secret: Uint8Array;
  readonly certificate: Certificate;
  readonly settings: Uint8Array;
}

async function openCounter(synced: SyncedCity, pc: NewPc, seed: string): Promise<Counter> {
  const line = lineTo(() => synced.server);
  const world = Object.assign(seededWorld(seed), { connect: () => line.client });
  const files = cityFiles(tempFolder());
  const db = openDatabase(files.database, KEY);
  joinCity(db, world, { ...pc, privateKey: pc.secret });
  writeServer(db, { address: 'https://city.invalid', ca: null });
  db.close();
  const counter = Object.assign(counterOf(await openCity(files, KEY, world)), { files, world, line });
  const whole = Object.assign(counter, {
    async reopen(from = files.folder) {
      counter.city.close();
      world.forgetTimers();
      counter.city = await openCity(cityFiles(from), KEY, world);
    },
  });
  Object.defineProperty(whole, 'sync', { get: () => syncOf(counter.city) });
  closing.push(() => {
    if (counter.city.db.open) counter.city.close();
  });
  counter.perform(openDay, { day: PRACTICE_DAY }, 'open-day');
  return whole as unknown as Counter;
}

function syncOf({ sync }: OpenCity): Sync {
  if (sync === null) throw new Error('a real city with a server syncs');
  return sync;
}

function counterOf(opened: OpenCity) {
  const counter = {
    city: opened,
    till: tillOf(opened.journal.identity),
    perform<I>(command: Command<I>, input: I, request: string, actor = 'sk01') {
      const { db, journal } = counter.city;
      const { device } = journal.identity;
      const businessDay = businessDayOf(db, device) || PRACTICE_DAY;
      const desk: Desk = { actor, role: roles[actor] ?? 'counter', businessDay };
      return execute(counter.city, command, input, desk, `${request}-${device.slice(0, 8)}`);
    },
  };
  return counter;
}
