import type { RemittanceRow } from '../../../contract/app/remittance.ts';
import { dayInShanghai } from '../../../contract/domain/calendar.ts';
import { bankRemittance, noRemittance } from '../commands/bank-remittance.ts';
import { remitMoney } from '../commands/remit-money.ts';
import { withdrawRemittance } from '../commands/withdraw-remittance.ts';
import {
  remittanceCounts,
  remittancePage,
  remittanceRow,
  remittanceStanding,
} from '../queries/remittances.ts';
import { businessDayOf, cityOf } from '../queries/state.ts';
import type { Seat } from '../seat.ts';
import { procedures } from './procedures.ts';

const on = procedures.remittance;

/** Its paper is printed like any other, by its number (papers.ts). */
export const remittance = {
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

/** A practice city lives apart from the wall; elsewhere the bank's calendar is the wall's. */
function latestSlipDay(seat: Seat): string {
  const { db, journal } = seat.city();
  if (cityOf(db).said.practice) return businessDayOf(db, journal.identity.device);
  return dayInShanghai(seat.world.clock.now());
}

function rowNow(seat: Seat, remittance: string): RemittanceRow {
  const row = remittanceRow(seat.city().db, remittance);
  if (row === null) throw noRemittance();
  return row;
}
