import Database from 'better-sqlite3';
import { createRows, type Sql, type Value } from './rows.ts';
import { steps } from './schema.ts';
import { type Store, Unavailable } from './store.ts';

/** Each with the value it must read back as: a device is answered only after its events would survive a power cut. */
const REQUIRED = [
  ['locking_mode', 'EXCLUSIVE', 'exclusive'],
  ['journal_mode', 'WAL', 'wal'],
  // better-sqlite3 falls to NORMAL in WAL, which may lose what was answered.
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['temp_store', 'MEMORY', 2],
] as const;

/**
 * Opens (or makes) the city's store in one encrypted file, held by this process alone. in: path (`:memory:` for a test),
 * the 32-byte key, the city's realm. Throws when it is in use, of another city, or made by a newer program.
 */
export function openSqliteStore(path: string, key: Uint8Array, realm: string): Store {
  const db = new Database(path, { timeout: 200 });
  try {
    if (path !== ':memory:') unlock(db, key);
    setPragmas(db, path === ':memory:');
    prepare(db, realm);
  } catch (error) {
    db.close();
    throw error;
  }
  const queue = createQueue();
  const statements = new Map<string, Database.Statement>();
  const sql = sqlOf(db, statements);
  const rows = createRows(sql);
  return {
    change: (work) => queue(() => inTransaction(db, 'IMMEDIATE', () => work(rows))),
    look: (work) => queue(() => inTransaction(db, 'DEFERRED', () => work(rows))),
    close: () =>
      queue(async () => {
        db.close();
      }),
  };
}

function unlock(db: Database.Database, key: Uint8Array): void {
  db.pragma("cipher='aegis'");
  db.pragma(`key="x'${Buffer.from(key).toString('hex')}'"`);
}

function setPragmas(db: Database.Database, inMemory: boolean): void {
  for (const [name, value] of REQUIRED) db.pragma(`${name}=${value}`);
  const wrong = REQUIRED.filter(([name, , expected]) => db.pragma(name, { simple: true }) !== expected);
  // A database in memory knows neither files nor a log.
  const counted = wrong.filter(([name]) => !inMemory || (name !== 'journal_mode' && name !== 'locking_mode'));
  if (counted.length > 0)
    throw new Error(`the store did not take ${counted.map(([name]) => name).join(', ')}`);
}

const types = { integer: 'INTEGER', bytes: 'BLOB', strict: 'STRICT' };

function prepare(db: Database.Database, realm: string): void {
  const current = db.pragma('user_version', { simple: true }) as number;
  if (current > (steps.at(-1)?.number ?? 0)) throw new Error('the store was made by a newer program');
  for (const step of steps.filter(({ number }) => number > current)) {
    db.transaction(() => {
      for (const one of step.statements(types)) db.exec(one);
      db.pragma(`user_version=${step.number}`);
    }).immediate();
  }
  db.prepare('INSERT INTO city (one, realm, epoch) VALUES (1, ?, 1) ON CONFLICT DO NOTHING').run(realm);
  if (db.prepare('SELECT realm FROM city').pluck().get() !== realm)
    throw new Error('the store is of another city');
}

/** One connection has one transaction, so whoever comes meanwhile waits, also to read: nobody sees what may be undone. */
function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => {});
    return next;
  };
}

async function inTransaction<T>(
  db: Database.Database,
  kind: 'IMMEDIATE' | 'DEFERRED',
  work: () => Promise<T>,
): Promise<T> {
  try {
    db.exec(`BEGIN ${kind}`);
    const result = await work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.open && db.inTransaction) db.exec('ROLLBACK');
    throw inWords(error);
  }
}

function inWords(error: unknown): unknown {
  const code = error instanceof Database.SqliteError ? error.code : '';
  const passing = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|NOMEM|CANTOPEN|READONLY)/.test(code);
  return passing ? new Unavailable(code, { cause: error }) : error;
}

function sqlOf(db: Database.Database, statements: Map<string, Database.Statement>): Sql {
  function prepared(text: string): Database.Statement {
    const known = statements.get(text) ?? db.prepare(text);
    statements.set(text, known);
    return known;
  }
  return {
    // One process holds the file, and one transaction the connection.
    lock: '',
    all: async (text: string, ...values: readonly Value[]) => prepared(text).all(...values),
    run: async (text: string, ...values: readonly Value[]) => prepared(text).run(...values).changes,
  };
}
