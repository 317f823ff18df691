import { oc } from '@orpc/contract';
import { z } from 'zod';
import { reversalReasons } from '../domain/reversal.ts';
import { courseId } from '../events/courses.ts';
import { area, cardRange } from '../events/parts.ts';
import { moneyStream, paymentMethod } from '../events/sales.ts';
import { approval, approver, errors, request } from './problem.ts';

const offer = z.strictObject({
  course: courseId,
  name: z.string(),
  from: z.string(),
  to: z.string(),
  /** The business day lies within the course's dates (notice 三). */
  open: z.boolean(),
  cardFen: z.int(),
  approval: z.string(),
  inTill: z.int(),
});
export type Offer = z.infer<typeof offer>;

const employer = z.strictObject({ employer: z.string(), name: z.string(), area });
export type Employer = z.infer<typeof employer>;

const buyer = z.union([
  z.strictObject({ kind: z.literal('employer'), employer: z.string().max(60) }),
  z.strictObject({
    kind: z.literal('newEmployer'),
    name: z.string().min(1).max(100),
    area,
    contact: z.string().max(50),
    phone: z.string().max(40),
  }),
  z.strictObject({ kind: z.literal('person'), area }),
]);
export type Buyer = z.infer<typeof buyer>;

const saleRow = z.strictObject({
  sale: z.string(),
  document: z.string(),
  businessDay: z.string(),
  time: z.string(),
  clerk: z.string(),
  buyer: z.string(),
  cards: z.int(),
  cardText: z.string(),
  totalFen: z.int(),
  prints: z.int(),
  reversed: z.boolean(),
  /** 冲销, where there was one. */
  reversal: z
    .strictObject({
      document: z.string(),
      reason: z.string(),
      remark: z.string(),
      by: z.string(),
      approver: z.string(),
      prints: z.int(),
    })
    .nullable(),
  /** Why it can't be reversed here and now, as a sentence; null when it can. */
  whyNotReversible: z.string().nullable(),
});
export type SaleRow = z.infer<typeof saleRow>;

/** What a reversal would do: the money to give back, and who may approve it. */
const reversal = z.strictObject({
  refunds: z.array(z.strictObject({ stream: moneyStream, method: paymentMethod, fen: z.int() })),
  books: z.int(),
  approvers: z.array(approver),
});
export type ReversalPreview = z.infer<typeof reversal>;

export const sales = {
  offers: oc.errors(errors).output(z.array(offer)),
  employers: oc
    .errors(errors)
    .input(z.strictObject({ text: z.string().max(100) }))
    .output(z.array(employer)),
  /** Reads typed or scanned text as ranges of this till's unsold cards; refuses with the card's story. */
  checkCards: oc
    .errors(errors)
    .input(z.strictObject({ course: courseId, text: z.string().min(1).max(2000) }))
    .output(
      z.strictObject({ ranges: z.array(cardRange), count: z.int(), text: z.string(), cardsFen: z.int() }),
    ),
  /** 收款: there is no price in here; the engine takes it from the city's published price. */
  make: oc
    .errors(errors)
    .input(
      z.strictObject({
        request,
        buyer,
        course: courseId,
        cards: z.array(cardRange).min(1).max(100),
        method: z.enum(['cash', 'transfer', 'card', 'cheque']),
        reference: z.string().max(60),
      }),
    )
    .output(saleRow),
  list: oc.errors(errors).output(z.array(saleRow)),
  reversal: oc
    .errors(errors)
    .input(z.strictObject({ sale: z.string().max(60) }))
    .output(reversal),
  /** 冲销 of today's sale of this till; a supervisor approves on the spot. */
  reverse: oc
    .errors(errors)
    .input(
      z.strictObject({
        request,
        sale: z.string().max(60),
        reason: z.enum(reversalReasons),
        remark: z.string().max(60),
        approval,
      }),
    )
    .output(saleRow),
};
