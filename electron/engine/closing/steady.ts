import type { Heads } from '../journal/heads.ts';
import type { Journal } from '../journal/journal.ts';
import { type Refusal, refuse } from '../problem.ts';

/** A counter sells every few seconds at most, and reading a day takes less than one. */
const MOST_TRIES = 10;

/** What was read, and where the journal stood all the while. */
export interface Steady<T> {
  readonly read: T;
  readonly heads: Heads;
}

/**
 * Reads figures in several turns, and anew where something was written meanwhile: selling never waits for a closing, so
 * the closing waits for a gap between two sales. The command looks at `heads` once more before it writes.
 */
export async function steadily<T>(journal: Journal, read: () => Promise<T>): Promise<Steady<T>> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const heads = journal.heads();
    const found = await read();
    if (journal.heads() === heads) return { read: found, heads };
  }
  throw stillMoving();
}

export function stillMoving(): Refusal {
  return refuse(
    'BUSY',
    '结账期间一直有业务在办理，没有结成。',
    '请稍等片刻再按一次。',
    '已办的业务都已保存，不受影响。',
  );
}
