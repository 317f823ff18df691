import { dayInShanghai } from './calendar.ts';

/** A clock that stands where it can't be: before a time already seen, or so far after it that nobody believes it. */
export interface ClockJump {
  readonly kind: 'back' | 'ahead';
  /** Latest time seen before, and the time the clock shows; milliseconds since 1970. */
  readonly seen: number;
  readonly shown: number;
}

/** Time services set clocks back by seconds. */
const BACK_MS = 60_000;
/** A counter that stood still over a long holiday or a move is believed; a year set wrong is not. */
const AHEAD_MS = 45 * 86_400_000;

/**
 * domain.md §9.16: a clock that went back or jumped is confirmed by whoever stands there, and never decides anything. in:
 * `seen` is the latest time seen, 0 before the first; `businessDay` null where days don't follow the wall (练习).
 */
export function clockJump(seen: number, shown: number, businessDay: string | null): ClockJump | null {
  if (seen > 0 && shown < seen - BACK_MS) return { kind: 'back', seen, shown };
  if (seen > 0 && shown > seen + AHEAD_MS) return { kind: 'ahead', seen, shown };
  const beforeToday = businessDay !== null && dayInShanghai(shown) < businessDay;
  return beforeToday ? { kind: 'back', seen: Math.max(seen, shown), shown } : null;
}
