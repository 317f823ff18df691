import type { PostingState } from '../../../contract/app/posting.ts';
import { BOOKS_NOT_ENTERED } from '../../../contract/domain/posting.ts';

/** `待登记`, `已登记 GX-0001`, or `平台不登记教材` for books alone that the regional system took no entry for. */
export function postingInWords({ state, slip }: PostingState): string {
  if (state === 'waiting') return '待登记';
  return slip === '' ? BOOKS_NOT_ENTERED : `已登记 ${slip}`;
}

/** `今天`, or how many working days it has waited. */
export function ageInWords(days: number): string {
  return days === 0 ? '今天' : `${days} 个工作日`;
}
