import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from './problem.ts';

/** One 入库, of cards or of books. */
export const receiptRow = z.strictObject({
  receipt: z.string(),
  kind: z.enum(['cards', 'books']),
  document: z.string(),
  /** The supplier's slip; empty for 期初库存. */
  note: z.string(),
  /** The cards' course, or the book's title. */
  name: z.string(),
  businessDay: z.string(),
  clerk: z.string(),
  count: z.int(),
  /** The cards' numbers for people, as in 库存; empty for books. */
  text: z.string(),
  place: z.string(),
  prints: z.int(),
});
export type ReceiptRow = z.infer<typeof receiptRow>;

export const receipts = {
  /** Cards and books together, newest first. */
  list: oc.errors(errors).output(z.array(receiptRow)),
};
