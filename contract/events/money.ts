import { z } from 'zod';
import { textbookId } from './courses.ts';
import {
  cardFen,
  cardRange,
  day,
  documentNumber,
  entityId,
  hex32,
  holder,
  line,
  textbookFen,
  totalFen,
} from './parts.ts';
import { moneyStream, paymentMethod } from './sales.ts';

/**
 * 缴款单: cash and cheques of one stream of closed days of one PC, in full (收支两条线: nothing is kept back or spent).
 * The two streams never share one.
 */
export const moneyRemitted = z.strictObject({
  remittance: entityId,
  document: documentNumber,
  stream: moneyStream,
  device: hex32,
  days: z
    .array(z.strictObject({ day, document: documentNumber, fen: totalFen }))
    .min(1)
    .max(60),
  fen: z.int().min(1).max(1_000_000_000),
});

/** The bank took it in: its slip number, and the day stamped on it. */
export const remittanceBanked = z.strictObject({
  remittance: entityId,
  bankSlip: z.string().min(1).max(60),
  on: day,
});

/** A 缴款单 that was not carried to the bank: its days are due again. */
export const remittanceWithdrawn = z.strictObject({ remittance: entityId, reason: line });

/** A buyer's cards or books back in one way of payment. */
const refundLine = z.strictObject({
  stream: moneyStream,
  method: paymentMethod,
  fen: z.int().min(1).max(1_000_000_000),
});

/**
 * 客户退卡: coating intact, original slip seen, a supervisor approves (domain.md §2.3, §9.7). Cards go to the point's
 * 待核 shelf, books back to the till. Money comes from the drawer on the sale's own day only; later it is a 退付 request
 * that finance pays.
 */
export const goodsReturned = z.strictObject({
  return: entityId,
  document: documentNumber,
  sale: entityId,
  /** The sale's own slip, as the buyer showed it. */
  slip: documentNumber,
  holder,
  /** Where the cards wait for their check. */
  shelf: holder,
  cards: z
    .array(z.strictObject({ ...cardRange.shape, count: z.int().min(1).max(100_000), fen: cardFen }))
    .max(100),
  books: z
    .array(z.strictObject({ textbook: textbookId, quantity: z.int().min(1).max(100_000), fen: textbookFen }))
    .max(10),
  cardsFen: totalFen,
  booksFen: totalFen,
  reason: line,
  remark: z.string().max(200),
  pays: z.enum(['drawer', 'finance']),
  refunds: z.array(refundLine).max(10),
});

/** 审核 of a 退付 request by another person than the one who wrote it. */
export const refundDecided = z.strictObject({
  return: entityId,
  decision: z.enum(['approved', 'refused']),
  remark: z.string().max(200),
});

/** 财政退付: finance paid the buyer, under its own number. */
export const refundPaid = z.strictObject({ return: entityId, reference: z.string().min(1).max(60), on: day });

/** What became of returned goods: cards on sale again, 作废, or all handed back to the buyer whose refund was refused. */
export const returnSettled = z.strictObject({
  return: entityId,
  sale: entityId,
  outcome: z.enum(['restocked', 'voided', 'givenBack']),
  ranges: z.array(cardRange).max(100),
  /** Handed back with the cards, out of the till they had come to; empty for other outcomes. */
  books: z.array(z.strictObject({ textbook: textbookId, quantity: z.int().min(1).max(100_000) })).max(10),
  /** Who holds the cards from then on; for those handed back the till that sold them. */
  holder,
  /** The till that books leave; its own for other outcomes. */
  till: holder,
  reason: z.string().max(200),
});
