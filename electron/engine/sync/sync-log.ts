import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { write } from '../database/write.ts';
import type { World } from '../world.ts';
import type { SyncLogKind, SyncLogQuery, SyncLogRow } from './sync.ts';

export interface SyncLog {
  add(line: { readonly kind: SyncLogKind; readonly count?: number; readonly words: string }): void;
  rows(query: SyncLogQuery): readonly SyncLogRow[];
}

/** Rows looked through for one page of a search: a year of one PC's changes. */
const MOST_SEARCHED = 20_000;

export function createSyncLog(db: Db, { clock }: Pick<World, 'clock'>): SyncLog {
  const newest = 'SELECT id, kind, count, words FROM sync_log ORDER BY id DESC LIMIT 1';
  return {
    add({ kind, count = 0, words }) {
      const now = clock.now();
      const last = statement(db, newest).get() as SyncLogRow | undefined;
      const same = last?.kind === kind && last.count === 0 && count === 0 && last.words === words;
      write(db, () => {
        if (same)
          statement(db, 'UPDATE sync_log SET until = ?, times = times + 1 WHERE id = ?').run(now, last.id);
        else
          statement(
            db,
            'INSERT INTO sync_log (at, until, times, kind, count, words) VALUES (?, ?, 1, ?, ?, ?)',
          ).run(now, now, kind, count, words);
      });
    },
    rows({ text, kind, before, most }) {
      const asked = text.split(/\s+/).filter((word) => word !== '');
      const page = statement(db, 'SELECT * FROM sync_log WHERE id < ? ORDER BY id DESC LIMIT ?');
      const found: SyncLogRow[] = [];
      for (const row of page.iterate(
        before ?? Number.MAX_SAFE_INTEGER,
        MOST_SEARCHED,
      ) as Iterable<SyncLogRow>) {
        if (kind !== null && row.kind !== kind) continue;
        if (asked.every((word) => row.words.includes(word))) found.push(row);
        if (found.length >= most) break;
      }
      return found;
    },
  };
}
