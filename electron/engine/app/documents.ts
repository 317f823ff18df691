import type { SaleSlip } from '../../../contract/domain/slip.ts';
import { printSlip, type SalePaper } from '../commands/print-slip.ts';
import type { Documents } from '../documents/documents.ts';
import { refuse } from '../problem.ts';
import { priceNotice } from '../queries/price-notice.ts';
import { reversalSlip, saleSlip } from '../queries/slip.ts';
import type { Seat } from '../seat.ts';
import { countedPrint, printingNow } from './counted-print.ts';
import { procedures } from './procedures.ts';

const on = procedures.documents;

/** in: the maker of documents, which works in a thread of its own. */
export function createDocumentProcedures(documents: Documents) {
  return {
    slip: on.slip.handler(async ({ input, context: { seat } }) => {
      const slip = slipNow(seat, input.sale, input.paper);
      const pdf = Buffer.from(await documents.slipPdf(slip)).toString('base64');
      return { document: slip.number, prints: slip.reprint, pdf };
    }),
    priceNotice: on.priceNotice.handler(async ({ context: { seat } }) => {
      const { db, journal } = seat.city();
      const pdf = await documents.priceNoticePdf(priceNotice(db, journal.identity, seat.world.clock.now()));
      return { pdf: Buffer.from(pdf).toString('base64') };
    }),
    recordPrint: on.recordPrint.handler(({ input: { sale, paper, request }, context: { seat } }) =>
      countedPrint({
        next: () => slipNow(seat, sale, paper),
        draw: documents.slipPdf,
        count: () => seat.perform(printSlip, { sale, paper }, request),
      }),
    ),
    undrawable: on.undrawable.handler(async ({ input }) => ({
      characters: [...(await documents.undrawable(input.text))],
    })),
  };
}

/** The slip as it would come out of the printer at this moment. */
function slipNow(seat: Seat, sale: string, paper: SalePaper): SaleSlip {
  const { db } = seat.city();
  const slipOf = paper === 'sale' ? saleSlip : reversalSlip;
  const slip = slipOf(db, sale, printingNow(seat));
  if (slip === null) throw refuse('SALE', '没有找到这笔销售。', '请在销售记录里重新选择。');
  return slip;
}
