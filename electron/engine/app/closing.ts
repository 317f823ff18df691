import type { ClosedRow, ClosingState, Counted, SheetKind } from '../../../contract/app/closing.ts';
import { dayInShanghai } from '../../../contract/domain/calendar.ts';
import type { ClosingSheet } from '../../../contract/domain/closing-sheet.ts';
import { readDay } from '../closing/day-figures.ts';
import { counting, handIn, standing } from '../closing/standing.ts';
import { steadily } from '../closing/steady.ts';
import { closeDay } from '../commands/close-day.ts';
import { closeShift } from '../commands/close-shift.ts';
import { openShift } from '../commands/open-shift.ts';
import { noClosing, printClosing } from '../commands/print-closing.ts';
import type { Documents } from '../documents/documents.ts';
import { performPrepared } from '../people/approval.ts';
import { closedRow, closingSheet, closingsOf } from '../queries/closings.ts';
import { businessDayOf } from '../queries/state.ts';
import type { Seat } from '../seat.ts';
import { countedPrint, printingNow } from './counted-print.ts';
import { procedures } from './procedures.ts';

const on = procedures.closing;

/** in: the maker of documents, which works in a thread of its own. */
export function createClosingProcedures(documents: Documents) {
  return { ...steps, ...papers(documents) };
}

const steps = {
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

function papers(documents: Documents) {
  return {
    sheet: on.sheet.handler(async ({ input, context: { seat } }) => {
      const sheet = sheetNow(seat, input.kind, input.id);
      const pdf = Buffer.from(await documents.closingPdf(sheet)).toString('base64');
      return { document: sheet.number, prints: sheet.reprint, pdf };
    }),
    recordPrint: on.recordPrint.handler(({ input: { request, kind, id }, context: { seat } }) =>
      countedPrint({
        next: () => sheetNow(seat, kind, id),
        draw: documents.closingPdf,
        count: () => seat.perform(printClosing, { kind, id }, request),
      }),
    ),
  };
}

/** The sheet as its next print says it. */
function sheetNow(seat: Seat, kind: SheetKind, id: string): ClosingSheet {
  const sheet = closingSheet(seat.city().db, kind, id, printingNow(seat));
  if (sheet === null) throw noClosing();
  return sheet;
}

function rowOf(row: ClosedRow | null): ClosedRow {
  if (row === null) throw noClosing();
  return row;
}
