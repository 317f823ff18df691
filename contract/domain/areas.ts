import type { PointState } from './folds/settings.ts';

/** Buyers from outside the city: warned about and allowed (notice 四 names main, not exclusive, buyers). */
export const OUTSIDE = '外地';

/** The areas a buyer can belong to: those the points serve, in the points' order, and 外地. */
export function areasOf(points: readonly PointState[]): readonly string[] {
  return [...new Set(points.flatMap(({ said }) => said.areas)), OUTSIDE];
}
