import { setImmediate } from 'node:timers/promises';
import { DAILY_AFTER } from '../../../electron/engine/backup/copies.ts';
import { PROOF_AFTER } from '../../../electron/engine/backup/second-copy.ts';
import { FIRST_CHECK_AFTER } from '../../../electron/engine/city/idle-check.ts';
import type { Clock, Timers } from '../../../electron/engine/world.ts';

/** 2014-05-20 09:00 in Qinzhou. */
const MORNING = Date.UTC(2014, 4, 20, 1);
export const DAY = 24 * 3_600_000;

/** Copies and checks of files work on real disks, beside the order of things; other tests have them. */
const NOT_HERE: readonly number[] = [DAILY_AFTER, PROOF_AFTER, FIRST_CHECK_AFTER];

interface Timer {
  readonly owner: string;
  readonly due: number;
  readonly run: () => void;
}

/** The one clock of a simulated city. It moves when it is told to, and nobody waits for it. */
export class VirtualTime {
  now = MORNING;
  /** How far the clock of a PC's wall is off. */
  readonly offsets = new Map<string, number>();
  private readonly waiting = new Map<number, Timer>();
  private made = 0;

  clockOf(owner: string): Clock {
    return { now: () => this.now + (this.offsets.get(owner) ?? 0) };
  }

  timersOf(owner: string): Timers {
    return {
      after: (milliseconds, run) => {
        const id = this.made++;
        if (!NOT_HERE.includes(milliseconds))
          this.waiting.set(id, { owner, due: this.now + Math.ceil(milliseconds), run });
        return () => void this.waiting.delete(id);
      },
      nextTurn: () => setImmediate(),
    };
  }

  /** As when its program died. */
  forget(owner: string): void {
    for (const [id, timer] of this.waiting) if (timer.owner === owner) this.waiting.delete(id);
  }

  /** Runs the earliest timer due by then and moves the clock to it. out: whose it was; null when none is. */
  fireNext(until: number): string | null {
    let next: readonly [number, Timer] | null = null;
    for (const one of this.waiting)
      if (one[1].due <= until && (next === null || one[1].due < next[1].due)) next = one;
    if (next === null) return null;
    const [id, { owner, due, run }] = next;
    this.waiting.delete(id);
    this.now = Math.max(this.now, due);
    run();
    return owner;
  }

  morningOf(day: number): void {
    this.now = Math.max(this.now, MORNING + day * DAY);
  }
}
