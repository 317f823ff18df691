import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { World } from '../world.ts';

/** Rows looked at in one turn: 10 ms with the dearest condition among 100,000 sales. */
const SLICE = 1_000;
/** Where nearly every row fits, the first look is the only one. */
const FIRST_SLICE = 64;

export interface Walk<R> {
  /** The next `size` rows after `last`, in order, fitting or not. */
  readonly read: (last: R | null, size: number) => readonly R[];
  readonly fits: (row: R) => boolean;
  readonly most: number;
}

/** The first rows that fit, looked for in short turns however rare they are among however many. */
export async function firstFitting<R>(
  { nextTurn }: Pick<World['timers'], 'nextTurn'>,
  { read, fits, most }: Walk<R>,
): Promise<readonly R[]> {
  const found: R[] = [];
  let last: R | null = null;
  for (let size = FIRST_SLICE; ; size = SLICE) {
    const rows: readonly R[] = read(last, size);
    found.push(...rows.filter(fits));
    last = rows.at(-1) ?? last;
    if (found.length >= most || rows.length < size) return found.slice(0, most);
    await nextTurn();
  }
}

/** Rows of one table of entities read in one turn. */
const STATES = 200;

/** Every row of a table, in short turns. The table's name comes from code, never from input. */
export async function readSlices<S>(
  db: Db,
  { nextTurn }: Pick<World['timers'], 'nextTurn'>,
  table: string,
  visit: (state: S, id: string) => void,
): Promise<void> {
  const slice = statement(db, `SELECT id, state FROM ${table} WHERE id > ? ORDER BY id LIMIT ${STATES}`);
  for (let after = ''; ; await nextTurn()) {
    const rows = slice.all(after) as { readonly id: string; readonly state: string }[];
    for (const { id, state } of rows) visit(JSON.parse(state), id);
    const last = rows.at(-1);
    if (last === undefined || rows.length < STATES) return;
    after = last.id;
  }
}
