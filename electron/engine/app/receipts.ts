import type { IntakeSlip } from '../../../contract/domain/intake-slip.ts';
import { printReceipt } from '../commands/print-receipt.ts';
import type { Documents } from '../documents/documents.ts';
import { refuse } from '../problem.ts';
import { intakeSlip } from '../queries/intake-slip.ts';
import { recentReceipts } from '../queries/receipts.ts';
import type { Seat } from '../seat.ts';
import { countedPrint, printingNow } from './counted-print.ts';
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
      return { document: slip.number, prints: slip.reprint, pdf };
    }),
    recordPrint: on.recordPrint.handler(({ input: { receipt, request }, context: { seat } }) =>
      countedPrint({
        next: () => slipNow(seat, receipt),
        draw: documents.intakeSlipPdf,
        count: () => seat.perform(printReceipt, { receipt }, request),
      }),
    ),
  };
}

function slipNow(seat: Seat, receipt: string): IntakeSlip {
  const slip = intakeSlip(seat.city().db, receipt, printingNow(seat));
  if (slip === null) throw refuse('RECEIPT', '没有找到这张入库单。', '请在入库记录里重新选择。');
  return slip;
}
