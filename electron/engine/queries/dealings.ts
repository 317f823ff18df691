import { type CardRange, overlap } from '../../../contract/domain/card-range.ts';
import { type CourseCards, type Dealing, dealingsOf } from '../../../contract/domain/closing-figures.ts';
import type { ReturnState } from '../../../contract/domain/folds/returns.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Timers } from '../world.ts';
import { stateOf } from './state.ts';

type Turns = Pick<Timers, 'nextTurn'>;

/** Business days, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** After every day there is. */
export const LAST_DAY = '9999-12-31';

/** Sales read in one turn of the engine, also where each of their cards is looked up: some 10 ms. */
const SLICE = 250;

/**
 * Sales, reversals and returns of one PC on these days, read in slices with turns for others between. What is sold
 * meanwhile may be missing; whoever decides on it looks whether the journal has grown.
 */
export async function dealingsOn(db: Db, timers: Turns, device: string, days: Days): Promise<Dealing[]> {
  const found: Dealing[] = [];
  await walkSales(db, timers, days, (id, sale) => {
    if (sale.device === device) found.push(...dealingsOf(id, sale).filter(({ day }) => isOn(day, days)));
  });
  return [...found, ...returnsOn(db, device, days)];
}

export function isOn(day: string, { from, to }: Days): boolean {
  return day >= from && day <= to;
}

interface Row {
  readonly id: string;
  readonly day: string;
  readonly at: number;
  readonly state: string;
}

/** Every sale of these business days, whoever made it. */
export async function walkSales(
  db: Db,
  { nextTurn }: Turns,
  { from, to }: Days,
  visit: (id: string, sale: SaleState) => void,
): Promise<void> {
  const slice = statement(
    db,
    `SELECT id, day, at, state FROM sale WHERE day <= ? AND (day, at, id) > (?, ?, ?)
     ORDER BY day, at, id LIMIT ?`,
  );
  let last: readonly [string, number, string] = [from, -1, ''];
  for (;;) {
    const rows = slice.all(to, ...last, SLICE) as Row[];
    for (const { id, state } of rows) visit(id, JSON.parse(state));
    const end = rows.at(-1);
    if (end === undefined || rows.length < SLICE) return;
    last = [end.day, end.at, end.id];
    await nextTurn();
  }
}

/** Returns are a few a week, and are read at once. Money that finance pays never was in this drawer's way. */
export function returnsOn(db: Db, device: string, days: Days): Dealing[] {
  return returnStates(db, days).flatMap((state): Dealing[] => {
    const { made, day, lamport } = state;
    if (made === null || state.device !== device) return [];
    const { sale, document, books, refunds, pays } = made;
    return [
      {
        kind: 'return',
        ...{ sale, document, day, lamport },
        cards: returnedCards(db, made),
        books: books.reduce((sum, { quantity }) => sum + quantity, 0),
        money: pays === 'drawer' ? refunds : [],
      },
    ];
  });
}

export function returnStates(db: Db, { from, to }: Days): readonly ReturnState[] {
  const rows = statement(db, 'SELECT state FROM goods_return WHERE day BETWEEN ? AND ? ORDER BY day, at, id')
    .pluck()
    .all(from, to) as string[];
  return rows.map((state) => JSON.parse(state));
}

/** A return names runs alone; which course they are of stands in the sale they came from. */
export function returnedCards(db: Db, made: NonNullable<ReturnState['made']>): readonly CourseCards[] {
  const sold = stateOf<SaleState>(db, 'sale', made.sale)?.made?.cards ?? [];
  return made.cards.flatMap(({ first, last }) => {
    const back = { first, last } as CardRange;
    const parts = sold.flatMap(({ course, ...line }) => {
      const range = overlap(back, { first: line.first, last: line.last } as CardRange);
      return range === null ? [] : [{ course, range }];
    });
    return parts.length === 0 ? [{ course: '', range: back }] : parts;
  });
}
