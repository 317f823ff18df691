import { oc } from '@orpc/contract';
import { z } from 'zod';
import { courseId } from '../events/courses.ts';
import { area, cardRange, day } from '../events/parts.ts';
import { postingState } from './posting.ts';
import { errors, request } from './problem.ts';

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
  posting: postingState,
  /** Of the reversal's own paper; null without one. */
  reversalPosting: postingState.nullable(),
});
export type SaleRow = z.infer<typeof saleRow>;

/** What the sales list is narrowed by; empty text and null leave a condition out. */
const salesFilter = z.strictObject({
  /** A slip's number or its last digits, a card's number, part of a unit's or a clerk's name. */
  text: z.string().max(100),
  from: day.nullable(),
  to: day.nullable(),
  clerk: z.string().max(20).nullable(),
  state: z.enum(['all', 'unprinted', 'reversed', 'waiting']),
});
export type SalesFilter = z.infer<typeof salesFilter>;

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
  /** Newest first, a page a time; `after` is the last sale of the page before. */
  list: oc
    .errors(errors)
    .input(salesFilter.extend({ after: z.string().max(60).nullable() }))
    .output(z.strictObject({ rows: z.array(saleRow), more: z.boolean() })),
  /** Everybody who may have sold here: accounts closed since and roles given up are included. */
  clerks: oc.errors(errors).output(z.array(z.strictObject({ id: z.string(), name: z.string() }))),
};
