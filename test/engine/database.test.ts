import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate, migrations } from '../../electron/engine/database/migrate.ts';
import { migration10 } from '../../electron/engine/database/migration-10-journal.ts';
import { openDatabase } from '../../electron/engine/database/open.ts';
import { checkPragmas, setPragmas } from '../../electron/engine/database/pragmas.ts';
import { Refusal } from '../../electron/engine/problem.ts';
import { toHex } from '../../wire/bytes.ts';
import { practiceFolder, practiceKey, practiceSeat, refusalOf, reopen, sell, tempFolder } from './city.ts';
import { statementsOf } from './statements.ts';

const key = new Uint8Array(32).fill(3);

function keyed(path: string) {
  const db = new Database(path);
  db.pragma("cipher='aegis'");
  db.pragma(`key="x'${toHex(key)}'"`);
  return db;
}

function run(script: string, ...args: string[]) {
  const file = join(import.meta.dirname, script);
  return spawnSync(process.execPath, [file, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
}

test('the database stands as a sale needs it: durable, exclusive, encrypted with authenticated pages', () => {
  const db = openDatabase(join(tempFolder(), 'a.db'), key);
  const read = (name: string) => db.pragma(name, { simple: true });
  expect({
    journal: read('journal_mode'),
    synchronous: read('synchronous'),
    locking: read('locking_mode'),
    foreignKeys: read('foreign_keys'),
    trusted: read('trusted_schema'),
    cells: read('cell_size_check'),
    temp: read('temp_store'),
    cipher: read('cipher'),
  }).toEqual({
    journal: 'wal',
    synchronous: 2,
    locking: 'exclusive',
    foreignKeys: 1,
    trusted: 0,
    cells: 1,
    temp: 2,
    cipher: 'aegis',
  });
  db.close();
});

test.each([
  ['synchronous', 'NORMAL'],
  ['foreign_keys', 'OFF'],
  ['trusted_schema', 'ON'],
  ['cell_size_check', 'OFF'],
  ['temp_store', 'FILE'],
  ['journal_mode', 'DELETE'],
  ['locking_mode', 'NORMAL'],
])('a database whose %s did not take is refused by that name', (name, value) => {
  const db = keyed(join(tempFolder(), 'a.db'));
  setPragmas(db);
  db.exec('CREATE TABLE t (a)');
  expect(refusalOf(() => checkPragmas(db))).toBe('done');
  db.pragma(`${name}=${value}`);
  db.prepare('SELECT * FROM t').all();
  expect(() => checkPragmas(db)).toThrow(name);
  expect(refusalOf(() => checkPragmas(db))).toBe('PRAGMA');
  db.close();
});

test('a database under another cipher, another key, or without one is refused', () => {
  const plain = join(tempFolder(), 'plain.db');
  new Database(plain).exec('CREATE TABLE t (a)').close();
  expect(refusalOf(() => openDatabase(plain, key))).toBe('UNREADABLE');
  const file = join(tempFolder(), 'a.db');
  openDatabase(file, key).close();
  expect(refusalOf(() => openDatabase(file, new Uint8Array(32)))).toBe('UNREADABLE');
  expect(refusalOf(() => openDatabase(file, key).close())).toBe('done');
});

test('a second program on the same data is refused, and the first goes on selling', async () => {
  const { seat, folder } = await practiceSeat();
  sell(seat, 1, 'request-1');
  const { stdout } = run('second-program.ts', folder);
  expect(JSON.parse(stdout)).toMatchObject({ code: 'IN_USE', safe: expect.stringContaining('没有任何改动') });
  expect(refusalOf(() => sell(seat, 2, 'request-2'))).toBe('done');
  seat.close();
  expect(run('second-program.ts', folder).stdout.trim()).toBe('opened');
});

function fingerprints(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => `${path} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`)
    .sort();
}

test('a database of a newer program is refused in words and left untouched', async () => {
  const folder = await practiceFolder();
  const db = openDatabase(`${folder}/practice/gongxu.db`, practiceKey);
  db.pragma(`user_version=${(migrations.at(-1)?.number ?? 0) + 10}`);
  db.close();
  const before = fingerprints(folder);
  await expect(reopen(folder)).rejects.toThrow('更新版本');
  await expect(reopen(folder)).rejects.toBeInstanceOf(Refusal);
  expect(fingerprints(folder)).toEqual(before);
});

function schemaOf(path: string): { version: unknown; tables: unknown[] } {
  const db = keyed(path);
  const tables = db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
  const version = db.pragma('user_version', { simple: true });
  db.close();
  return { version, tables };
}

const points = Array.from({ length: statementsOf(migration10.sql).length + 1 }, (_, index) => index);

test.each(points)('a kill in the first migration after statement %i leaves nothing of it', (after) => {
  const path = join(tempFolder(), 'a.db');
  expect(run('dying-migration.ts', path, toHex(key), 'first', String(after)).signal).toBe('SIGKILL');
  expect(schemaOf(path)).toEqual({ version: 0, tables: [] });
  openDatabase(path, key).close();
  expect(schemaOf(path).version).toBe(migrations.at(-1)?.number);
});

test.each([0, 1, 2, 3])(
  'a kill in a later migration after statement %i leaves the old schema, whole',
  (after) => {
    const path = join(tempFolder(), 'a.db');
    openDatabase(path, key).close();
    const old = schemaOf(path);
    expect(run('dying-migration.ts', path, toHex(key), 'next', String(after)).signal).toBe('SIGKILL');
    expect(schemaOf(path)).toEqual(old);
  },
);

/** `table.column type`, of every table: what a later schema may add to and never take from. */
function columnsOf(db: ReturnType<typeof keyed>): string[] {
  const sql = `SELECT t.name || '.' || c.name || ' ' || c.type FROM sqlite_schema t, pragma_table_info(t.name) c
    WHERE t.type = 'table'`;
  return db.prepare(sql).pluck().all() as string[];
}

test('a database of the first schema is brought on with everything in it, and has no warnings yet', () => {
  const path = join(tempFolder(), 'a.db');
  const old = keyed(path);
  migrate(old, [migration10]);
  old.prepare("INSERT INTO pin (person, hash) VALUES ('sk01', 'hashed')").run();
  const before = columnsOf(old);
  old.close();
  const db = openDatabase(path, key);
  expect(columnsOf(db)).toEqual(expect.arrayContaining(before));
  expect(db.prepare('SELECT person, hash FROM pin').raw().all()).toEqual([['sk01', 'hashed']]);
  expect(db.prepare('SELECT * FROM warning').all()).toEqual([]);
  db.close();
});
