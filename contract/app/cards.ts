import { oc } from '@orpc/contract';
import { z } from 'zod';
import { courseId } from '../events/courses.ts';
import { cardRange } from '../events/parts.ts';
import { errors, request } from './problem.ts';

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

const receipt = z.strictObject({
  receipt: z.string(),
  document: z.string(),
  note: z.string(),
  course: courseId,
  courseName: z.string(),
  businessDay: z.string(),
  clerk: z.string(),
  count: z.int(),
  ranges: z.array(cardRange),
});
export type Receipt = z.infer<typeof receipt>;

const courseStock = z.strictObject({
  course: courseId,
  name: z.string(),
  count: z.int(),
  /** For people: "1001–1040，缺 1017". */
  text: z.string(),
  ranges: z.array(cardRange.extend({ count: z.int() })),
});
export type CourseStock = z.infer<typeof courseStock>;

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
    .input(z.strictObject({ request, preview: z.string().max(64), course: courseId }))
    .output(receipt),
  /** 退回核对表 as .xlsx: the rows of a previewed note that are not taken, also after the others came in. */
  refusedRows: oc
    .errors(errors)
    .input(z.strictObject({ preview: z.string().max(64) }))
    .output(z.strictObject({ name: z.string(), file: z.base64() })),
  receipts: oc.errors(errors).output(z.array(receipt)),
  stock: oc.errors(errors).output(z.array(courseStock)),
};
