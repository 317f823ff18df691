import { Worker } from 'node:worker_threads';
import type { DocumentReply, StartDocumentWorker } from './engine/documents/worker-port.ts';

// The bundle lays its files flat in dist/main; in development the sources run as they are. Not written inside new
// URL(…), where the bundler would take the file for a picture-like asset and copy it unbuilt.
const entry = import.meta.url.endsWith('.ts') ? './engine/documents/worker.ts' : './documents-worker.js';

/** Draws documents in a thread of this process. */
export const startDocumentWorker: StartDocumentWorker = (events) => {
  const worker = new Worker(new URL(entry, import.meta.url));
  worker.on('message', (reply: DocumentReply) => events.reply(reply));
  // Without a listener the thread's death would take the engine with it; 'exit' follows and is what counts.
  // Its message may hold what stands on the slip, so the log names the kind alone.
  worker.on('error', (error) => console.error(`document worker: ${error.name}`));
  worker.once('exit', () => events.ended());
  return {
    post: (job) => worker.postMessage(job),
    stop: () => void worker.terminate(),
  };
};
