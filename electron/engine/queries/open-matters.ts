import type { z } from 'zod';
import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import type { DayCloseState } from '../../../contract/domain/folds/closing.ts';
import type { openMatters } from '../../../contract/events/closing.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { heldSales } from '../held/held-sales.ts';
import { type Identity, tillOf } from '../journal/identity.ts';
import { paperCounts } from './papers.ts';
import { openTransfer, transfersOnTheWay } from './transfers.ts';

export type OpenMatters = z.infer<typeof openMatters>;

/** What whoever comes next must know of. in: this PC's business day. */
export function mattersNow(db: Db, own: Identity, today: CalendarDay): OpenMatters {
  const { waiting, unprinted } = paperCounts(db, today);
  const till = tillOf(own);
  const transit = transfersOnTheWay(db).filter((id) => {
    const transfer = openTransfer(db, id)?.transfer;
    return transfer?.from === till || transfer?.destination === till;
  });
  return {
    held: heldSales(db).length,
    unprinted,
    unposted: waiting,
    inTransit: transit.length,
    unbanked: unbankedDays(db, own.device),
    refunds: openRefunds(db),
  };
}

/** Closed days looked back on: whoever has banked none for so long is told so by a number that doesn't grow any more. */
const DAYS_LOOKED_AT = 100;

/** Closed days of this PC of which money in cash or by cheque was not carried to the bank on a 缴款单 yet. */
function unbankedDays(db: Db, device: string): number {
  const rows = statement(
    db,
    `SELECT state FROM day_close WHERE device = ? AND day IS NOT NULL ORDER BY day DESC LIMIT ${DAYS_LOOKED_AT}`,
  )
    .pluck()
    .all(device) as string[];
  return rows.filter((row) => isUnbanked(JSON.parse(row))).length;
}

function isUnbanked({ closed, remitted }: DayCloseState): boolean {
  const due = (stream: 'cards' | 'books') =>
    (closed?.figures.money ?? [])
      .filter((line) => line.stream === stream && (line.method === 'cash' || line.method === 'cheque'))
      .reduce((sum, { inFen, outFen }) => sum + inFen - outFen, 0);
  return (['cards', 'books'] as const).some((stream) => remitted[stream] === null && due(stream) > 0);
}

function openRefunds(db: Db): number {
  return statement(db, "SELECT count(*) FROM goods_return WHERE refund IN ('requested', 'approved')")
    .pluck()
    .get() as number;
}
