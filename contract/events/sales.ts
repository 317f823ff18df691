import { z } from 'zod';
import { courseId, textbookId } from './courses.ts';
import {
  area,
  cardFen,
  cardRange,
  day,
  documentNumber,
  emergencyNumber,
  entityId,
  holder,
  line,
  quantity,
  textbookFen,
  totalFen,
} from './parts.ts';

/** Why somebody from outside the point's areas is served here (notice 四 names the main buyers); null for its own. */
const outside = z.union([line, z.null()]);
export const buyer = z.union([
  z.strictObject({ kind: z.literal('employer'), employer: entityId, name: line, area, outside }),
  z.strictObject({ kind: z.literal('person'), area, outside }),
]);

/** Card money (an approved fee) and book money (a sale of goods) are two streams on one visit: domain.md §3. */
export const moneyStream = z.enum(['cards', 'books']);
export const paymentMethod = z.enum(['cash', 'transfer', 'card', 'cheque']);
export const payment = z.strictObject({
  stream: moneyStream,
  method: paymentMethod,
  fen: z.int().min(1).max(1_000_000_000),
  reference: z.string().max(60),
  /** 实收 in cash, from which the change follows; null for other methods. */
  tendered: z.union([z.int().min(1).max(1_000_000_000), z.null()]),
});

/** The paper handed over for a stream's money, with its printed number; `none` while it was not written yet (暂不开). */
export const receipt = z.union([
  z.strictObject({
    stream: z.literal('cards'),
    kind: z.enum(['fiscal', 'none']),
    number: z.string().max(30),
  }),
  z.strictObject({
    stream: z.literal('books'),
    kind: z.enum(['invoice', 'none']),
    number: z.string().max(30),
  }),
]);

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
  receipts: z.array(receipt).max(2),
  /** 补录: the emergency slip it was written on while the program could not start, and that day; null otherwise. */
  paper: z.union([z.strictObject({ number: emergencyNumber, day }), z.null()]),
});

/**
 * 冲销: gives cards and books back to the till they were sold from, and the money back to the buyer, on the sale's own
 * business day. A paper of its own, with the sale's figures, so that nothing has to be looked up.
 */
export const saleReversed = z.strictObject({
  sale: entityId,
  document: documentNumber,
  holder,
  reason: line,
  remark: z.string().max(200),
  books: z.array(z.strictObject({ textbook: textbookId, quantity })).max(10),
  cardsFen: totalFen,
  booksFen: totalFen,
});

/** 打印 or 补打 of a slip: counted, so that a second print says so. */
export const slipPrinted = z.strictObject({ document: documentNumber });
