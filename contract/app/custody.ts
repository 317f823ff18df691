import { oc } from '@orpc/contract';
import { z } from 'zod';
import { textbookId } from '../events/courses.ts';
import { cardRange, destination } from '../events/parts.ts';
import { errors, request } from './problem.ts';
import { transferRow } from './stock.ts';

/** 领用 between the PCs and the store-room of one point (design.md §5). */

/** Card numbers and quantities as typed; the engine reads them. */
const cardText = z.string().max(30_000);
const books = z.array(z.strictObject({ textbook: textbookId, quantity: z.string().max(20) })).max(10);

const place = z.strictObject({ holder: destination, name: z.string() });
const title = z.strictObject({ textbook: textbookId, title: z.string(), inTill: z.int(), inStore: z.int() });

const places = z.strictObject({
  /** False at a point with one PC, which never sees this step. */
  several: z.boolean(),
  own: place,
  store: place,
  others: z.array(place),
  titles: z.array(title),
});
export type CustodyPlaces = z.infer<typeof places>;

export const custody = {
  places: oc.errors(errors).output(places),
  /** Everything of this point that is sent and not accepted, oldest first. */
  open: oc.errors(errors).output(z.array(transferRow)),
  /** The cards of one of these that nobody has accepted yet, for whoever counts them. */
  sent: oc
    .errors(errors)
    .input(z.strictObject({ transfer: z.string().max(60) }))
    .output(z.strictObject({ ranges: z.array(cardRange) })),
  /** Reads typed cards and looks whether they lie where they are to be sent from; refuses with their story. */
  checkCards: oc
    .errors(errors)
    .input(z.strictObject({ from: z.enum(['till', 'store']), cards: cardText.min(1) }))
    .output(z.strictObject({ count: z.int(), text: z.string() })),
  dispatch: oc
    .errors(errors)
    .input(z.strictObject({ request, from: z.enum(['till', 'store']), destination, cards: cardText, books }))
    .output(z.strictObject({ document: z.string() })),
  /** 签收 or 收回 of what was counted; what is missing stays in transit. */
  accept: oc
    .errors(errors)
    .input(
      z.strictObject({
        request,
        transfer: z.string().max(60),
        as: z.enum(['addressee', 'sender']),
        cards: cardText,
        books,
      }),
    )
    .output(z.strictObject({ document: z.string(), left: transferRow.nullable() })),
};
