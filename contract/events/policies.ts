import { z } from 'zod';
import { totalFen } from './parts.ts';

/** Rules the notice leaves to the city (domain.md §1, §3). Published by the city alone; sums in fen, times in calendar days. */
export const policiesPublished = z.strictObject({
  /** A drawer off by more than this needs a supervisor. */
  overShortLimitFen: totalFen,
  /** Money of a closed day must be at the bank after so many days, or at once from so much on. */
  bankWithinDays: z.int().min(0).max(60),
  bankSameDayFromFen: totalFen,
  /** A sale entered in the regional system later than this is an exception. */
  postWithinDays: z.int().min(0).max(60),
});
