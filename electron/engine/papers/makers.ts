import type { About } from '../../../contract/domain/folds/document.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Documents } from '../documents/documents.ts';
import { closingSheet } from '../queries/closings.ts';
import { intakeSlip } from '../queries/intake-slip.ts';
import type { Printing } from '../queries/printing.ts';
import { reversalSlip, saleSlip } from '../queries/slip.ts';

/** Which paper, and what it is drawn from: tables, and who prints it when. */
export interface Order {
  readonly db: Db;
  readonly now: Printing;
  readonly document: string;
  /** Id of the sale, intake, shift, … that it is of. */
  readonly subject: string;
  /** As the next print says it, or the print that was counted just now. */
  readonly print: 'next' | 'counted';
}

/** How a kind of paper is drawn, and on which sheets. */
export interface PaperMaker {
  readonly size: 'slip' | 'a4';
  /** The PDF; null where what it is about has not arrived. */
  readonly draw: (order: Order, documents: Documents) => Promise<Uint8Array> | null;
}

/** A slip that says how often it was printed before: one less on the print that was counted. */
function slips<S extends { readonly reprint: number }>(
  say: (db: Db, subject: string, now: Printing) => S | null,
  pdf: (documents: Documents, slip: S) => Promise<Uint8Array>,
): PaperMaker {
  return {
    size: 'slip',
    draw({ db, subject, now, print }, documents) {
      const slip = say(db, subject, now);
      if (slip === null) return null;
      return pdf(documents, print === 'next' ? slip : { ...slip, reprint: slip.reprint - 1 });
    },
  };
}

function closings(kind: 'shift' | 'day', idOf: (order: Order) => string): PaperMaker {
  return {
    size: 'a4',
    draw(order, documents) {
      const sheet = closingSheet(order.db, kind, idOf(order), order.now);
      return sheet === null ? null : documents.closingPdf(sheet);
    },
  };
}

/** A day's closing is found by the day that it closed, which its number doesn't say. */
function closedDayOf({ db, subject: device, document }: Order): string {
  const sql = "SELECT id FROM day_close WHERE device = ? AND state ->> '$.closed.document' = ?";
  return (statement(db, sql).pluck().get(device, document) as string | undefined) ?? '';
}

const intake = slips(intakeSlip, (documents, slip) => documents.intakeSlipPdf(slip));

/** By the event that made the paper. A kind of paper that can be printed has one line here. */
const makers: Readonly<Record<string, PaperMaker>> = {
  'sale.made': slips(saleSlip, (documents, slip) => documents.slipPdf(slip)),
  'sale.reversed': slips(reversalSlip, (documents, slip) => documents.slipPdf(slip)),
  'cards.received': intake,
  'textbooks.received': intake,
  'shift.closed': closings('shift', ({ subject }) => subject),
  'day.closed': closings('day', closedDayOf),
};

/** Null for a kind of paper that is never printed, or that this program doesn't know. */
export function makerOf({ type }: Pick<About, 'type'>): PaperMaker | null {
  return Object.hasOwn(makers, type) ? (makers[type] ?? null) : null;
}
