import { oc } from '@orpc/contract';
import { z } from 'zod';
import { courseId } from '../events/courses.ts';
import { errors, request } from './problem.ts';
import { receiptRow } from './receipts.ts';

const noteRow = z.strictObject({
  row: z.int(),
  first: z.string(),
  last: z.string(),
  count: z.int().nullable(),
  accepted: z.boolean(),
  /** Sentences: why refused, or what was cleaned or looks odd. */
  remarks: z.array(z.string()),
});

/** What a delivery note would bring in; nothing is written before `commitNote`. */
const notePreview = z.strictObject({
  preview: z.string(),
  fileName: z.string(),
  slipNumber: z.string(),
  rows: z.array(noteRow),
  acceptedRows: z.int(),
  refusedRows: z.int(),
  acceptedCards: z.int(),
  declaredCards: z.int().nullable(),
  declaredAmountFen: z.int().nullable(),
  remarks: z.array(z.string()),
  /** Courses the cards can belong to; the clerk chooses when there is more than one. */
  courses: z.array(z.strictObject({ course: courseId, name: z.string() })),
});
export type NotePreview = z.infer<typeof notePreview>;

export const cards = {
  /** Sample files lying in the practice city's folder, offered instead of a file dialog. */
  practiceFiles: oc.errors(errors).output(z.array(z.strictObject({ name: z.string(), title: z.string() }))),
  previewNote: oc
    .errors(errors)
    .input(
      z.union([
        z.strictObject({ source: z.literal('practice'), name: z.string().max(200) }),
        z.strictObject({ source: z.literal('upload'), file: z.file().max(20 * 1024 * 1024) }),
      ]),
    )
    .output(notePreview),
  commitNote: oc
    .errors(errors)
    .input(
      z.strictObject({
        request,
        preview: z.string().max(64),
        course: courseId,
        /** The supplier's slip number: the file's own, or as read from paper where the file names none. */
        note: z.string().min(1).max(60),
        into: z.enum(['till', 'store']),
      }),
    )
    .output(receiptRow),
  /** 退回核对表 as .xlsx: the rows of a previewed note that are not taken, also after the others came in. */
  refusedRows: oc
    .errors(errors)
    .input(z.strictObject({ preview: z.string().max(64) }))
    .output(z.strictObject({ name: z.string(), file: z.base64() })),
};
