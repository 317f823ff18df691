import pg from 'pg';
import { createRows, type Sql, type Value } from './rows.ts';
import { steps } from './schema.ts';
import { type Store, Unavailable } from './store.ts';

/** PostgreSQL's 64-bit integers come as text by default; ours all fit a number. */
const INT8 = 20;
const types = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    id === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(id, format),
};

/** Of this program alone: two servers that start at once make the tables one after the other. */
const PREPARING = 0x676f6e67;

/**
 * The city's store on a PostgreSQL server, which several server processes may share. in: `DATABASE_URL`, the city's
 * realm. Throws when it can't be reached, would forget what it confirmed, is of another city, or made by a newer program.
 */
export async function openPostgresStore(url: string, realm: string): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: 10,
    connectionTimeoutMillis: 5_000,
    // A transaction that hangs must not hold a mailbox for good.
    options: '-c lock_timeout=10s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s',
  });
  // The server closing an idle connection is no news: the next transaction opens another.
  pool.on('error', () => {});
  const close = once(() => pool.end());
  const change: Store['change'] = (work) => inTransaction(pool, 'BEGIN', (sql) => work(createRows(sql)));
  try {
    await inTransaction(pool, 'BEGIN', (sql) => prepare(sql, realm));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    change,
    look: (work) => inTransaction(pool, READING, (sql) => work(createRows(sql))),
    close,
  };
}

const READING = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => {
    done ??= work();
    return done;
  };
}

async function prepare(sql: Sql, realm: string): Promise<void> {
  await requireDurable(sql);
  await sql.all('SELECT pg_advisory_xact_lock(?)', PREPARING);
  await sql.run('CREATE TABLE IF NOT EXISTS schema_step (number BIGINT PRIMARY KEY)');
  const done = (await sql.all('SELECT number FROM schema_step')) as { number: number }[];
  const current = Math.max(0, ...done.map(({ number }) => number));
  if (current > (steps.at(-1)?.number ?? 0)) throw new Error('the store was made by a newer program');
  for (const step of steps.filter(({ number }) => number > current)) {
    for (const one of step.statements({ integer: 'BIGINT', bytes: 'BYTEA', strict: '' })) await sql.run(one);
    await sql.run('INSERT INTO schema_step VALUES (?)', step.number);
  }
  await sql.run('INSERT INTO city (one, realm, epoch) VALUES (1, ?, 1) ON CONFLICT DO NOTHING', realm);
  const [row] = (await sql.all('SELECT realm FROM city')) as { realm: string }[];
  if (row?.realm !== realm) throw new Error('the store is of another city');
}

/** A server set to speed may answer before anything is on its disk. */
async function requireDurable(sql: Sql): Promise<void> {
  for (const name of ['fsync', 'full_page_writes']) {
    const [row] = (await sql.all('SELECT current_setting(?) AS value', name)) as { value: string }[];
    if (row?.value !== 'on')
      throw new Error(`PostgreSQL runs with ${name} off: what it confirms could be lost`);
  }
}

async function inTransaction<T>(pool: pg.Pool, begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw inWords(error);
  });
  try {
    await client.query(begin);
    if (begin !== READING) await client.query('SET LOCAL synchronous_commit = on');
    const result = await work(sqlOf(client));
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // A connection on which not even this works is thrown away.
    await client.query('ROLLBACK').then(
      () => client.release(),
      () => client.release(true),
    );
    throw inWords(error);
  }
}

/** Classes of SQLSTATE that pass: connection, transaction rollback, resources, lock not available, operator, system. */
const PASSING = /^(08|40|53|55|57|58)/;

function inWords(error: unknown): unknown {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const broken = /^E[A-Z]+$/.test(code) || /connection|timeout/i.test(message);
  return PASSING.test(code) || broken ? new Unavailable(code || message, { cause: error }) : error;
}

function sqlOf(client: pg.PoolClient): Sql {
  const query = (text: string, values: readonly Value[]) =>
    client.query({ text: numbered(text), values: values.map(toParameter) });
  return {
    lock: 'FOR UPDATE',
    all: async (text: string, ...values: readonly Value[]) => (await query(text, values)).rows,
    run: async (text: string, ...values: readonly Value[]) => (await query(text, values)).rowCount ?? 0,
  };
}

/** `?` as `$1`, `$2`, …; no text of ours holds a question mark of its own. */
function numbered(text: string): string {
  let count = 0;
  return text.replaceAll('?', () => `$${++count}`);
}

function toParameter(value: Value): Value | Buffer {
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
}
