import type { ClosingState, Counted } from '../../../contract/app/closing.ts';
import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import {
  type CashCount,
  differenceOf,
  expectedInDrawer,
  isAboveLimit,
  sumOfCount,
  tidyCount,
} from '../../../contract/domain/closing.ts';
import { catalogue } from '../../../contract/events/catalogue.ts';
import { nothingToHandOver } from '../commands/close-shift.ts';
import type { Db } from '../database/open.ts';
import { countsOf, type DrawerCount, keepCount } from '../held/drawer-counts.ts';
import { approversFor } from '../people/accounts.ts';
import { refuse } from '../problem.ts';
import { unclosedDays } from '../queries/closed-days.ts';
import { mattersNow } from '../queries/open-matters.ts';
import type { Shift } from '../queries/shifts.ts';
import { businessDayOf, nameOf, personOf, policiesOf } from '../queries/state.ts';
import type { Seat } from '../seat.ts';
import { drawerTimeOf, readTakings, type ShiftTakings } from './shift-takings.ts';
import { type Steady, steadily } from './steady.ts';

/** What a count needs of a seat. */
export type Counting = Pick<Seat, 'world' | 'city' | 'clerk' | 'absence'>;

/** The takings of the drawer's present shift, with the place where the journal stood. */
export function counting(seat: Pick<Seat, 'world' | 'city'>): Promise<Steady<ShiftTakings>> {
  const { db, journal } = seat.city();
  return steadily(journal, () => readTakings(db, journal, seat.world.timers));
}

/** How things stand at this PC: what is open and what is still to be closed. The drawer's sum is not in it. */
export async function standing(seat: Seat): Promise<ClosingState> {
  const { db, journal } = seat.city();
  const { identity } = journal;
  const { read: takings } = await counting(seat);
  const day = businessDayOf(db, identity.device) as CalendarDay;
  const unclosed = unclosedDays(db, identity.device, `${identity.workplace}${identity.pc}`, day);
  const [earliest] = unclosed;
  const approvers = approversFor(db, catalogue['shift.closed'].approvers ?? [], seat.clerk()?.id ?? '');
  const counted = validCount(countsOf(db, drawerTimeOf(takings)), takings);
  return {
    day,
    shift: takings.open === null ? null : shiftInWords(db, takings.open),
    left: leftBy(takings.last),
    dealings: takings.dealings.length,
    counted: counted === null ? null : resultOf(db, counted, takings),
    unclosed: [...unclosed],
    notHandedOver: takings.dealings.filter((one) => one.day === earliest).length,
    matters: mattersNow(db, identity, day),
    approvers,
    supervisors: approvers
      .map(({ id }) => id)
      .filter((id) => personOf(db, id)?.said?.roles.includes('supervisor')),
  };
}

function shiftInWords(db: Db, { id, state }: Shift): ClosingState['shift'] {
  const { openedBy, day, opened } = state;
  return { shift: id, by: nameOf(db, openedBy), day, floatFen: opened?.floatFen ?? 0 };
}

function leftBy(last: Shift | null): ClosingState['left'] {
  const closed = last?.state.closed;
  return closed == null ? null : { document: closed.document, leftFen: closed.leftFen };
}

/** The last count, unless money moved since. */
function validCount(counts: readonly DrawerCount[], { dealings }: ShiftTakings): DrawerCount | null {
  const last = counts.at(-1) ?? null;
  return last === null || dealings.some(({ lamport }) => lamport > last.lamport) ? null : last;
}

function resultOf(db: Db, { countedFen, expectedFen }: DrawerCount, takings: ShiftTakings): Counted {
  const differenceFen = differenceOf(countedFen, expectedFen);
  const limitFen = policiesOf(db)?.overShortLimitFen ?? 0;
  return {
    countedFen,
    expectedFen,
    differenceFen,
    floatFen: takings.open?.state.opened?.floatFen ?? 0,
    aboveLimit: isAboveLimit(differenceFen, limitFen),
    limitFen,
    earlier: countsOf(db, drawerTimeOf(takings)).length - 1,
  };
}

/**
 * A blind count is handed in: it is kept before its difference is told, so that nobody counts until it fits without a
 * trace. The same form again gets the same answer.
 */
export async function handIn(seat: Counting, request: string, given: CashCount): Promise<Counted> {
  const person = seat.clerk()?.id;
  if (person === undefined) throw seat.absence();
  const { read: takings } = await counting(seat);
  const { db, journal } = seat.city();
  if (takings.open === null && takings.dealings.length === 0) throw nothingToHandOver();
  const count = tidyCount(given);
  const expectedFen = expectedInDrawer(takings.open?.state.opened?.floatFen ?? 0, takings.sums.money);
  const { lamport } = journal.heads();
  const time = drawerTimeOf(takings);
  const counted = { request, person, lamport, count, countedFen: sumOfCount(count), expectedFen };
  keepCount(db, time, counted);
  const kept = countsOf(db, time).find((one) => one.request === request);
  if (kept === undefined) throw refuse('REQUEST_REUSED', '这次清点已经交过班。', '请重新打开交班页面。');
  return resultOf(db, kept, takings);
}
