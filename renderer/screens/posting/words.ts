import type { PostingState } from '../../../contract/app/posting.ts';

/** `待登记`, `已登记 GX-0001`, or `不需登记` for a paper without cards. */
export function postingInWords({ state, slip }: PostingState): string {
  if (state === 'posted') return `已登记 ${slip}`;
  return state === 'waiting' ? '待登记' : '不需登记';
}

/** `今天`, or how many working days it has waited. */
export function ageInWords(days: number): string {
  return days === 0 ? '今天' : `${days} 个工作日`;
}
