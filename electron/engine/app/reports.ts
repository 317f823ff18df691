import { catalogue } from '../../../contract/events/catalogue.ts';
import { reportDay } from '../commands/report-day.ts';
import { approversFor } from '../people/accounts.ts';
import { performApproved } from '../people/approval.ts';
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
    const roles = catalogue['day.reported'].approvers ?? [];
    return {
      point: pointOf(db, identity.point)?.said.name ?? identity.point,
      ...{ days, late },
      approvers: approversFor(db, roles, seat.clerk()?.id ?? ''),
    };
  }),
  make: on.make.handler(async ({ input, context: { seat, report } }) => {
    const { request, day, approval } = input;
    const { db, journal } = seat.city();
    const made = await performApproved(seat, reportDay, { day }, request, approval, (error) =>
      report(error, 'reports.make'),
    );
    const { document } = made.envelope.payload as { document: string };
    return { document, row: pointDayRow(db, journal.identity, day) };
  }),
};
