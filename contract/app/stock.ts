import { oc } from '@orpc/contract';
import { z } from 'zod';
import { courseId, textbookId } from '../events/courses.ts';
import { cardRange } from '../events/parts.ts';
import { errors } from './problem.ts';

/** Runs of cards listed by number: checking 50,000 on their way to the page would take a turn of 300 ms (measured). */
export const MOST_LISTED = 500;

const courseStock = z.strictObject({
  course: courseId,
  name: z.string(),
  count: z.int(),
  /** For people: "1001–1040，缺 1017". */
  text: z.string(),
  /** How many runs without gaps there are; the first of them are listed. */
  runs: z.int(),
  ranges: z.array(cardRange.extend({ count: z.int() })).max(MOST_LISTED),
});
export type CourseStock = z.infer<typeof courseStock>;

/** Copies of one title: what came less what left. Below zero is a discrepancy, and is shown. */
const bookStock = z.strictObject({ textbook: textbookId, title: z.string(), quantity: z.int() });
export type BookStock = z.infer<typeof bookStock>;

const heldStock = z.strictObject({
  holder: z.string(),
  name: z.string(),
  courses: z.array(courseStock),
  books: z.array(bookStock),
});
export type HeldStock = z.infer<typeof heldStock>;

/** Goods between two places of the point, in nobody's hands, with who answers for them. */
export const transferRow = z.strictObject({
  transfer: z.string(),
  document: z.string(),
  from: z.string(),
  to: z.string(),
  sentBy: z.string(),
  sentDay: z.string(),
  /** Whole business days since it was sent. */
  days: z.int(),
  /** Part was accepted already: what is listed here came short. */
  short: z.boolean(),
  cards: z.int(),
  cardText: z.string(),
  books: z.array(bookStock),
  /** Whether this PC may accept it, or take it back. */
  mayAccept: z.boolean(),
  mayTakeBack: z.boolean(),
});
export type TransferRow = z.infer<typeof transferRow>;

export const stock = {
  /** The own till first; at a point with one PC it is the only holder and nothing is ever in transit. */
  view: oc
    .errors(errors)
    .output(z.strictObject({ holders: z.array(heldStock), transit: z.array(transferRow) })),
};
