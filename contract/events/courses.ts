import { z } from 'zod';
import { cardFen, day, line, textbookFen } from './parts.ts';

const courseId = z.string().regex(/^\d{4}-[a-z]{2,12}$/);
const textbookId = z.string().regex(/^\d{4}-[a-z]{2,12}-book$/);

/** A subject year with its window, hours and approved prices; published by the city alone (notice 三, 五, 六). */
export const coursePublished = z.strictObject({
  course: courseId,
  year: z.int().min(2013).max(2100),
  name: line,
  from: day,
  to: day,
  studyHours: z.int().min(0).max(200),
  examHours: z.int().min(0).max(200),
  cardFen,
  cardApproval: line,
  textbooks: z
    .array(
      z.strictObject({
        textbook: textbookId,
        title: line,
        publisher: line,
        fen: textbookFen,
        approval: line,
      }),
    )
    .max(5),
});

export { courseId, textbookId };
