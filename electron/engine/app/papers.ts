import type { DocumentRow } from '../../../contract/app/papers.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import { printPaper } from '../commands/print-paper.ts';
import type { Documents } from '../documents/documents.ts';
import { type Drawable, makerOf, type PaperMaker } from '../papers/makers.ts';
import { refuse } from '../problem.ts';
import { documentRow } from '../queries/document-row.ts';
import { findDocuments } from '../queries/find-documents.ts';
import { stateOf } from '../queries/state.ts';
import { isUploaded } from '../queries/uploaded.ts';
import type { Seat } from '../seat.ts';
import { countedPrint, type Printable, printingNow } from './counted-print.ts';
import { procedures } from './procedures.ts';

const on = procedures.papers;

/** in: the maker of documents, which works in a thread of its own. */
export function createPaperProcedures(documents: Documents) {
  return {
    find: on.find.handler(async ({ input, context: { seat } }) => {
      const { after, ...filter } = input;
      const { db, journal } = seat.city();
      const { ids, more } = await findDocuments({ db, journal, timers: seat.world.timers }, filter, after);
      return { rows: ids.flatMap((id) => rowOf(seat, id) ?? []), more };
    }),
    open: on.open.handler(async ({ input, context: { seat } }) => {
      const row = rowNow(seat, input.document);
      const { size, paper } = paperNow(seat, input.document);
      const pdf = paper === null ? null : await paper.pdf(documents, paper.reprint);
      return { row, size, pdf: pdf === null ? null : Buffer.from(pdf).toString('base64') };
    }),
    recordPrint: on.recordPrint.handler(({ input: { document, request }, context: { seat } }) =>
      countedPrint(
        documents,
        () => printable(seat, document),
        () => seat.perform(printPaper, { document }, request),
      ),
    ),
  };
}

function printable(seat: Seat, document: string): Printable {
  rowNow(seat, document);
  const { size, paper } = paperNow(seat, document);
  if (paper === null) throw refuse('NOT_PRINTED', '这种单据没有打印件，没有打印。', '内容请看屏幕上的单据。');
  return { size, paper };
}

function rowOf(seat: Seat, document: string): DocumentRow | null {
  const row = documentRow(seat.city().db, document);
  return row === null ? null : { ...row, uploaded: isUploaded(seat.city(), [document]) };
}

function rowNow(seat: Seat, document: string) {
  const row = rowOf(seat, document);
  if (row === null) {
    const todo = '请核对单号；别的电脑上的单据，要等它的记录到达本机。';
    throw refuse('DOCUMENT', `本机没有单据 ${document}。`, todo);
  }
  return row;
}

/** The paper as it would come out of the printer at this moment; null for a kind that is never printed. */
function paperNow(seat: Seat, document: string): { size: PaperMaker['size']; paper: Drawable | null } {
  const { db } = seat.city();
  const about = stateOf<DocumentState>(db, 'document', document)?.about;
  const maker = about == null ? null : makerOf(about);
  if (about == null || maker === null) return { size: 'slip', paper: null };
  return { size: maker.size, paper: maker.of(db, about.subject, printingNow(seat), document) };
}
