import type { PointState } from './folds/settings.ts';

/** Buyers from outside the city: warned about and allowed (notice 四 names main, not exclusive, buyers). */
export const OUTSIDE = '外地';

/** The areas a buyer can belong to: those the points serve, in the points' order, and 外地. */
export function areasOf(points: readonly PointState[]): readonly string[] {
  return [...new Set(points.flatMap(({ said }) => said.areas)), OUTSIDE];
}

/** What people most often say when they buy somewhere else than at their own point. */
export const outsideReasons: readonly string[] = [
  '就近购买',
  '单位在本地办公',
  '所属销售点缺卡',
  '代单位统一购买',
];

/** A reason in words: a card number in its place is a scan that went astray. */
export function isReason(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/** Notice 四: whom the point mainly serves; null where its settings have not arrived, and then nobody is from elsewhere. */
export function isOutside(own: readonly string[] | null, area: string): boolean {
  return own !== null && !own.includes(area);
}
