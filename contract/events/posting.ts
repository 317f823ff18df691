import { z } from 'zod';
import { documentNumber, line } from './parts.ts';

/** Why slips leave the list without a number: the regional system, which knows cards, has no entry for books alone. */
export const postingGround = z.literal('booksNotEntered');

/**
 * 平台已登记: sales and reversals that somebody entered in the regional 激活卡进销存管理系统 (notice 四), with the number
 * that system gave its slip; or slips of books alone with the ground why there is none, and `slip` is empty.
 */
export const postingRecorded = z
  .strictObject({
    documents: z.array(documentNumber).min(1).max(200),
    slip: z.string().max(60),
    ground: postingGround.nullable(),
  })
  .refine(({ slip, ground }) => (slip === '') === (ground !== null));

/** Ticked off by mistake: the document waits again. */
export const postingWithdrawn = z.strictObject({ document: documentNumber, reason: line });
