import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { startDocumentWorker } from '../../electron/document-worker.ts';
import type { FaultPoint, World } from '../../electron/engine/world.ts';
import { spawnReader } from '../../electron/spawn-reader.ts';
import { realWorld } from '../../electron/world.ts';

/** A world decided by one seed: clock, chance and timers are the test's; files and child processes are real. */
export interface SeededWorld extends World {
  /** Runs every waiting timer, as if its time had come. */
  fireTimers(): void;
  /** As when the program died. */
  forgetTimers(): void;
  /** Called whenever the engine passes a named point; a test throws here to stop the engine. */
  onReached: (point: FaultPoint) => void;
}

/** 2014-05-20 09:00 in Qinzhou: the practice city's first morning. */
const MORNING = Date.UTC(2014, 4, 20, 1);

export function seededWorld(seed: number | string = 1): SeededWorld {
  const waiting = new Map<number, () => void>();
  let ticks = 0;
  let timers = 0;
  const world: SeededWorld = {
    clock: { now: () => MORNING + 1000 * ticks++ },
    random: seededRandom(seed),
    files: realWorld(spawnReader).files,
    timers: {
      after(_milliseconds, run) {
        const id = timers++;
        waiting.set(id, run);
        return () => void waiting.delete(id);
      },
      nextTurn: () => setImmediate(),
    },
    spawnReader,
    startDocumentWorker,
    reached: (point) => world.onReached(point),
    onReached: () => {},
    forgetTimers: () => waiting.clear(),
    fireTimers() {
      const due = [...waiting.values()];
      waiting.clear();
      for (const run of due) run();
    },
  };
  return world;
}

/** Bytes that look like chance and are the same for the same seed. */
export function seededRandom(seed: number | string): World['random'] {
  let count = 0;
  let pool = Buffer.alloc(0);
  return (bytes) => {
    while (pool.length < bytes) {
      pool = Buffer.concat([pool, createHash('sha256').update(`${seed}/${count++}`).digest()]);
    }
    const taken = pool.subarray(0, bytes);
    pool = pool.subarray(bytes);
    return taken;
  };
}
