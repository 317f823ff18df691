import type { About } from '../../../contract/domain/folds/document.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Documents } from '../documents/documents.ts';
import { closingSheet } from '../queries/closings.ts';
import { intakeSlip } from '../queries/intake-slip.ts';
import { reversalSlip, saleSlip } from '../queries/slip.ts';

/** What a paper is drawn from: tables, and what this PC's business day, its clock (epoch ms) and its clerk are now. */
export interface Desk {
  readonly db: Db;
  readonly now: { readonly day: string; readonly at: number; readonly by: string };
}

/** Which paper: its number, and the id of the sale, intake, shift, … that it is of. */
interface Named {
  readonly document: string;
  readonly subject: string;
}

/** How a kind of paper is drawn, and on which sheets. */
export interface PaperMaker {
  readonly size: 'slip' | 'a4';
  /** The PDF as it would come out of the printer now; null where what it is about has not arrived. */
  readonly draw: (desk: Desk, named: Named, documents: Documents) => Promise<Uint8Array> | null;
}

/** The one way from facts in the tables to a PDF: `say` gathers them, `pdf` draws them. */
function maker<S>(
  size: PaperMaker['size'],
  say: (db: Db, subject: string, now: Desk['now'], document: string) => S | null,
  pdf: (documents: Documents, said: S) => Promise<Uint8Array>,
): PaperMaker {
  return {
    size,
    draw({ db, now }, { document, subject }, documents) {
      const said = say(db, subject, now, document);
      return said === null ? null : pdf(documents, said);
    },
  };
}

const intake = maker('slip', intakeSlip, (documents, slip) => documents.intakeSlipPdf(slip));

/** A day's closing is found by the day that it closed, which its number doesn't say. */
function dayCloseOf(db: Db, device: string, document: string): string {
  const sql = "SELECT id FROM day_close WHERE device = ? AND state ->> '$.closed.document' = ?";
  return (statement(db, sql).pluck().get(device, document) as string | undefined) ?? '';
}

/** By the event that made the paper. A kind of paper that can be printed has one line here. */
const makers: Readonly<Record<string, PaperMaker>> = {
  'sale.made': maker('slip', saleSlip, (documents, slip) => documents.slipPdf(slip)),
  'sale.reversed': maker('slip', reversalSlip, (documents, slip) => documents.slipPdf(slip)),
  'cards.received': intake,
  'textbooks.received': intake,
  'shift.closed': maker(
    'a4',
    (db, shift, now) => closingSheet(db, 'shift', shift, now),
    (documents, sheet) => documents.closingPdf(sheet),
  ),
  'day.closed': maker(
    'a4',
    (db, device, now, document) => closingSheet(db, 'day', dayCloseOf(db, device, document), now),
    (documents, sheet) => documents.closingPdf(sheet),
  ),
};

/** Null for a kind of paper that is never printed, or that this program doesn't know. */
export function makerOf({ type }: Pick<About, 'type'>): PaperMaker | null {
  return Object.hasOwn(makers, type) ? (makers[type] ?? null) : null;
}
