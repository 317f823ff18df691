import type { About } from '../../../contract/domain/folds/document.ts';
import type { Db } from '../database/open.ts';
import type { Documents } from '../documents/documents.ts';
import { intakeSlip } from '../queries/intake-slip.ts';
import type { Printing } from '../queries/printing.ts';
import { returnSlip } from '../queries/return-slip.ts';
import { reversalSlip, saleSlip } from '../queries/slip.ts';

/** What a paper is drawn from: tables, and who prints it when. */
export interface Desk {
  readonly db: Db;
  readonly now: Printing;
}

/** How a kind of paper is drawn, and on which sheets. */
export interface PaperMaker {
  readonly size: 'slip' | 'a4';
  /** The PDF as it would come out of the printer now; null where what it is about has not arrived. in: the subject's id. */
  readonly draw: (desk: Desk, subject: string, documents: Documents) => Promise<Uint8Array> | null;
}

/** The one way from facts in the tables to a PDF: `say` gathers them, `pdf` draws them. */
function maker<S>(
  size: PaperMaker['size'],
  say: (db: Db, subject: string, now: Desk['now']) => S | null,
  pdf: (documents: Documents, said: S) => Promise<Uint8Array>,
): PaperMaker {
  return {
    size,
    draw({ db, now }, subject, documents) {
      const said = say(db, subject, now);
      return said === null ? null : pdf(documents, said);
    },
  };
}

const intake = maker('slip', intakeSlip, (documents, slip) => documents.intakeSlipPdf(slip));

/** By the event that made the paper. A kind of paper that can be printed has one line here. */
const makers: Readonly<Record<string, PaperMaker>> = {
  'sale.made': maker('slip', saleSlip, (documents, slip) => documents.slipPdf(slip)),
  'sale.reversed': maker('slip', reversalSlip, (documents, slip) => documents.slipPdf(slip)),
  'goods.returned': maker('slip', returnSlip, (documents, slip) => documents.returnSlipPdf(slip)),
  'cards.received': intake,
  'textbooks.received': intake,
};

/** Null for a kind of paper that is never printed, or that this program doesn't know. */
export function makerOf({ type }: Pick<About, 'type'>): PaperMaker | null {
  return Object.hasOwn(makers, type) ? (makers[type] ?? null) : null;
}
