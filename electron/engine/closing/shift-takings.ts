import {
  type Dealing,
  figuresOf,
  listable,
  type ReceiptLine,
} from '../../../contract/domain/closing-figures.ts';
import type { Db } from '../database/open.ts';
import type { DrawerTime } from '../held/drawer-counts.ts';
import type { Journal } from '../journal/journal.ts';
import { dealingsOn, LAST_DAY } from '../queries/dealings.ts';
import { receiptLines } from '../queries/receipt-lines.ts';
import { lastHandOver, openShiftOf, type Shift, spanOf } from '../queries/shifts.ts';
import type { Timers } from '../world.ts';

/** Everything one person's time at the drawer brought so far. */
export interface ShiftTakings {
  readonly open: Shift | null;
  readonly last: Shift | null;
  readonly dealings: readonly Dealing[];
  /** Their sums, taken here: beside the rest of a command they would be too long a turn. */
  readonly sums: ReturnType<typeof figuresOf>;
  readonly receipts: readonly ReceiptLine[];
}

/** Read in short turns; see `steadily`. */
export async function readTakings(db: Db, journal: Journal, timers: Timers): Promise<ShiftTakings> {
  const { device } = journal.identity;
  const open = openShiftOf(db, device);
  const last = lastHandOver(db, device);
  const span = spanOf(open, last);
  const days = { from: span.day, to: LAST_DAY };
  const all = await dealingsOn(db, timers, device, days);
  const dealings = all.filter(({ lamport }) => lamport > span.after);
  await timers.nextTurn();
  const receipts = listable(
    receiptLines(db, journal.identity, { firstDay: span.day, lastDay: LAST_DAY, after: span.after }),
  );
  return { open, last, dealings, sums: figuresOf(dealings), receipts };
}

export function drawerTimeOf({ open, last }: Pick<ShiftTakings, 'open' | 'last'>): DrawerTime {
  return { shift: open?.id ?? '', after: last?.state.to ?? 0 };
}
