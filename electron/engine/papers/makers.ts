import type { SheetKind } from '../../../contract/app/closing.ts';
import type { About, DocumentState } from '../../../contract/domain/folds/document.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Documents } from '../documents/documents.ts';
import { closingSheet } from '../queries/closings.ts';
import { intakeSlip } from '../queries/intake-slip.ts';
import type { Printing } from '../queries/printing.ts';
import { reversalSlip, saleSlip } from '../queries/slip.ts';
import { stateOf } from '../queries/state.ts';

/** One paper, ready to be drawn. */
export interface Drawable {
  /** How often it came out before: its next print says 补打第 n 次, unless this is 0. */
  readonly reprint: number;
  readonly pdf: (documents: Documents, reprint: number) => Promise<Uint8Array>;
}

/** How a kind of paper is drawn, and on which sheets. */
export interface PaperMaker {
  readonly size: 'slip' | 'a4';
  /** Null where what the paper is about has not arrived. in: the subject's id, who prints it when, and its number. */
  readonly of: (db: Db, subject: string, now: Printing, document: string) => Drawable | null;
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

/** The sheet itself says how often it was printed, so that the count has no say once more. */
function closings(kind: SheetKind, idOf: (db: Db, subject: string, document: string) => string): PaperMaker {
  return {
    size: 'a4',
    of(db, subject, now, document) {
      const sheet = closingSheet(db, kind, idOf(db, subject, document), now);
      if (sheet === null) return null;
      const reprint = stateOf<DocumentState>(db, 'document', document)?.prints ?? 0;
      return { reprint, pdf: (documents) => documents.closingPdf(sheet) };
    },
  };
}

/** A day's closing is found by the day that it closed, which its number doesn't say. */
function closedDayOf(db: Db, device: string, document: string): string {
  const sql = "SELECT id FROM day_close WHERE device = ? AND state ->> '$.closed.document' = ?";
  return (statement(db, sql).pluck().get(device, document) as string | undefined) ?? '';
}

const intake = maker('slip', intakeSlip, (documents, slip) => documents.intakeSlipPdf(slip));

/** By the event that made the paper. A kind of paper that can be printed has one line here. */
const makers: Readonly<Record<string, PaperMaker>> = {
  'sale.made': maker('slip', saleSlip, (documents, slip) => documents.slipPdf(slip)),
  'sale.reversed': maker('slip', reversalSlip, (documents, slip) => documents.slipPdf(slip)),
  'cards.received': intake,
  'textbooks.received': intake,
  'shift.closed': closings('shift', (_, shift) => shift),
  'day.closed': closings('day', closedDayOf),
};

/** Null for a kind of paper that is never printed, or that this program doesn't know. */
export function makerOf({ type }: Pick<About, 'type'>): PaperMaker | null {
  return Object.hasOwn(makers, type) ? (makers[type] ?? null) : null;
}
