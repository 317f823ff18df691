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

type Print<S> = {
  /** The slip as its next print says it. */
  readonly next: () => S;
  readonly draw: (slip: S) => Promise<Uint8Array>;
  /** Counts one print, once per request. */
  readonly count: () => void;
};

/**
 * Counts a print and gives the paper of exactly this print, drawn after the count: nothing that was drawn before can
 * come out of a printer or be saved in its place. out: how often it was printed now, and the PDF.
 */
export async function countedPrint<S extends { readonly reprint: number }>({ next, draw, count }: Print<S>) {
  // A slip that can't be drawn was not printed and must not be counted.
  await draw(next());
  count();
  const following = next();
  const pdf = await draw({ ...following, reprint: following.reprint - 1 });
  return { prints: following.reprint, pdf: Buffer.from(pdf).toString('base64') };
}
