import type { Documents } from '../documents/documents.ts';
import { priceNotice } from '../queries/price-notice.ts';
import { procedures } from './procedures.ts';

const on = procedures.documents;

/** in: the maker of documents, which works in a thread of its own. */
export function createDocumentProcedures(documents: Documents) {
  return {
    priceNotice: on.priceNotice.handler(async ({ context: { seat } }) => {
      const { db, journal } = seat.city();
      const pdf = await documents.priceNoticePdf(priceNotice(db, journal.identity, seat.world.clock.now()));
      return { pdf: Buffer.from(pdf).toString('base64') };
    }),
    undrawable: on.undrawable.handler(async ({ input }) => ({
      characters: [...(await documents.undrawable(input.text))],
    })),
  };
}
