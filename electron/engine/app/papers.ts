import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import { printPaper } from '../commands/print-paper.ts';
import type { Documents } from '../documents/documents.ts';
import { makerOf } from '../papers/makers.ts';
import { refuse } from '../problem.ts';
import { documentRow } from '../queries/document-row.ts';
import { findDocuments } from '../queries/find-documents.ts';
import { stateOf } from '../queries/state.ts';
import type { Seat } from '../seat.ts';
import { printingNow } from './counted-print.ts';
import { procedures } from './procedures.ts';

const on = procedures.papers;

/** in: the maker of documents, which works in a thread of its own. */
export function createPaperProcedures(documents: Documents) {
  return {
    find: on.find.handler(async ({ input, context: { seat } }) => {
      const { after, ...filter } = input;
      const { db, journal } = seat.city();
      const { ids, more } = await findDocuments({ db, journal, timers: seat.world.timers }, filter, after);
      return { rows: ids.flatMap((id) => documentRow(db, id) ?? []), more };
    }),
    open: on.open.handler(async ({ input, context: { seat } }) => {
      const row = rowNow(seat, input.document);
      const { size, pdf } = await drawNow(seat, documents, input.document);
      return { row, size, pdf: pdf === null ? null : Buffer.from(pdf).toString('base64') };
    }),
    recordPrint: on.recordPrint.handler(async ({ input, context: { seat } }) => {
      // A paper that can't be drawn was not printed and must not be counted.
      const { pdf } = await drawNow(seat, documents, input.document);
      if (pdf === null)
        throw refuse('NOT_PRINTED', '这种单据没有打印件，没有打印。', '内容请看屏幕上的单据。');
      seat.perform(printPaper, { document: input.document }, input.request);
      return { prints: rowNow(seat, input.document).prints };
    }),
  };
}

function rowNow(seat: Seat, document: string) {
  const row = documentRow(seat.city().db, document);
  if (row === null) {
    const todo = '请核对单号；别的电脑上的单据，要等它的记录到达本机。';
    throw refuse('DOCUMENT', `本机没有单据 ${document}。`, todo);
  }
  return row;
}

/** The paper as it would come out of the printer at this moment. */
async function drawNow(seat: Seat, documents: Documents, document: string) {
  const { db } = seat.city();
  const about = stateOf<DocumentState>(db, 'document', document)?.about;
  const maker = about == null ? null : makerOf(about);
  if (about == null || maker === null) return { size: 'slip' as const, pdf: null };
  const pdf = (await maker.draw({ db, now: printingNow(seat) }, about.subject, documents)) ?? null;
  return { size: maker.size, pdf };
}
