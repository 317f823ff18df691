import type { World } from '../world.ts';
import { recovery, type TroubleCode } from './recovery.ts';

/** When attempts are made. */
export interface Pace {
  working(): boolean;
  soon(): void;
  /** Resolves when an attempt that began after the call has ended. */
  now(): Promise<void>;
  stop(): void;
}

/** After the engine has opened, and after each commit: some sales go together. */
const SOON = 2_000;
/** Between attempts while all is well: how old others' news gets. */
const IDLE = 20_000;
/** Doubled with each failure. */
const FIRST_AGAIN = 5_000;
const MOST_AGAIN = 5 * 60_000;
const SLOWLY = 30 * 60_000;

/** How long to wait after a result. in: failures in a row, 0 after success; `chance` from 0 to 1 spreads the PCs of a city. */
export function waitAfter(code: TroubleCode | null, failures: number, chance: number): number {
  const spread = 0.75 + chance / 2;
  if (code === null) return IDLE * spread;
  if (recovery[code].retry === 'slowly') return SLOWLY * spread;
  return Math.min(MOST_AGAIN, FIRST_AGAIN * 2 ** Math.min(failures - 1, 10)) * spread;
}

/** in: `run` makes one attempt and never rejects; `over` tells that nothing more is to be begun. */
export function createPace(
  run: () => Promise<TroubleCode | null>,
  { timers, random }: Pick<World, 'timers' | 'random'>,
  over: () => boolean,
): Pace {
  let failures = 0;
  let cancel: (() => void) | null = null;
  let waiting: 'idle' | 'soon' | 'again' = 'idle';
  let running: Promise<void> | null = null;
  let askedMeanwhile = false;

  function plan(milliseconds: number, why: typeof waiting): void {
    cancel?.();
    waiting = why;
    cancel = over() ? null : timers.after(milliseconds, () => void begin());
  }
  function begin(): Promise<void> {
    cancel?.();
    cancel = null;
    askedMeanwhile = false;
    running ??= attempt().finally(() => {
      running = null;
    });
    return running;
  }
  async function attempt(): Promise<void> {
    if (over()) return;
    const code = await run();
    if (over()) return;
    failures = code === null ? 0 : failures + 1;
    const [byte = 0] = random(1);
    if (code === null && askedMeanwhile) plan(SOON, 'soon');
    else plan(waitAfter(code, failures, byte / 255), code === null ? 'idle' : 'again');
  }

  plan(SOON, 'soon');
  return {
    working: () => running !== null,
    soon() {
      askedMeanwhile = true;
      // A line that fails is not tried more often for being used more.
      if (running === null && waiting === 'idle') plan(SOON, 'soon');
    },
    async now() {
      await running;
      await begin();
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
