import type { Documents } from '../documents/documents.ts';
import type { Drawable, PaperMaker } from '../papers/makers.ts';
import type { Printing } from '../queries/printing.ts';
import { businessDayOf } from '../queries/state.ts';
import type { Seat } from '../seat.ts';

/** Who prints, and when, at this seat. */
export function printingNow(seat: Seat): Printing {
  const { db, journal } = seat.city();
  const clerk = seat.clerk();
  if (clerk === null) throw seat.absence();
  return { day: businessDayOf(db, journal.identity.device), at: seat.world.clock.now(), by: clerk.id };
}

/** A paper, and the sheets it is for. */
export interface Printable {
  readonly size: PaperMaker['size'];
  readonly paper: Drawable;
}

/**
 * Counts a print and gives the paper of exactly this print, drawn after the count: nothing that was drawn before can
 * come out of a printer or be saved in its place. in: `next`, the paper as its next print says it; `count` counts one
 * print, once per request. out: how often it was printed now, and the PDF.
 */
export async function countedPrint(documents: Documents, next: () => Printable, count: () => void) {
  const before = next().paper;
  // A paper that can't be drawn was not printed and must not be counted.
  await before.pdf(documents, before.reprint);
  count();
  const { size, paper } = next();
  const pdf = await paper.pdf(documents, paper.reprint - 1);
  return { prints: paper.reprint, size, pdf: Buffer.from(pdf).toString('base64') };
}
