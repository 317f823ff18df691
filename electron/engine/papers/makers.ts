import type { About } from '../../../contract/domain/folds/document.ts';
import type { Db } from '../database/open.ts';
import type { Documents } from '../documents/documents.ts';
import { intakeSlip } from '../queries/intake-slip.ts';
import type { Printing } from '../queries/printing.ts';
import { reversalSlip, saleSlip } from '../queries/slip.ts';

/** One paper, ready to be drawn. */
export interface Drawable {
  /** How often it came out before: its next print says 补打第 n 次, unless this is 0. */
  readonly reprint: number;
  readonly pdf: (documents: Documents, reprint: number) => Promise<Uint8Array>;
}

/** How a kind of paper is drawn, and on which sheets. */
export interface PaperMaker {
  readonly size: 'slip' | 'a4';
  /** Null where what the paper is about has not arrived. in: the subject's id, and who prints it when. */
  readonly of: (db: Db, subject: string, now: Printing) => Drawable | null;
}

/** The one way from facts in the tables to a PDF: `say` gathers them, `pdf` draws them. */
function maker<S extends { readonly reprint: number }>(
  size: PaperMaker['size'],
  say: (db: Db, subject: string, now: Printing) => S | null,
  pdf: (documents: Documents, said: S) => Promise<Uint8Array>,
): PaperMaker {
  return {
    size,
    of(db, subject, now) {
      const said = say(db, subject, now);
      if (said === null) return null;
      return { reprint: said.reprint, pdf: (documents, reprint) => pdf(documents, { ...said, reprint }) };
    },
  };
}

const intake = maker('slip', intakeSlip, (documents, slip) => documents.intakeSlipPdf(slip));

/** By the event that made the paper. A kind of paper that can be printed has one line here. */
const makers: Readonly<Record<string, PaperMaker>> = {
  'sale.made': maker('slip', saleSlip, (documents, slip) => documents.slipPdf(slip)),
  'sale.reversed': maker('slip', reversalSlip, (documents, slip) => documents.slipPdf(slip)),
  'cards.received': intake,
  'textbooks.received': intake,
};

/** Null for a kind of paper that is never printed, or that this program doesn't know. */
export function makerOf({ type }: Pick<About, 'type'>): PaperMaker | null {
  return Object.hasOwn(makers, type) ? (makers[type] ?? null) : null;
}
