import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import type { Register } from '../../../contract/domain/register-sheet.ts';
import { receiptNames } from '../../../contract/domain/sale-receipts.ts';
import type { Db } from '../database/open.ts';
import { type Identity, tillOf } from '../journal/identity.ts';
import { placeOnPaper } from './places.ts';
import { printedBy } from './printing.ts';
import type { RegisterView } from './registers.ts';
import { businessDayOf, cityOf, pointOf } from './state.ts';

/** 票据领用登记簿, in the order the books were taken over. in: who prints it, and the clock (epoch ms). */
export function registerSheet(
  db: Db,
  identity: Identity,
  view: RegisterView,
  now: { readonly by: string; readonly at: number },
): Register {
  const { practice } = cityOf(db).said;
  const day = businessDayOf(db, identity.device);
  return {
    practice,
    point: pointOf(db, identity.point)?.said.name ?? '',
    day: day as CalendarDay,
    books: view.books.toReversed().map((row) => ({
      ...row,
      name: receiptNames[row.kind],
      // Paper says which PC's till it is, wherever it is printed.
      place: row.own ? placeOnPaper(db, tillOf(identity)) : row.place,
    })),
    totals: view.totals,
    findings: view.findings,
    ...printedBy(db, { day, ...now }),
  };
}
