import type { ClosedRow, ClosingState, Counted } from '../../../contract/app/closing.ts';
import { dayInShanghai } from '../../../contract/domain/calendar.ts';
import { readDay } from '../closing/day-figures.ts';
import { counting, handIn, standing } from '../closing/standing.ts';
import { steadily } from '../closing/steady.ts';
import { closeDay } from '../commands/close-day.ts';
import { closeShift } from '../commands/close-shift.ts';
import { openShift } from '../commands/open-shift.ts';
import { performPrepared } from '../people/approval.ts';
import { closedRow, closingsOf } from '../queries/closings.ts';
import { businessDayOf } from '../queries/state.ts';
import { procedures } from './procedures.ts';

const on = procedures.closing;

/** Its papers are printed like any other, by their numbers (papers.ts). */
export const closing = {
  state: on.state.handler(({ context: { seat } }): Promise<ClosingState> => standing(seat)),
  openShift: on.openShift.handler(({ input, context: { seat } }): Promise<ClosingState> => {
    seat.perform(openShift, { count: input.count }, input.request);
    return standing(seat);
  }),
  handInCount: on.handInCount.handler(
    ({ input, context: { seat } }): Promise<Counted> => handIn(seat, input.request, input.count),
  ),
  closeShift: on.closeShift.handler(async ({ input, context: { seat, report } }): Promise<ClosedRow> => {
    const { request, approval, ...form } = input;
    const { db } = seat.city();
    const prepare = async (done: boolean) => ({ ...form, takings: done ? null : await counting(seat) });
    const made = await performPrepared(seat, closeShift, prepare, request, approval, (error) =>
      report(error, 'closing.closeShift'),
    );
    const { shift } = made.envelope.payload as { shift: string };
    return rowOf(closedRow(db, 'shift', shift));
  }),
  closeDay: on.closeDay.handler(async ({ input, context: { seat, report } }): Promise<ClosedRow> => {
    const { request, approval, day } = input;
    const { db, journal } = seat.city();
    const { device } = journal.identity;
    const read = () => readDay(db, journal, seat.world.timers, { day, today: businessDayOf(db, device) });
    const prepare = async (done: boolean) => ({
      day,
      wall: dayInShanghai(seat.world.clock.now()),
      figures: done ? null : await steadily(journal, read),
    });
    await performPrepared(seat, closeDay, prepare, request, approval, (error) =>
      report(error, 'closing.closeDay'),
    );
    return rowOf(closedRow(db, 'day', `${device}/${day}`));
  }),
  list: on.list.handler(({ input, context: { seat } }) => {
    const { db, journal } = seat.city();
    return closingsOf(db, journal.identity.device, input.before);
  }),
};

function rowOf(row: ClosedRow | null): ClosedRow {
  if (row === null) throw new Error('a committed closing has no row');
  return row;
}
