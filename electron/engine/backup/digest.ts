import { createHash, type Hash } from 'node:crypto';
import { toHex, utf8 } from '../../../wire/bytes.ts';
import type { Db } from '../database/open.ts';
import type { Heads } from '../journal/heads.ts';

export interface TableDigest {
  readonly table: string;
  readonly rows: number;
  readonly hash: string;
}

/** Count and hash of every table, in the order its rows lie in, which VACUUM keeps. */
export function digestTables(db: Db): readonly TableDigest[] {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
  return tables.map((table) => {
    const hash = createHash('sha256');
    let rows = 0;
    for (const row of db.prepare(`SELECT * FROM "${table}"`).raw().iterate()) {
      for (const value of row as unknown[]) addValue(hash, value);
      rows++;
    }
    return { table, rows, hash: hash.digest('hex') };
  });
}

/** With its type and length, so that no two rows read alike. */
function addValue(hash: Hash, value: unknown): void {
  const bytes = value instanceof Uint8Array ? value : utf8(String(value));
  hash.update(`${value === null ? 'null' : typeof value}:${bytes.length}:`);
  hash.update(bytes);
}

/** One text for where all streams stand. */
export function digestHeads({ streams }: Heads): string {
  const lines = [...streams].map(([stream, { position, hash }]) => `${stream} ${position} ${hash}`).sort();
  return toHex(createHash('sha256').update(lines.join('\n')).digest());
}

/** The first table that two databases don't share whole; null when every row is equal. */
export function firstDifference(one: readonly TableDigest[], other: readonly TableDigest[]): string | null {
  if (one.length !== other.length) return 'sqlite_schema';
  const at = one.findIndex(({ table, rows, hash }, index) => {
    const same = other[index];
    return same?.table !== table || same.rows !== rows || same.hash !== hash;
  });
  return at === -1 ? null : (one[at]?.table ?? '');
}
