import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { readBytes } from './read-bytes.ts';
import { engineOf } from './reader-parent.ts';
import type { ReaderReply, ReaderRequest } from './reader-port.ts';
import { rowPages } from './row-pages.ts';

// The limit of guarantee G35 for the whole process; the aim is half of it.
const MOST_MEGABYTES = 512;
// Room for the thread's objects below that limit; what it holds beside them (the unpacked parts) comes on top.
const THREAD_HEAP_MEGABYTES = 320;
const LOOK_EVERY_MS = 10;

/**
 * The process that reads one spreadsheet; the engine kills it as soon as it has the answer. The reading blocks its
 * thread for seconds, so it runs in a second one and this one stays free to watch the memory. Both are this file,
 * because a bundle keeps no second one beside it.
 */
if (isMainThread) serve();
else void read(workerData as ReaderRequest);

function serve(): void {
  const engine = engineOf(process);
  engine.onRequest((request) => {
    const memory = watchMemory(() => finish({ kind: 'refused', problem: 'file-too-large' }));
    const thread = new Worker(new URL(import.meta.url), {
      workerData: request,
      resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MEGABYTES, maxYoungGenerationSizeMb: 32 },
    });
    let finished = false;
    const finish = (last: LastReply): void => {
      if (finished) return;
      finished = true;
      memory.stop();
      void thread.terminate();
      engine.send({ ...last, peakMegabytes: memory.peak() });
    };
    thread.on('message', (reply: ThreadReply) => {
      if (reply.kind === 'rows') engine.send(reply);
      else finish(reply);
    });
    thread.on('error', (error) => {
      const full = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
      finish({ kind: 'refused', problem: full ? 'file-too-large' : 'file-damaged' });
    });
  });
}

type Unmeasured<Reply> = Reply extends { peakMegabytes: number } ? Omit<Reply, 'peakMegabytes'> : Reply;
type ThreadReply = Unmeasured<ReaderReply>;
type LastReply = Exclude<ThreadReply, { kind: 'rows' }>;

async function read({ bytes }: ReaderRequest): Promise<void> {
  const tell = (reply: ThreadReply) => parentPort?.postMessage(reply);
  const workbook = await readBytes(bytes);
  if (!workbook.ok) return tell({ kind: 'refused', problem: workbook.error });
  for (const page of rowPages(workbook.value)) tell(page);
  const { sheets, ...file } = workbook.value;
  tell({ kind: 'read', frame: { ...file, sheets: sheets.map(({ rows: _, ...frame }) => frame) } });
}

function watchMemory(onTooMuch: () => void) {
  const used = () => process.memoryUsage.rss() / 1024 / 1024;
  let peak = used();
  const timer = setInterval(() => {
    peak = Math.max(peak, used());
    if (peak > MOST_MEGABYTES) onTooMuch();
  }, LOOK_EVERY_MS);
  return {
    stop: () => clearInterval(timer),
    peak: () => Math.round(Math.max(peak, process.resourceUsage().maxRSS / 1024)),
  };
}
