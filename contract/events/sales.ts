import { z } from 'zod';
import { courseId, textbookId } from './courses.ts';
import {
  area,
  cardFen,
  cardRange,
  documentNumber,
  entityId,
  holder,
  line,
  quantity,
  textbookFen,
  totalFen,
} from './parts.ts';

export const buyer = z.union([
  z.strictObject({ kind: z.literal('employer'), employer: entityId, name: line, area }),
  z.strictObject({ kind: z.literal('person'), area }),
]);

/** Card money (an approved fee) and book money (a sale of goods) are two streams on one visit: domain.md §3. */
export const moneyStream = z.enum(['cards', 'books']);
export const paymentMethod = z.enum(['cash', 'transfer', 'card', 'cheque']);
export const payment = z.strictObject({
  stream: moneyStream,
  method: paymentMethod,
  fen: z.int().min(1).max(1_000_000_000),
  reference: z.string().max(60),
});

/** Each line names the event that set its price, so that a fold never looks one up. */
const cardLine = z.strictObject({
  course: courseId,
  ...cardRange.shape,
  count: quantity,
  fen: cardFen,
  priceEvent: entityId,
});
const bookLine = z.strictObject({ textbook: textbookId, quantity, fen: textbookFen, priceEvent: entityId });

/** 销售出库. There is no field for a discount, a gift, a set or credit, and no price but the approved one. */
export const saleMade = z.strictObject({
  sale: entityId,
  document: documentNumber,
  holder,
  buyer,
  cards: z.array(cardLine).max(100),
  books: z.array(bookLine).max(10),
  cardsFen: totalFen,
  booksFen: totalFen,
  payments: z.array(payment).max(10),
});

/** 冲销: gives cards and books back to the till they were sold from. */
export const saleReversed = z.strictObject({
  sale: entityId,
  reason: line,
});

/** 打印 or 补打 of a slip: counted, so that a second print says so. */
export const slipPrinted = z.strictObject({ document: documentNumber });
