import type { Db } from '../database/open.ts';
import { type EntityKind, kinds } from './kinds.ts';

/** `next` tables stand beside the ones in use while a rebuild fills them. */
export type Slot = '' | '_next';

export const CARD_STATE = [
  'course',
  'receipt',
  'holder',
  'voided',
  'sales',
  'repeats',
  'strays',
  'awaits',
  'late',
] as const;

/** Two sales, two intakes, or a sale by a till that did not hold it (queries/discrepancies.ts). */
export const DOUBTFUL = "(instr(sales, ',') > 0 OR repeats <> '' OR strays <> '')";

export function tableNames(): readonly string[] {
  return [...kinds.map((kind) => kind.table), 'card'];
}

export function createTables(db: Db, slot: Slot): void {
  for (const kind of kinds) db.exec(entityTable(kind, slot));
  db.exec(`CREATE TABLE card${slot} (
    series TEXT NOT NULL, number TEXT NOT NULL,
    course TEXT NOT NULL, receipt TEXT NOT NULL, holder TEXT NOT NULL, voided INTEGER NOT NULL,
    sales TEXT NOT NULL, repeats TEXT NOT NULL, strays TEXT NOT NULL, awaits TEXT NOT NULL, late INTEGER NOT NULL, head BLOB NOT NULL,
    PRIMARY KEY (series, number)
  ) STRICT, WITHOUT ROWID`);
}

/** Wide rows lie in the order they came: kept sorted by id, five to a page, each new one would move its neighbours. */
function entityTable({ table, columns, wide = false }: EntityKind, slot: Slot): string {
  const drawn = Object.entries(columns).map(
    ([name, [type, path]]) => `, "${name}" ${type} GENERATED ALWAYS AS (state ->> '${path}') VIRTUAL`,
  );
  return `CREATE TABLE ${table}${slot} (
    id TEXT PRIMARY KEY NOT NULL, state TEXT NOT NULL, head BLOB NOT NULL${drawn.join('')}
  ) STRICT${wide ? '' : ', WITHOUT ROWID'}`;
}

/** Made after the rows, so that a rebuild doesn't keep them sorted one by one. */
export function createIndexes(db: Db): void {
  for (const { table, indexes } of kinds) {
    for (const index of indexes) {
      const { columns, where } = 'where' in index ? index : { columns: index, where: null };
      const name = `${table}_by_${columns.join('_')}`;
      const rows = where === null ? '' : ` WHERE ${where}`;
      db.exec(
        `CREATE INDEX IF NOT EXISTS ${name} ON ${table} (${columns.map((c) => `"${c}"`).join(', ')})${rows}`,
      );
    }
  }
  // What a till can sell, without reading the cards it has sold.
  db.exec(`CREATE INDEX IF NOT EXISTS card_unsold ON card (holder, course, series, number)
    WHERE sales = '' AND voided = 0`);
  // What a discrepancy may lie in: a handful of cards among all there are.
  db.exec(`CREATE INDEX IF NOT EXISTS card_doubtful ON card (series, number) WHERE ${DOUBTFUL}`);
}

export function dropTables(db: Db, slot: Slot): void {
  for (const table of tableNames()) db.exec(`DROP TABLE IF EXISTS ${table}${slot}`);
}

/** Puts the rebuilt tables in the place of the old ones; inside one transaction. */
export function swapTables(db: Db): void {
  dropTables(db, '');
  for (const table of tableNames()) db.exec(`ALTER TABLE ${table}_next RENAME TO ${table}`);
  createIndexes(db);
}
