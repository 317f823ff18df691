import type { RemittanceRow } from '../../../contract/app/remittance.ts';
import { dayInShanghai } from '../../../contract/domain/calendar.ts';
import { remittanceSheet } from '../../../contract/domain/remittance-sheet.ts';
import { bankRemittance, noRemittance } from '../commands/bank-remittance.ts';
import { printPaper } from '../commands/print-paper.ts';
import { remitMoney } from '../commands/remit-money.ts';
import { withdrawRemittance } from '../commands/withdraw-remittance.ts';
import type { Documents } from '../documents/documents.ts';
import {
  remittanceCounts,
  remittancePage,
  remittancePaper,
  remittanceRow,
  remittanceStanding,
} from '../queries/remittances.ts';
import { businessDayOf, cityOf } from '../queries/state.ts';
import type { Seat } from '../seat.ts';
import { countedPrint, printingNow } from './counted-print.ts';
import { procedures } from './procedures.ts';

const on = procedures.remittance;

/** in: the maker of documents, which works in a thread of its own. */
export function createRemittanceProcedures(documents: Documents) {
  return { ...steps, ...papers(documents) };
}

const steps = {
  state: on.state.handler(({ context: { seat } }) => {
    const { db, journal } = seat.city();
    return remittanceStanding(db, journal.identity.device, latestSlipDay(seat));
  }),
  counts: on.counts.handler(({ context: { seat } }) => {
    const { db, journal } = seat.city();
    return remittanceCounts(db, journal.identity.device);
  }),
  make: on.make.handler(({ input, context: { seat } }) => {
    const { request, ...chosen } = input;
    const made = seat.perform(remitMoney, chosen, request).envelope.payload as { remittance: string };
    return rowNow(seat, made.remittance);
  }),
  bank: on.bank.handler(({ input, context: { seat } }) => {
    const { request, ...slip } = input;
    seat.perform(bankRemittance, { ...slip, today: latestSlipDay(seat) }, request);
    return rowNow(seat, slip.remittance);
  }),
  withdraw: on.withdraw.handler(({ input, context: { seat } }) => {
    const { request, ...named } = input;
    seat.perform(withdrawRemittance, named, request);
    return rowNow(seat, named.remittance);
  }),
  list: on.list.handler(({ input, context: { seat } }) => {
    const { db, journal } = seat.city();
    return remittancePage(db, journal.identity.device, input.after);
  }),
};

function papers(documents: Documents) {
  return {
    sheet: on.sheet.handler(async ({ input, context: { seat } }) => {
      const paper = paperNow(seat, input.remittance);
      const pdf = Buffer.from(await documents.closingPdf(remittanceSheet(paper))).toString('base64');
      return { document: paper.number, prints: paper.reprint, pdf };
    }),
    recordPrint: on.recordPrint.handler(({ input, context: { seat } }) =>
      countedPrint({
        next: () => paperNow(seat, input.remittance),
        draw: (paper) => documents.closingPdf(remittanceSheet(paper)),
        count: () => {
          const { number: document } = paperNow(seat, input.remittance);
          seat.perform(printPaper, { document }, input.request);
        },
      }),
    ),
  };
}

/** A practice city lives apart from the wall; elsewhere the bank's calendar is the wall's. */
function latestSlipDay(seat: Seat): string {
  const { db, journal } = seat.city();
  if (cityOf(db).said.practice) return businessDayOf(db, journal.identity.device);
  return dayInShanghai(seat.world.clock.now());
}

function paperNow(seat: Seat, remittance: string) {
  const paper = remittancePaper(seat.city().db, remittance, printingNow(seat));
  if (paper === null) throw noRemittance();
  return paper;
}

function rowNow(seat: Seat, remittance: string): RemittanceRow {
  const row = remittanceRow(seat.city().db, remittance);
  if (row === null) throw noRemittance();
  return row;
}
