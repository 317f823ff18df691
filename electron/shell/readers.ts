import { join } from 'node:path';
import { app, type UtilityProcess, utilityProcess } from 'electron';
import type { ReaderReply } from '../engine/intake/reader-port.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';

/** The reading processes of one engine; they end with it. */
export interface Readers {
  take(message: FromEngine): void;
  killAll(): void;
}

/** Starts, feeds and kills spreadsheet readers on the engine's word. */
export function createReaders(say: (message: ToEngine) => void): Readers {
  const running = new Map<number, UtilityProcess>();
  const start = (id: number) => {
    const reader = utilityProcess.fork(join(app.getAppPath(), 'dist', 'main', 'intake-reader.js'), [], {
      serviceName: 'gongxu-reader',
      stdio: 'ignore',
      // Its first thread only watches; the reading thread has a limit of its own (engine/intake/reader-process.ts).
      execArgv: ['--max-old-space-size=64'],
    });
    running.set(id, reader);
    reader.on('message', (reply: ReaderReply) => say({ kind: 'readerReply', id, reply }));
    reader.once('exit', () => {
      running.delete(id);
      say({ kind: 'readerEnded', id });
    });
  };
  return {
    take(message) {
      if (message.kind === 'spawnReader') start(message.id);
      if (message.kind === 'askReader') running.get(message.id)?.postMessage(message.request);
      if (message.kind === 'killReader') running.get(message.id)?.kill();
    },
    killAll: () => running.forEach((reader) => void reader.kill()),
  };
}
