import { oc } from '@orpc/contract';
import { z } from 'zod';
import { day, documentNumber } from '../events/parts.ts';
import { errors, request } from './problem.ts';

/** What documents are narrowed by; empty text and null leave a condition out. */
const papersFilter = z.strictObject({
  /** Number, serial or day of a document, part of a unit's or a clerk's name, a card's number, or a sum in yuan. */
  text: z.string().max(100),
  from: day.nullable(),
  to: day.nullable(),
  clerk: z.string().max(20).nullable(),
  /** A name as in domain/paper-kinds.ts. */
  kind: z.string().max(10).nullable(),
});
export type PapersFilter = z.infer<typeof papersFilter>;

const documentRow = z.strictObject({
  document: z.string(),
  kind: z.string(),
  businessDay: z.string(),
  time: z.string(),
  by: z.string(),
  /** Buyer of a sale, of its reversal or its return; empty for other papers. */
  buyer: z.string(),
  /** Negative where money went back; null where the paper has no sum. */
  totalFen: z.int().nullable(),
  prints: z.int(),
  /** Of the paper's own event: in the city's hands, or still here alone; null for practice, which never leaves this PC. */
  uploaded: z.boolean().nullable(),
  /** 已冲销, or a number that two papers bear; empty for the rest. */
  note: z.string(),
});
export type DocumentRow = z.infer<typeof documentRow>;

const size = z.enum(['slip', 'a4']);
const named = z.strictObject({ document: documentNumber });

export const papers = {
  /** Every kind of paper, newest day first and by number within a day; `after` is the last document of the page before. */
  find: oc
    .errors(errors)
    .input(papersFilter.extend({ after: documentNumber.nullable() }))
    .output(z.strictObject({ rows: z.array(documentRow), more: z.boolean() })),
  /** One paper as it would come out of the printer now; `pdf` is null for a kind that is never printed. */
  open: oc
    .errors(errors)
    .input(named)
    .output(z.strictObject({ row: documentRow, size, pdf: z.base64().nullable() })),
  /** Counts a print before the printer is asked, so that the next one says 补打; out: the paper of this print, and its sheet. */
  recordPrint: oc
    .errors(errors)
    .input(named.extend({ request }))
    .output(z.strictObject({ prints: z.int(), size, pdf: z.base64() })),
};
