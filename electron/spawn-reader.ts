import { fork } from 'node:child_process';
import type { ReaderReply, SpawnReader } from './engine/intake/reader-port.ts';

// The bundle lays its files flat in dist/main; in development the sources run as they are.
const entry = import.meta.url.endsWith('.ts') ? './engine/intake/reader-process.ts' : './intake-reader.js';

// Node's permission model: the reader may load its own code, and neither write, nor start programs, nor load addons.
// The first thread of the process only watches, so its heap is kept small; the reading thread has its own limit.
const FLAGS = ['--permission', '--allow-fs-read=*', '--allow-worker', '--max-old-space-size=64'];

/** Starts a process that reads one spreadsheet, under plain Node. Electron has its own way. */
export const spawnReader: SpawnReader = () => {
  const child = fork(new URL(entry, import.meta.url), [], {
    execArgv: FLAGS,
    // Structured clones carry the file's bytes as they are; as JSON they would be four times as much.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return {
    // A channel that takes nothing any more means that the process is gone, which onExit says.
    send: (request) => void child.send(request, () => undefined),
    onMessage: (listener) => void child.on('message', (reply) => listener(reply as ReaderReply)),
    onExit(listener) {
      // Unlike 'exit', this comes after the last message has been handed over.
      child.once('disconnect', () => listener());
      // The process could not be started at all.
      child.once('error', () => listener());
    },
    kill: () => void child.kill('SIGKILL'),
  };
};
