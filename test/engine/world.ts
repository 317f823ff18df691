import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { startDocumentWorker } from '../../electron/document-worker.ts';
import { answerBackupJob } from '../../electron/engine/backup/serve.ts';
import type { CityClient } from '../../electron/engine/sync/city-client.ts';
import type { FaultPoint, World } from '../../electron/engine/world.ts';
import { spawnReader } from '../../electron/spawn-reader.ts';
import { realWorld } from '../../electron/world.ts';

/** A world decided by one seed: clock, chance and timers are the test's; files and child processes are real. */
export interface SeededWorld extends World {
  /** Runs every waiting timer, as if its time had come; those set for longer stay. in: milliseconds, a minute if left out. */
  fireTimers(longest?: number): void;
  /** As when the program died. */
  forgetTimers(): void;
  /** Called whenever the engine passes a named point; a test throws here to stop the engine. */
  onReached: (point: FaultPoint) => void;
}

/** 2014-05-20 09:00 in Qinzhou: the practice city's first morning. */
const MORNING = Date.UTC(2014, 4, 20, 1);

export function seededWorld(seed: number | string = 1): SeededWorld {
  const waiting = new Map<number, { run: () => void; milliseconds: number }>();
  let ticks = 0;
  let timers = 0;
  let jobs = 0;
  const world: SeededWorld = {
    clock: { now: () => MORNING + 1000 * ticks++ },
    random: seededRandom(seed),
    files: realWorld(spawnReader).files,
    disk: realWorld(spawnReader).disk,
    timers: {
      after(milliseconds, run) {
        const id = timers++;
        waiting.set(id, { run, milliseconds });
        return () => void waiting.delete(id);
      },
      nextTurn: () => setImmediate(),
    },
    spawnReader,
    startDocumentWorker,
    // In this thread, because starting another takes a second; copies.test.ts has one test with the real one.
    startBackupWorker: (job) => ({
      answer: answerBackupJob(job, {
        ...realWorld(spawnReader),
        random: seededRandom(`backup ${seed}/${jobs++}`),
      }),
      stop: () => {},
    }),
    connect: () => unplugged,
    reached: (point) => world.onReached(point),
    onReached: () => {},
    forgetTimers: () => waiting.clear(),
    fireTimers(longest = 60_000) {
      const due = [...waiting].filter(([, { milliseconds }]) => milliseconds <= longest);
      for (const [id] of due) waiting.delete(id);
      for (const [, { run }] of due) run();
    },
  };
  return world;
}

/** A cable that leads nowhere: whoever calls is told so, as by a network that is down. */
const unplugged = new Proxy({} as CityClient, {
  get: () => () => Promise.reject(new TypeError('fetch failed')),
});

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
