import { oc } from '@orpc/contract';
import { z } from 'zod';
import { courseId, textbookId } from '../events/courses.ts';
import { errors, request } from './problem.ts';
import { receiptRow } from './receipts.ts';

/** What a person typed, as typed: the engine reads it, so that the page judges nothing by itself. */
const typed = z.string().max(60);
const line = z.strictObject({ start: typed, end: typed, count: typed });
const lines = z.array(line).max(100);

/** 送货 names the supplier's slip; 期初库存 has none and is a supervisor's. */
const kind = z.enum(['delivery', 'opening']);
/** At a point with several PCs: the own till, or the store-room. */
const into = z.enum(['till', 'store']);

const choices = z.strictObject({
  courses: z.array(z.strictObject({ course: courseId, name: z.string() })),
  titles: z.array(z.strictObject({ textbook: textbookId, title: z.string(), course: z.string() })),
  /** The point has several PCs, so that there is a store-room to choose. */
  storeRoom: z.boolean(),
});
export type IntakeChoices = z.infer<typeof choices>;

const checkedLine = z.strictObject({
  /** All three, once any two of them were typed and agree; else empty. */
  first: z.string(),
  last: z.string(),
  count: z.int().nullable(),
  /** Why the line can't be taken in; empty when it can, or when nothing stands in it. */
  reasons: z.array(z.string()),
  /** What looks odd about a line that can. */
  remarks: z.array(z.string()),
});
export type CheckedLine = z.infer<typeof checkedLine>;

export const intake = {
  choices: oc.errors(errors).output(choices),
  /** As the clerk types: each line with its third figure and with what speaks against it. Writes nothing. */
  checkCards: oc
    .errors(errors)
    .input(z.strictObject({ course: courseId, note: typed, lines }))
    .output(z.strictObject({ lines: z.array(checkedLine), count: z.int(), remarks: z.array(z.string()) })),
  receiveCards: oc
    .errors(errors)
    .input(z.strictObject({ request, kind, note: typed, course: courseId, lines, into }))
    .output(receiptRow),
  receiveBooks: oc
    .errors(errors)
    .input(z.strictObject({ request, kind, note: typed, textbook: textbookId, quantity: typed, into }))
    .output(receiptRow),
};
