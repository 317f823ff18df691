import { useEffect, useRef, useState } from 'react';
import { IDLE_LOCK_MINUTES } from '../contract/domain/policies.ts';
import { useSignOut } from './session.ts';

const INPUT = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;
const LOOK_EVERY = 5_000;

export interface Lock {
  /** Nothing of the counter is drawn, whatever the engine says: it may not have heard of the lock yet. */
  readonly locked: boolean;
  /** Who locked it, to be offered first. */
  readonly by: string | null;
  readonly lock: () => void;
  readonly unlock: () => void;
}

/**
 * 锁屏: covers the counter at once and ends the sitting in the engine, when the half-filled forms of its person are kept
 * there (`keep`), or could not be.
 */
export function useLock(clerk: string | null, keep: () => Promise<unknown>): Lock {
  const [locked, setLocked] = useState(false);
  const [by, setBy] = useState<string | null>(null);
  const signOut = useSignOut();
  const turn = useRef(0);
  async function leave(): Promise<void> {
    const mine = ++turn.current;
    await keep().catch(() => undefined);
    // Somebody may have signed in meanwhile; their sitting is not ours to end.
    if (mine === turn.current) signOut.mutate({});
  }
  return {
    locked,
    by,
    lock: () => {
      setLocked(true);
      setBy(clerk);
      void leave();
    },
    unlock: () => {
      turn.current++;
      setLocked(false);
    },
  };
}

/** Calls `lock` after five minutes without a key, a touch or the mouse; also when the PC slept or its clock was set back. */
export function useIdleLock(lock: () => void): void {
  const run = useRef(lock);
  useEffect(() => {
    run.current = lock;
  });
  useEffect(() => {
    let last = Date.now();
    const seen = () => {
      // After a sleep the first touch must not count before the time that passed does.
      if (!isIdle(last)) last = Date.now();
    };
    const look = setInterval(() => isIdle(last) && run.current(), LOOK_EVERY);
    for (const kind of INPUT) window.addEventListener(kind, seen, { capture: true, passive: true });
    return () => {
      clearInterval(look);
      for (const kind of INPUT) window.removeEventListener(kind, seen, { capture: true });
    };
  }, []);
}

function isIdle(last: number): boolean {
  const waited = Date.now() - last;
  return waited < 0 || waited >= IDLE_LOCK_MINUTES * 60_000;
}
