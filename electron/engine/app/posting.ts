import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import { recordPosting, regionalNumber } from '../commands/record-posting.ts';
import { withdrawPosting } from '../commands/withdraw-posting.ts';
import { refuse } from '../problem.ts';
import { paperCounts, postedPapers, unprintedPapers, waitingPapers } from '../queries/papers.ts';
import { businessDayOf } from '../queries/state.ts';
import type { Seat } from '../seat.ts';
import { procedures } from './procedures.ts';

const on = procedures.posting;

export const posting = {
  counts: on.counts.handler(({ context: { seat } }) => paperCounts(seat.city().db, today(seat))),
  waiting: on.waiting.handler(({ input, context: { seat } }) =>
    waitingPapers(seat.city().db, today(seat), input.after),
  ),
  unprinted: on.unprinted.handler(({ input, context: { seat } }) =>
    unprintedPapers(seat.city().db, input.after),
  ),
  posted: on.posted.handler(({ input, context: { seat } }) =>
    postedPapers(seat.city().db, seat.world.timers, regionalNumber(input.text), input.after),
  ),
  record: on.record.handler(({ input, context: { seat } }) => {
    const { request, ...given } = input;
    const { payload } = seat.perform(recordPosting, given, request).envelope;
    const { slip, documents } = payload as { slip: string; documents: string[] };
    return { slip, documents };
  }),
  withdraw: on.withdraw.handler(({ input, context: { seat } }) => {
    const { request, ...given } = input;
    const { payload } = seat.perform(withdrawPosting, given, request).envelope;
    return { document: (payload as { document: string }).document };
  }),
};

/** Ages are counted between business days, so there must be one. */
function today(seat: Seat): CalendarDay {
  const { db, journal } = seat.city();
  const day = businessDayOf(db, journal.identity.device);
  if (day === '') throw refuse('DAY', '还没有确认业务日期。', '请先确认业务日期。');
  return day as CalendarDay;
}
