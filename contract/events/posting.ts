import { z } from 'zod';
import { documentNumber, line } from './parts.ts';

/**
 * 平台已登记: sales and reversals that somebody entered in the regional 激活卡进销存管理系统 (notice 四), with the number
 * that system gave its slip.
 */
export const postingRecorded = z.strictObject({
  documents: z.array(documentNumber).min(1).max(200),
  slip: z.string().min(1).max(60),
});

/** Ticked off by mistake: the document waits again. */
export const postingWithdrawn = z.strictObject({ document: documentNumber, reason: line });
