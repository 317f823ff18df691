import type { SaleRow } from '../../contract/app/sales.ts';
import type { Db } from '../../electron/engine/database/open.ts';
import { tableNames } from '../../electron/engine/projections/tables.ts';
import { saleRow } from '../../electron/engine/queries/sales.ts';

/** Every row of every domain table, byte for byte, one line a row. */
export function dumpTables(db: Db): string {
  const rows = tableNames().flatMap((table) => {
    const order = table === 'card' ? 'series, number' : 'id';
    return db
      .prepare(`SELECT * FROM ${table} ORDER BY ${order}`)
      .raw()
      .all()
      .map((row) => `${table} ${JSON.stringify(row, bytesAsHex)}`);
  });
  return rows.join('\n');
}

function bytesAsHex(_key: string, value: unknown): unknown {
  const isBytes = typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';
  return isBytes ? Buffer.from((value as unknown as { data: number[] }).data).toString('hex') : value;
}

/** The first row that two dumps don't share; null when they are equal byte for byte. */
export function difference(one: string, other: string): string | null {
  if (one === other) return null;
  const [left, right] = [one.split('\n'), other.split('\n')];
  const at = left.findIndex((row, index) => row !== right[index]);
  const place = at === -1 ? left.length : at;
  return `${left[place] ?? '(no row)'}\n  is not\n${right[place] ?? '(no row)'}`;
}

export function countEvents(db: Db): number {
  return db.prepare('SELECT count(*) FROM event').pluck().get() as number;
}

/** Types of the events that were written after the first `count`, in order. */
export function typesSince(db: Db, count: number): string[] {
  const rows = db.prepare('SELECT bytes FROM event ORDER BY id LIMIT -1 OFFSET ?').pluck().all(count);
  return (rows as Buffer[]).map((bytes) => JSON.parse(bytes.toString('utf8')).type);
}

/** Every sale, newest first. */
export function recentSales(db: Db): Omit<SaleRow, 'uploaded'>[] {
  const ids = db.prepare('SELECT id FROM sale ORDER BY day DESC, at DESC, id DESC').pluck().all() as string[];
  return ids.flatMap((id) => saleRow(db, id) ?? []);
}
