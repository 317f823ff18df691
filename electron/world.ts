import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { startBackupWorker } from './backup-worker.ts';
import { connectCity } from './city-link.ts';
import { disk } from './disk.ts';
import { startDocumentWorker } from './document-worker.ts';
import type { World } from './engine/world.ts';
import { files } from './files.ts';

/** The real world. The shell adds how the spreadsheet reader is started: utilityProcess or child_process. */
export function realWorld(spawnReader: World['spawnReader']): World {
  return {
    clock: { now: () => Date.now() },
    random: (bytes) => randomBytes(bytes),
    files,
    disk,
    timers: {
      after(milliseconds, run) {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
      nextTurn: () => setImmediate(),
    },
    spawnReader,
    startDocumentWorker,
    startBackupWorker,
    connect: connectCity,
    reached: () => {},
  };
}
