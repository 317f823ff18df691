import type { z } from 'zod';
import { type cashCount, faces } from '../events/closing.ts';
import { addDays, type CalendarDay } from './calendar.ts';
import type { MoneyLine } from './closing-figures.ts';
import { addFen, type Fen, fen, formatYuan, timesFen } from './money.ts';

/** Pieces of each face, as they lay in the drawer. */
export type CashCount = z.infer<typeof cashCount>;
export type Face = (typeof faces)[number];

/** The sum of a count by denomination, in fen. */
export function sumOfCount(count: CashCount): Fen {
  return addFen(...count.map(({ face, pieces }) => timesFen(fen(face), pieces)));
}

/** A count as it is kept: largest face first, without what was not there, each face once. */
export function tidyCount(count: readonly { readonly face: Face; readonly pieces: number }[]): CashCount {
  return faces.flatMap((face) => {
    const pieces = count.reduce((sum, one) => sum + (one.face === face ? one.pieces : 0), 0);
    return pieces === 0 ? [] : [{ face, pieces }];
  });
}

/** What a drawer should hold: float, and cash of both streams taken in less given back. Nothing else moves cash. */
export function expectedInDrawer(floatFen: number, money: readonly MoneyLine[]): Fen {
  const cash = money.filter(({ method }) => method === 'cash');
  return addFen(fen(floatFen), ...cash.map(({ inFen, outFen }) => fen(inFen - outFen)));
}

/** Above zero is 长款, below 短款. */
export function differenceOf(countedFen: number, expectedFen: number): Fen {
  return fen(countedFen - expectedFen);
}

/** Whether a supervisor must stand there (domain.md §7). in: the city's limit in fen; null, the strictest, is none at all. */
export function isAboveLimit(differenceFen: number, limitFen: number | null): boolean {
  return Math.abs(differenceFen) > (limitFen ?? 0);
}

/** `长款 ¥20.00`, `短款 ¥5.00`, `相符`. */
export function differenceInWords(differenceFen: number): string {
  if (differenceFen === 0) return '相符';
  return `${differenceFen > 0 ? '长款' : '短款'} ${formatYuan(fen(Math.abs(differenceFen)))}`;
}

/** An earlier count of the same drawer, whose difference was already told. */
export interface EarlierCount {
  readonly countedFen: number;
  readonly differenceFen: number;
}

const MOST_EARLIER_NAMED = 3;

/**
 * Why the drawer was off, as it is kept: counts before the last one stand before the clerk's own words, since whoever
 * counted again knew the difference by then.
 */
export function reasonWithCounts(reason: string, earlier: readonly EarlierCount[]): string {
  if (earlier.length === 0) return reason;
  const told = earlier
    .slice(0, MOST_EARLIER_NAMED)
    .map((one) => `${formatYuan(fen(one.countedFen))}（${differenceInWords(one.differenceFen)}）`);
  const more = earlier.length > MOST_EARLIER_NAMED ? `等 ${earlier.length} 次` : '';
  return `此前已清点${told.join('、')}${more}${reason === '' ? '' : `。${reason}`}`;
}

/**
 * The business day that begins when one is closed: the wall's where that is later, else the next one. A practice city
 * lives apart from the wall, so its days follow each other.
 */
export function dayAfterClosing(closed: CalendarDay, wall: CalendarDay, practice: boolean): CalendarDay {
  return !practice && wall > closed ? wall : addDays(closed, 1);
}
