import Database from 'better-sqlite3';
import type { Cancel, Timers } from '../world.ts';

/** The tails were checked at start; the whole can wait until the morning's first customers are served. */
export const FIRST_CHECK_AFTER = 10 * 60_000;
const NEXT_CHECK_AFTER = 24 * 60 * 60_000;
/** Between slices the counter has the engine for itself: a slice takes a few milliseconds of every quarter second. */
const PAUSE = 250;

/**
 * The full check of the journal, in slices while the counter works, and again every day (design.md §8). in: the check;
 * when to begin, in milliseconds; who is told whether the chain is whole. out: stops it.
 */
export function startIdleCheck(
  check: () => Generator<number, boolean>,
  timers: Timers,
  firstAfter: number,
  found: (whole: boolean) => void,
): Cancel {
  let cancel: Cancel;
  const begin = () => step(check());
  const later = (run: () => void, milliseconds: number) => {
    cancel = timers.after(milliseconds, run);
  };
  function step(running: Generator<number, boolean>): void {
    const whole = nextSlice(running);
    if (typeof whole === 'boolean') found(whole);
    if (whole === 'more') later(() => step(running), PAUSE);
    else later(begin, NEXT_CHECK_AFTER);
  }
  later(begin, firstAfter);
  return () => cancel();
}

/** Pages that fail their authentication are as bad as a broken chain; what else keeps SQLite from reading may pass. */
function nextSlice(check: Generator<number, boolean>): boolean | 'more' | 'unread' {
  try {
    const { done, value } = check.next();
    return done ? value : 'more';
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    return /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(error.code) ? false : 'unread';
  }
}
