import { oc } from '@orpc/contract';
import { z } from 'zod';
import { reversalReasons } from '../domain/reversal.ts';
import { courseId, textbookId } from '../events/courses.ts';
import { area, cardRange, day, quantity } from '../events/parts.ts';
import { moneyStream, payment, paymentMethod, receipt } from '../events/sales.ts';
import { saleOnPaper } from './emergency.ts';
import { postingState } from './posting.ts';
import { approval, approver, errors, problem, request } from './problem.ts';

const title = z.strictObject({
  textbook: textbookId,
  title: z.string(),
  publisher: z.string(),
  fen: z.int(),
  approval: z.string(),
  inTill: z.int(),
});
export type Title = z.infer<typeof title>;

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
  textbooks: z.array(title),
});
export type Offer = z.infer<typeof offer>;

const employer = z.strictObject({
  employer: z.string(),
  name: z.string(),
  area,
  /** Both masked; null where none is known. */
  contact: z.string().nullable(),
  phone: z.string().nullable(),
});
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
  /** Copies of textbooks. */
  books: z.int(),
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
  /** Some of it can still be returned (退卡), once it can't be reversed. */
  returnable: z.boolean(),
  posting: postingState,
  /** The sale, and its reversal where there is one, are in the city's hands; null for practice. */
  uploaded: z.boolean().nullable(),
  /** Of the reversal's own paper; null without one. */
  reversalPosting: postingState.nullable(),
});
export type SaleRow = z.infer<typeof saleRow>;

/** What a reversal would do: the money to give back, and who may approve it. */
const reversal = z.strictObject({
  refunds: z.array(z.strictObject({ stream: moneyStream, method: paymentMethod, fen: z.int() })),
  books: z.int(),
  /** Receipts to be taken back and stamped 作废, as `财政票据 0012301`. */
  receipts: z.array(z.string()),
  approvers: z.array(approver),
});
export type ReversalPreview = z.infer<typeof reversal>;

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

const checkedCards = z.strictObject({
  ranges: z.array(cardRange),
  count: z.int(),
  text: z.string(),
  cardsFen: z.int(),
});
export type CheckedCards = z.infer<typeof checkedCards>;

export const sales = {
  offers: oc.errors(errors).output(z.array(offer)),
  employers: oc
    .errors(errors)
    .input(z.strictObject({ text: z.string().max(100) }))
    .output(z.array(employer)),
  /** 改单位信息: a null contact or phone stays as it is. */
  correctEmployer: oc
    .errors(errors)
    .input(
      z.strictObject({
        request,
        employer: z.string().max(60),
        name: z.string().min(1).max(100),
        area,
        contact: z.string().max(50).nullable(),
        phone: z.string().max(40).nullable(),
      }),
    )
    .output(employer),
  /** The next number of this till's open book, per stream; null without one. */
  nextReceipts: oc
    .errors(errors)
    .output(z.strictObject({ cards: z.string().nullable(), books: z.string().nullable() })),
  /** Reads typed or scanned text as ranges of this till's unsold cards; refuses with the card's story. */
  checkCards: oc
    .errors(errors)
    .input(z.strictObject({ course: courseId, text: z.string().min(1).max(2000) }))
    .output(checkedCards),
  /** The lines of a sale taken up again: what can still be sold of each, and in words which cards can't. */
  recheckCards: oc
    .errors(errors)
    .input(z.strictObject({ course: courseId, lines: z.array(z.array(cardRange).min(1).max(500)).max(100) }))
    .output(z.strictObject({ lines: z.array(checkedCards), gone: problem.nullable() })),
  /**
   * 收款: there is no price in here; the engine takes it from the city's published price. The only numbers are copies of
   * a textbook and what was paid, which must meet what is due to the fen.
   */
  make: oc
    .errors(errors)
    .input(
      z.strictObject({
        request,
        buyer,
        outside: z.string().max(200),
        course: courseId,
        cards: z.array(cardRange).max(100),
        books: z.array(z.strictObject({ textbook: textbookId, quantity })).max(10),
        payments: z.array(payment).max(10),
        receipts: z.array(receipt).max(2),
        /** 补录自应急单; left out of every other sale. */
        paper: saleOnPaper.optional(),
      }),
    )
    .output(saleRow),
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
  /** Newest first, a page a time; `after` is the last sale of the page before. */
  list: oc
    .errors(errors)
    .input(salesFilter.extend({ after: z.string().max(60).nullable() }))
    .output(z.strictObject({ rows: z.array(saleRow), more: z.boolean() })),
  /** Everybody who may have sold here: accounts closed since and roles given up are included. */
  clerks: oc.errors(errors).output(z.array(z.strictObject({ id: z.string(), name: z.string() }))),
};
