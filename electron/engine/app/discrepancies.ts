import { settleDiscrepancy } from '../commands/settle-discrepancy.ts';
import { openEntries, openRows, settledRows } from '../queries/discrepancies.ts';
import { procedures } from './procedures.ts';

const on = procedures.discrepancies;

export const discrepancies = {
  counts: on.counts.handler(({ context: { seat } }) => {
    const { entries, awaited } = openEntries(seat.city());
    return { open: entries.length, awaited };
  }),
  open: on.open.handler(({ context: { seat } }) => openRows(seat.city())),
  settled: on.settled.handler(({ context: { seat } }) => settledRows(seat.city())),
  settle: on.settle.handler(({ input, context: { seat } }) => {
    const { request, ...given } = input;
    seat.perform(settleDiscrepancy, given, request);
    return { discrepancy: given.discrepancy };
  }),
};
