import type { About } from '../../../contract/domain/folds/document.ts';
import { pointDaySheet } from '../../../contract/domain/point-day-sheet.ts';
import { remittanceSheet } from '../../../contract/domain/remittance-sheet.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Documents } from '../documents/documents.ts';
import { closingSheet } from '../queries/closings.ts';
import { emergencyPaper } from '../queries/emergency.ts';
import { intakeSlip } from '../queries/intake-slip.ts';
import { moveSlip } from '../queries/move-slip.ts';
import { pointDayPaper } from '../queries/point-days.ts';
import type { Printing } from '../queries/printing.ts';
import { remittancePaper } from '../queries/remittances.ts';
import { returnSlip } from '../queries/return-slip.ts';
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
  /** Null where what the paper is about has not arrived. in: the subject's id, and who prints it when, the paper's number. */
  readonly of: (db: Db, subject: string, now: Printing, document: string) => Drawable | null;
}

/** The one way from facts in the tables to a PDF: `say` gathers them, `pdf` draws them. */
function maker<S extends { readonly reprint: number }>(
  size: PaperMaker['size'],
  say: (db: Db, subject: string, now: Printing, document: string) => S | null,
  pdf: (documents: Documents, said: S) => Promise<Uint8Array>,
): PaperMaker {
  return {
    size,
    of(db, subject, now, document) {
      const said = say(db, subject, now, document);
      if (said === null) return null;
      return { reprint: said.reprint, pdf: (documents, reprint) => pdf(documents, { ...said, reprint }) };
    },
  };
}

const intake = maker('slip', intakeSlip, (documents, slip) => documents.intakeSlipPdf(slip));

const move = maker('slip', moveSlip, (documents, slip) => documents.moveSlipPdf(slip));

/** A day's closing is found by the day that it closed, which its number doesn't say. */
function closedDayOf(db: Db, device: string, document: string): string {
  const sql = "SELECT id FROM day_close WHERE device = ? AND state ->> '$.closed.document' = ?";
  return (statement(db, sql).pluck().get(device, document) as string | undefined) ?? '';
}

/** By the event that made the paper. A kind of paper that can be printed has one line here. */
const makers: Readonly<Record<string, PaperMaker>> = {
  'sale.made': maker('slip', saleSlip, (documents, slip) => documents.slipPdf(slip)),
  'sale.reversed': maker('slip', reversalSlip, (documents, slip) => documents.slipPdf(slip)),
  'goods.returned': maker('slip', returnSlip, (documents, slip) => documents.returnSlipPdf(slip)),
  'cards.received': intake,
  'textbooks.received': intake,
  'cards.dispatched': move,
  'textbooks.dispatched': move,
  'cards.accepted': move,
  'textbooks.accepted': move,
  'shift.closed': maker(
    'a4',
    (db, shift, now) => closingSheet(db, 'shift', shift, now),
    (documents, sheet) => documents.closingPdf(sheet),
  ),
  'day.closed': maker(
    'a4',
    (db, device, now, document) => closingSheet(db, 'day', closedDayOf(db, device, document), now),
    (documents, sheet) => documents.closingPdf(sheet),
  ),
  'day.reported': maker('a4', pointDayPaper, (documents, paper) =>
    documents.closingPdf(pointDaySheet(paper)),
  ),
  'money.remitted': maker('a4', remittancePaper, (documents, paper) =>
    documents.closingPdf(remittanceSheet(paper)),
  ),
  'emergency.allocated': maker('slip', emergencyPaper, (documents, paper) => documents.emergencyPdf(paper)),
};

/** Null for a kind of paper that is never printed, or that this program doesn't know. */
export function makerOf({ type }: Pick<About, 'type'>): PaperMaker | null {
  return Object.hasOwn(makers, type) ? (makers[type] ?? null) : null;
}
