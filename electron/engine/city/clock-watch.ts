import { type ClockJump, clockJump } from '../../../contract/domain/clock.ts';
import type { World } from '../world.ts';

/** Knows the latest time seen, and whether the clock may be believed. Decides nothing: nothing waits for its answer. */
export interface ClockWatch {
  /** Where the clock stands and can't be; null while it may be believed. */
  jump(): ClockJump | null;
  /** Somebody confirmed what it shows: from here on that is the latest time seen. */
  accept(jump: ClockJump): void;
  /** For the mark: the latest time seen and believed. */
  latest(): number;
}

/**
 * in: the latest time in the mark, or 0; the business day that the wall's date must have reached, null in a practice
 * city; and the business day before which the wall's date was confirmed, as far as the journal says so.
 */
export function watchClock(
  { clock }: Pick<World, 'clock'>,
  marked: number,
  businessDay: () => string | null,
  confirmedDay: string | null,
): ClockWatch {
  let latest = marked;
  let acceptedDay = confirmedDay;
  function jump(): ClockJump | null {
    const [shown, day] = [clock.now(), businessDay()];
    const found = clockJump(latest, shown, day === acceptedDay ? null : day);
    // What nobody has confirmed must not pass for seen, or a restart would forget the question.
    if (found === null) latest = Math.max(latest, shown);
    return found;
  }
  return {
    jump,
    accept({ shown }) {
      latest = shown;
      acceptedDay = businessDay();
    },
    latest() {
      jump();
      return latest;
    },
  };
}
