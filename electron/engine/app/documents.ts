import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import { printSlip } from '../commands/print-slip.ts';
import type { Documents } from '../documents/documents.ts';
import { refuse } from '../problem.ts';
import { saleSlip } from '../queries/slip.ts';
import { businessDayOf, stateOf } from '../queries/state.ts';
import { procedures } from './procedures.ts';

const on = procedures.documents;

/** in: the PDF maker, which works in a thread of its own. */
export function createDocumentProcedures(documents: Documents) {
  return {
    slip: on.slip.handler(async ({ input, context: { seat } }) => {
      const { db, journal } = seat.city();
      const day = businessDayOf(db, journal.identity.device);
      const slip = saleSlip(db, input.sale, { day, at: seat.world.clock.now() });
      if (slip === null) throw refuse('SALE', '没有找到这笔销售。', '请在销售记录里重新选择。');
      const pdf = Buffer.from(await documents.slipPdf(slip)).toString('base64');
      return { document: slip.number, prints: printsOf(db, slip.number), pdf };
    }),
    recordPrint: on.recordPrint.handler(({ input, context: { seat } }) => {
      seat.perform(printSlip, { sale: input.sale }, input.request);
      const { db } = seat.city();
      const document = stateOf<SaleState>(db, 'sale', input.sale)?.made?.document ?? '';
      return { prints: printsOf(db, document) };
    }),
  };
}

function printsOf(db: Parameters<typeof stateOf>[0], document: string): number {
  return stateOf<DocumentState>(db, 'document', document)?.prints ?? 0;
}
