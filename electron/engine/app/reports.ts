import { reportDay } from '../commands/report-day.ts';
import { lateClosings } from '../queries/point-closings.ts';
import { pointDayRow, pointDays } from '../queries/point-days.ts';
import { pointOf } from '../queries/state.ts';
import { procedures } from './procedures.ts';

const on = procedures.reports;

/** 日结汇总; its paper is printed like any other, by its number (papers.ts). */
export const reports = {
  state: on.state.handler(({ context: { seat } }) => {
    const { db, journal } = seat.city();
    const { identity } = journal;
    const days = pointDays(db, identity);
    // Late for a report of the newest day: everything before it that none held and that has no report of its own yet.
    const late = lateClosings(db, identity.point, days[0]?.day ?? '').length;
    return { point: pointOf(db, identity.point)?.said.name ?? identity.point, days, late };
  }),
  make: on.make.handler(({ input: { request, day }, context: { seat } }) => {
    const made = seat.perform(reportDay, { day }, request).envelope.payload as { document: string };
    const { db, journal } = seat.city();
    return { document: made.document, row: pointDayRow(db, journal.identity, day) };
  }),
};
