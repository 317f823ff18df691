import { z } from 'zod';
import { documentNumber, emergencyNumber, entityId, holder, line } from './parts.ts';
import { moneyStream } from './sales.ts';

/** 财政票据 for the card fee, 发票 for books; one number never stands for both (domain.md §3). */
export const registerKind = z.enum(['fiscal', 'invoice']);
/** As printed on the paper: letters before digits, zeros kept. */
export const receiptNumber = z.string().regex(/^(?=.{1,30}$)[0-9A-Z-]*[0-9]$/);

/** 领入 of a book of receipts: numbers in one run, used in order by one till. */
export const bookIssued = z.strictObject({
  book: entityId,
  kind: registerKind,
  first: receiptNumber,
  last: receiptNumber,
  count: z.int().min(1).max(10_000),
  holder,
});

/** 作废: a spoiled receipt, all its copies kept. */
export const receiptVoided = z.strictObject({
  kind: registerKind,
  numbers: z.array(receiptNumber).min(1).max(500),
  reason: line,
});

/** A receipt for a sale that was 暂不开. */
export const receiptWritten = z.strictObject({
  sale: entityId,
  stream: moneyStream,
  kind: registerKind,
  number: receiptNumber,
});

/** 应急单: blank slips with numbers given out beforehand, for the hours a program can't start. */
export const emergencyAllocated = z.strictObject({
  block: entityId,
  first: emergencyNumber,
  last: emergencyNumber,
  count: z.int().min(1).max(500),
  document: z.union([documentNumber, z.null()]),
});

/** A blank slip that was spoiled, or proved to have been left empty. */
export const emergencyVoided = z.strictObject({ number: emergencyNumber, reason: line });
