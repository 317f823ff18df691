import type { IntakeSlip } from '../../../contract/domain/intake-slip.ts';
import { printReceipt } from '../commands/print-receipt.ts';
import type { Documents } from '../documents/documents.ts';
import { refuse } from '../problem.ts';
import { intakeSlip } from '../queries/intake-slip.ts';
import { receiptRow, recentReceipts } from '../queries/receipts.ts';
import { businessDayOf } from '../queries/state.ts';
import type { Seat } from '../seat.ts';
import { procedures } from './procedures.ts';

const on = procedures.receipts;

/** in: the PDF maker, which works in a thread of its own. */
export function createReceiptProcedures(documents: Documents) {
  return {
    list: on.list.handler(({ context: { seat } }) => {
      const { db, journal } = seat.city();
      return recentReceipts(db, seat.world.timers, journal.identity);
    }),
    slip: on.slip.handler(async ({ input, context: { seat } }) => {
      const slip = slipNow(seat, input.receipt);
      const pdf = Buffer.from(await documents.intakeSlipPdf(slip)).toString('base64');
      return { document: slip.number, prints: printsOf(seat, input.receipt), pdf };
    }),
    recordPrint: on.recordPrint.handler(async ({ input, context: { seat } }) => {
      // A slip that can't be drawn was not printed and must not be counted.
      await documents.intakeSlipPdf(slipNow(seat, input.receipt));
      seat.perform(printReceipt, { receipt: input.receipt }, input.request);
      return { prints: printsOf(seat, input.receipt) };
    }),
  };
}

function slipNow(seat: Seat, receipt: string): IntakeSlip {
  const { db, journal } = seat.city();
  const { identity } = journal;
  const now = { day: businessDayOf(db, identity.device), at: seat.world.clock.now() };
  const slip = intakeSlip(db, receipt, now);
  if (slip === null) throw refuse('RECEIPT', '没有找到这张入库单。', '请在入库记录里重新选择。');
  return slip;
}

function printsOf(seat: Seat, receipt: string): number {
  const { db, journal } = seat.city();
  return receiptRow(db, journal.identity, receipt)?.prints ?? 0;
}
