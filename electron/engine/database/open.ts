import Database from 'better-sqlite3';
import { refuse } from '../problem.ts';
import { migrate } from './migrate.ts';
import { checkPragmas, setPragmas } from './pragmas.ts';

export type Db = Database.Database;

/** WAL-reset corruption was fixed in 3.51.3 (reliability.md finding 5). */
const OLDEST_SQLITE = [3, 51, 3];

/**
 * Opens (or makes) the encrypted database of one city on this PC; the only door to SQLite.
 * in: file path, 32-byte raw key. Refuses in words: in use elsewhere, wrong key or damaged, made by a newer program, a
 * pragma that did not take. Holds the file exclusively until closed.
 */
export function openDatabase(path: string, key: Uint8Array): Db {
  // Another program holds the file for good: waiting longer only delays saying so.
  const db = new Database(path, { timeout: 200 });
  try {
    unlock(db, key);
    requireVersion(db);
    setPragmas(db);
    migrate(db);
    checkPragmas(db);
    return db;
  } catch (error) {
    db.close();
    throw inWords(error);
  }
}

/** A copy, to be looked at: nothing is migrated and nothing written. Throws what SQLite says. */
export function openReadOnly(path: string, key: Uint8Array): Db {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 200 });
  return unlocked(db, key);
}

/** A throw-away image of a database, with its log if it has one: nothing is migrated. Throws what SQLite says. */
export function openImage(path: string, key: Uint8Array): Db {
  const db = new Database(path, { fileMustExist: true, timeout: 200 });
  db.pragma('locking_mode=EXCLUSIVE');
  return unlocked(db, key);
}

function unlocked(db: Db, key: Uint8Array): Db {
  try {
    unlock(db, key);
    db.pragma('temp_store=MEMORY');
    db.pragma('trusted_schema=OFF');
    db.pragma('cell_size_check=ON');
    // The first page read: a wrong key, or damage there, shows here.
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Raw key: 0.5 ms to open; a passphrase would cost 280 ms of derivation each time (measured). */
function unlock(db: Db, key: Uint8Array): void {
  db.pragma("cipher='aegis'");
  db.pragma(`key="x'${Buffer.from(key).toString('hex')}'"`);
}

function requireVersion(db: Db): void {
  const version = db.prepare('SELECT sqlite_version()').pluck().get() as string;
  const parts = version.split('.').map(Number);
  const differing = OLDEST_SQLITE.findIndex((part, index) => part !== parts[index]);
  if (differing !== -1 && (parts[differing] ?? 0) < (OLDEST_SQLITE[differing] ?? 0)) {
    throw refuse(
      'SQLITE_OLD',
      '程序自带的数据库组件版本过旧，已停止启动。',
      '请重新安装本程序的完整安装包。',
    );
  }
}

/** What SQLite says when a database can't be opened, as a refusal; anything else stays what it is. */
export function inWords(error: unknown): unknown {
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_BUSY')) {
    return refuse(
      'IN_USE',
      '这份数据正被另一个公需柜台程序使用，本程序没有打开它。',
      '请回到已打开的窗口；若找不到，请重启电脑后再试。',
      '数据完好，没有任何改动。',
    );
  }
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return refuse(
      'UNREADABLE',
      '数据文件无法读取：密钥不符，或文件已损坏。',
      '请不要删除数据文件夹，联系管理员处理。',
      '程序没有改动数据文件。',
    );
  }
  return error;
}
