import { oc } from '@orpc/contract';
import { z } from 'zod';
import { returnReasons } from '../domain/returns.ts';
import { textbookId } from '../events/courses.ts';
import { cardRange, day, quantity } from '../events/parts.ts';
import { moneyStream, paymentMethod } from '../events/sales.ts';
import { approval, approver, errors, request } from './problem.ts';

const money = z.strictObject({ stream: moneyStream, method: paymentMethod, fen: z.int() });
const copies = z.strictObject({ textbook: textbookId, quantity });
/** Receipts that become 作废 with the return, as `财政票据 0012301`, and per stream the money of another one to be written (补开). */
const papers = {
  spoiled: z.array(z.string()),
  due: z.array(z.strictObject({ stream: moneyStream, fen: z.int() })),
};

/** A sale as its slip is held up: what of it can still come back, and what that would mean. */
const returnPreview = z.strictObject({
  sale: z.string(),
  document: z.string(),
  businessDay: z.string(),
  time: z.string(),
  clerk: z.string(),
  buyer: z.string(),
  /** Of its cards, those that the buyer still has. */
  cards: z.array(cardRange.extend({ count: z.int() })),
  books: z.array(z.strictObject({ textbook: textbookId, title: z.string(), quantity: z.int() })),
  pays: z.enum(['drawer', 'finance']),
  /** Why the drawer doesn't pay, as a sentence; empty when it does. */
  whyFinance: z.string(),
  /** Receipts that stand for it, as `财政票据 0012301`. */
  receipts: z.array(z.string()),
  approvers: z.array(approver),
});
export type ReturnPreview = z.infer<typeof returnPreview>;

const returnRow = z.strictObject({
  return: z.string(),
  document: z.string(),
  businessDay: z.string(),
  time: z.string(),
  by: z.string(),
  approver: z.string(),
  /** Number of the sale's own slip. */
  slip: z.string(),
  buyer: z.string(),
  cards: z.int(),
  cardText: z.string(),
  books: z.int(),
  reason: z.string(),
  remark: z.string(),
  totalFen: z.int(),
  pays: z.enum(['drawer', 'finance']),
  refunds: z.array(money),
  refund: z.enum(['none', 'requested', 'approved', 'refused', 'paid']),
  /** Who decided and what finance reported, in words; empty before. */
  refundNote: z.string(),
  /** Cards still on the 待核 shelf, and how they read. */
  waiting: z.int(),
  waitingText: z.string(),
  /** What became of the goods, in words; empty before. */
  settledNote: z.string(),
  prints: z.int(),
  ...papers,
  /** Why something can't be done with it now, as sentences; null when it can. */
  whyNotDecide: z.string().nullable(),
  whyNotPay: z.string().nullable(),
  whyNotRestock: z.string().nullable(),
  whyNotGiveBack: z.string().nullable(),
});
export type ReturnRow = z.infer<typeof returnRow>;

const goods = {
  sale: z.string().max(60),
  cards: z.string().max(2000),
  books: z.array(copies).max(10),
};

export const returns = {
  /** The sale a slip is of, by its whole number as scanned or typed. */
  open: oc
    .errors(errors)
    .input(z.strictObject({ slip: z.string().min(1).max(60) }))
    .output(returnPreview),
  /** What the goods typed so far come to, and how the money goes back; refuses what is not this sale's. */
  quote: oc
    .errors(errors)
    .input(z.strictObject(goods))
    .output(z.strictObject({ cards: z.int(), totalFen: z.int(), refunds: z.array(money), ...papers })),
  /** 客户退卡; a supervisor approves on the spot. */
  make: oc
    .errors(errors)
    .input(
      z.strictObject({
        request,
        ...goods,
        slip: z.string().max(60),
        coatingIntact: z.boolean(),
        slipSeen: z.boolean(),
        reason: z.enum(returnReasons),
        remark: z.string().max(60),
        approval,
      }),
    )
    .output(returnRow),
  /** Newest first, a page a time; `after` is the last return of the page before. */
  list: oc
    .errors(errors)
    .input(z.strictObject({ open: z.boolean(), after: z.string().max(60).nullable() }))
    .output(z.strictObject({ rows: z.array(returnRow), more: z.boolean() })),
  /** 待核处理; `cards` empty means all that wait. */
  settle: oc
    .errors(errors)
    .input(
      z.strictObject({
        request,
        return: z.string().max(60),
        outcome: z.enum(['restocked', 'voided', 'givenBack']),
        cards: z.string().max(2000),
        reason: z.string().max(60),
      }),
    )
    .output(returnRow),
  /** 退付审核. */
  decide: oc
    .errors(errors)
    .input(
      z.strictObject({
        request,
        return: z.string().max(60),
        decision: z.enum(['approved', 'refused']),
        remark: z.string().max(60),
      }),
    )
    .output(returnRow),
  /** 财政退付. */
  pay: oc
    .errors(errors)
    .input(z.strictObject({ request, return: z.string().max(60), reference: z.string().max(60), on: day }))
    .output(returnRow),
};
