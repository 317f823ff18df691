import type { EntityRef } from '../../../contract/events/envelope.ts';
import type { Db } from '../database/open.ts';
import type { Journal } from '../journal/journal.ts';
import type { World } from '../world.ts';
import { cardFamily, families } from './kinds.ts';
import { createProjections, type Projections } from './project.ts';
import { createIndexes, createTables, dropTables, swapTables } from './tables.ts';

export type Progress = (done: number, total: number) => void;

/** Events folded between two turns: well under 50 ms on the slowest machine measured. */
const SLICE = 200;

function versions(): readonly { readonly name: string; readonly version: number }[] {
  return [...families, cardFamily].map(({ name, version }) => ({ name, version }));
}

/** True when some family was built by another fold version (or never). */
export function needsRebuild(db: Db): boolean {
  const built = db.prepare('SELECT version FROM family WHERE name = ?').pluck();
  return versions().some(({ name, version }) => built.get(name) !== version);
}

/** From here on the tables count as unbuilt, until a rebuild has run to its end. */
export function requireRebuild(db: Db): void {
  db.prepare('DELETE FROM family').run();
}

/** The tables of an empty journal. */
export function createEmptyTables(db: Db): void {
  createTables(db, '');
  createIndexes(db);
  rememberVersions(db);
}

function rememberVersions(db: Db): void {
  const put = db.prepare(
    'INSERT INTO family VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = excluded.version',
  );
  for (const { name, version } of versions()) put.run(name, version);
}

/**
 * Folds the whole journal into new tables beside the old ones and swaps them in one transaction. A crash before the
 * swap leaves the old tables in use. Takes many short turns.
 */
export async function rebuild(
  db: Db,
  journal: Journal,
  timers: World['timers'],
  progress: Progress,
): Promise<void> {
  dropTables(db, '_next');
  createTables(db, '_next');
  const next = createProjections(db, journal, '_next');
  const rows = db
    .prepare(
      `SELECT e.id FROM event e JOIN stream s ON s.id = e.stream WHERE e.readable = 1
       ORDER BY e.lamport, s.device, s.incarnation, e.number, e.hash`,
    )
    .pluck()
    .all() as number[];
  const decided: EntityRef[] = [];
  for (let start = 0; start < rows.length; start += SLICE) {
    db.transaction(() => decided.push(...foldSlice(journal, next, rows.slice(start, start + SLICE))))();
    progress(Math.min(start + SLICE, rows.length), rows.length);
    await timers.nextTurn();
  }
  db.transaction(() => {
    // A decision moves events behind itself, which one pass in order can't see.
    for (const ref of decided) next.refold(ref);
    swapTables(db);
    rememberVersions(db);
  })();
}

function foldSlice(journal: Journal, next: Projections, rows: readonly number[]): EntityRef[] {
  return rows.flatMap((row) => {
    const { envelope, fold } = journal.read(row);
    if (fold === null) return [];
    next.applyInOrder({ row, entities: envelope.entities, event: fold });
    return fold.heads === null ? [] : envelope.entities;
  });
}
