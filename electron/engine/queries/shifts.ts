import type { ShiftState } from '../../../contract/domain/folds/closing.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';

export interface Shift {
  readonly id: string;
  readonly state: ShiftState;
}

/** More than hand-overs of one PC on one day; the newest is among so many of the last days. */
const LOOKED_AT = 50;

interface Row {
  readonly id: string;
  readonly state: string;
}

function shiftOf({ id, state }: Row): Shift {
  return { id, state: JSON.parse(state) };
}

/** The shift that is open at this PC; null when nobody counted a float since the last hand-over. */
export function openShiftOf(db: Db, device: string): Shift | null {
  const row = statement(db, 'SELECT id, state FROM shift WHERE device = ? ORDER BY started DESC LIMIT 1').get(
    device,
  ) as Row | undefined;
  const shift = row === undefined ? null : shiftOf(row);
  return shift !== null && shift.state.opened !== null && shift.state.closed === null ? shift : null;
}

/** The last hand-over of this PC; null before the first. */
export function lastHandOver(db: Db, device: string): Shift | null {
  return recentShifts(db, device).reduce<Shift | null>(
    (last, one) => (one.state.to > (last?.state.to ?? 0) ? one : last),
    null,
  );
}

function recentShifts(db: Db, device: string): readonly Shift[] {
  const rows = statement(
    db,
    `SELECT id, state FROM shift INDEXED BY shift_by_day WHERE device = ? ORDER BY day DESC LIMIT ${LOOKED_AT}`,
  ).all(device) as Row[];
  return rows.map(shiftOf);
}

/** 交班单 of one PC on one business day, in the order they were made. */
export function handOversOn(db: Db, device: string, day: string): readonly Shift[] {
  const rows = statement(db, 'SELECT id, state FROM shift WHERE day = ? AND device = ?').all(
    day,
    device,
  ) as Row[];
  return rows
    .map(shiftOf)
    .filter(({ state }) => state.closed !== null)
    .toSorted((a, b) => a.state.to - b.state.to);
}

/** What a shift takes in, along its PC: all after `after`, on business days from `day` on. */
export interface ShiftSpan {
  readonly after: number;
  readonly day: string;
}

/**
 * From the counted float on; where nobody counted one, from the last hand-over on, so that money taken in before the
 * first 开班 is handed over too.
 */
export function spanOf(open: Shift | null, last: Shift | null): ShiftSpan {
  if (open !== null) return { after: open.state.from, day: open.state.day };
  return { after: last?.state.to ?? 0, day: last?.state.day ?? '' };
}
