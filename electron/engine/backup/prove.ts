import { type Db, openImage, openReadOnly } from '../database/open.ts';
import { readHeads } from '../journal/heads.ts';
import { readIdentity } from '../journal/identity.ts';
import { verifyAll } from '../journal/verify.ts';
import { refuse } from '../problem.ts';
import { digestHeads, digestTables, firstDifference } from './digest.ts';
import type { Proof } from './worker-port.ts';

/**
 * Makes the copy of a frozen image and tries it: opened again read-only, every page read, every table's rows equal to
 * the image's, and the whole chain of the journal sound. in: `into`, where no file is. Refuses when anything differs.
 */
export function prove(image: string, into: string, key: Uint8Array): Proof {
  const original = openImage(image, key);
  try {
    original.prepare('VACUUM INTO ?').run(into);
    const tables = digestTables(original);
    const difference = firstDifference(tables, digestOf(into, key));
    if (difference !== null) throw unlike(difference);
    // Last, because it writes the journal's lookups into the image, which is thrown away.
    if (!wholeChain(original)) throw unlike('journal');
    const identity = readIdentity(original);
    if (identity === null) throw unlike('identity');
    return {
      events: original.prepare('SELECT count(*) FROM event').pluck().get() as number,
      tables: tables.length,
      rows: tables.reduce((sum, { rows }) => sum + rows, 0),
      heads: digestHeads(readHeads(original, identity)),
    };
  } finally {
    original.close();
  }
}

function digestOf(path: string, key: Uint8Array) {
  const copy = openReadOnly(path, key);
  try {
    if (copy.pragma('integrity_check', { simple: true }) !== 'ok') throw unlike('pages');
    return digestTables(copy);
  } finally {
    copy.close();
  }
}

/** The full check in one go. */
export function wholeChain(db: Db): boolean {
  const check = verifyAll(db, readIdentity(db)?.incarnation ?? '');
  for (;;) {
    const { done, value } = check.next();
    if (done) return value;
  }
}

function unlike(where: string) {
  return refuse(
    'COPY_UNLIKE',
    `备份与原来的数据不一致（${where}），这份备份没有采用。`,
    '请再备份一次；仍不行请检查硬盘，并联系管理员。',
    '正在使用的数据没有改动。',
  );
}
