import type { IdNumber } from '../../../contract/domain/id-number.ts';

/** 已建档 has three answers (design.md §5): here, elsewhere, or 未能核对. */
export type ArchiveAnswer = { readonly kind: 'unchecked' };

/** Whether a learner has an archive. This program keeps none yet, so it can't know, and never guesses. */
export function archiveOf(_id: IdNumber): ArchiveAnswer {
  return { kind: 'unchecked' };
}
