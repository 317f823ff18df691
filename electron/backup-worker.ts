import { Worker } from 'node:worker_threads';
import type { BackupAnswer, StartBackupWorker } from './engine/backup/worker-port.ts';

// As in document-worker.ts: sources in development, files laid flat in the bundle.
const entry = import.meta.url.endsWith('.ts') ? './backup-thread.ts' : './backup-thread.js';

/** Makes and tries copies in a thread of this process. */
export const startBackupWorker: StartBackupWorker = (job) => {
  const worker = new Worker(new URL(entry, import.meta.url), { workerData: job });
  const { promise, resolve, reject } = Promise.withResolvers<BackupAnswer>();
  worker.once('message', resolve);
  worker.once('error', reject);
  // Nothing happens when the answer came before.
  worker.once('exit', () => reject(new Error('the backup thread ended without an answer')));
  return { answer: promise, stop: () => void worker.terminate() };
};
