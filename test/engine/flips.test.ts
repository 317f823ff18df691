import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { cityFiles, openCity } from '../../electron/engine/city/open-city.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import type { Db } from '../../electron/engine/database/open.ts';
import { Refusal } from '../../electron/engine/problem.ts';
import { killedNow, practiceKey, practiceSeat, saleOf, sell, tempFolder } from './city.ts';
import { dumpTables } from './tables.ts';
import { seededRandom, seededWorld } from './world.ts';

/** Whole database and write-ahead log of a PC that was killed after sixty sales; its mark is up to date. */
async function killedCounter(): Promise<string> {
  const { seat, world, folder } = await practiceSeat();
  for (let card = 0; card < 60; card++) {
    const name = `钦州市第${card}中学`;
    const buyer = { kind: 'newEmployer', name, area: '市直', contact: '张三', phone: '19900001111' } as const;
    if (card % 6 === 0) seat.perform(makeSale, { ...saleOf(card), buyer }, `request-${card}`);
    else sell(seat, card, `request-${card}`);
    // Half of it is in the database file, the rest in the log.
    if (card === 30) seat.city().db.pragma('wal_checkpoint(TRUNCATE)');
  }
  world.fireTimers();
  return join(killedNow(folder), 'practice');
}

function everything(db: Db): string {
  const events = db.prepare('SELECT hash, bytes, personal FROM event ORDER BY id').raw().all();
  const own = db.prepare('SELECT person, hash FROM pin ORDER BY person').raw().all();
  return JSON.stringify([events, own]) + dumpTables(db);
}

type Outcome = 'refused' | 'warned' | 'harmless' | 'silent';

/** What becomes of a damaged folder when the program starts and reads all of it. */
async function startOn(folder: string, truth: string): Promise<Outcome> {
  const files = cityFiles(folder);
  try {
    const city = await openCity(files, practiceKey, seededWorld('flips'));
    try {
      if (everything(city.db) === truth) return 'harmless';
      return city.warnings().length > 0 ? 'warned' : 'silent';
    } finally {
      city.close();
    }
  } catch (error) {
    // Reading on after the start, SQLite itself says that a page is not what was written.
    if (error instanceof Refusal || error instanceof Database.SqliteError) return 'refused';
    throw error;
  }
}

function flipBit(path: string, bit: number): void {
  const bytes = readFileSync(path);
  const at = bit >> 3;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
  writeFileSync(path, bytes);
}

/** A number below `limit` out of seeded bytes. */
function drawn(random: (bytes: number) => Uint8Array, limit: number): number {
  return Buffer.from(random(4)).readUInt32BE() % limit;
}

test('of 320 flipped bits in database and log none changes a row in silence', async () => {
  const whole = await killedCounter();
  const scratch = tempFolder();
  const reference = join(scratch, 'reference');
  cpSync(whole, reference, { recursive: true });
  const city = await openCity(cityFiles(reference), practiceKey, seededWorld());
  const truth = everything(city.db);
  city.close();

  const random = seededRandom('flips');
  const outcomes: Record<Outcome, number> = { refused: 0, warned: 0, harmless: 0, silent: 0 };
  for (let flip = 0; flip < 320; flip++) {
    const damaged = join(scratch, 'damaged');
    rmSync(damaged, { recursive: true, force: true });
    cpSync(whole, damaged, { recursive: true });
    const path = join(damaged, flip % 2 === 0 ? 'gongxu.db' : 'gongxu.db-wal');
    flipBit(path, drawn(random, statSync(path).size * 8));
    outcomes[await startOn(damaged, truth)]++;
  }
  console.log(`flipped bits: ${JSON.stringify(outcomes)}`);
  expect(outcomes.silent).toBe(0);
  // Both halves of the promise were seen at work.
  expect(outcomes.refused).toBeGreaterThan(50);
  expect(outcomes.warned).toBeGreaterThan(50);
});

test('the same flips in a plain file go unnoticed: it is the authenticated pages that find them', async () => {
  const { seat, folder } = await practiceSeat();
  const plain = join(folder, 'plain.db');
  const rows = seat.city().db.prepare('SELECT id, hash, bytes FROM event').all();
  const copy = new Database(plain);
  copy.exec('CREATE TABLE event (id INTEGER PRIMARY KEY, hash BLOB, bytes BLOB)');
  const put = copy.prepare('INSERT INTO event VALUES (@id, @hash, @bytes)');
  for (const row of rows) put.run(row);
  const truth = JSON.stringify(copy.prepare('SELECT * FROM event ORDER BY id').all());
  copy.close();

  const random = seededRandom('plain');
  let silent = 0;
  const damaged = join(folder, 'damaged.db');
  for (let flip = 0; flip < 100; flip++) {
    cpSync(plain, damaged);
    flipBit(damaged, drawn(random, statSync(damaged).size * 8));
    const db = new Database(damaged);
    try {
      const sound = db.pragma('integrity_check', { simple: true }) === 'ok';
      if (sound && JSON.stringify(db.prepare('SELECT * FROM event ORDER BY id').all()) !== truth) silent++;
    } catch {
      // Found by SQLite: the page no longer makes sense at all.
    }
    db.close();
  }
  expect(silent).toBeGreaterThan(20);
});
