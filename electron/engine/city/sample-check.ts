import { type FoldEvent, foldAll } from '../../../contract/domain/event-order.ts';
import type { Db } from '../database/open.ts';
import type { Journal } from '../journal/journal.ts';
import { kinds } from '../projections/kinds.ts';

/** Rows looked at per table at start: enough to notice a table that is wrong, cheap enough for every morning. */
const SAMPLE = 5;

/** Whether the last rows of every table are what their events fold to. */
export function sampleMatches(db: Db, journal: Journal): boolean {
  return kinds.every(({ kind, table, fold }) => {
    const rows = db.prepare(`SELECT id, state FROM ${table} ORDER BY id DESC LIMIT ?`).all(SAMPLE);
    return (rows as { id: string; state: string }[]).every(({ id, state }) => {
      const events = journal.touches
        .ofEntity(kind, id)
        .flatMap((row) => journal.read(row).fold ?? ([] as FoldEvent[]));
      return JSON.stringify(foldAll(fold as never, events)) === state;
    });
  });
}
