import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { disk } from './disk.ts';
import { answerBackupJob } from './engine/backup/serve.ts';
import type { BackupJob } from './engine/backup/worker-port.ts';
import { files } from './files.ts';

// A thread of its own: a VACUUM of a year's database takes seconds, and an engine turn may take 50 ms.
const job: BackupJob = workerData;
const timers = { after: () => () => {}, nextTurn: () => setImmediate() };
const world = {
  disk,
  files,
  timers,
  clock: { now: () => Date.now() },
  random: (bytes: number) => randomBytes(bytes),
};
parentPort?.postMessage(await answerBackupJob(job, world));
