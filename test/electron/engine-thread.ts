import { EventEmitter } from 'node:events';
import { type MessagePort, parentPort } from 'node:worker_threads';
import type { ParentPort } from 'electron';
import { FakePort } from './fake-ports.ts';

/** Runs the real engine process in a thread: its process.parentPort is this thread's line to the test. */
const shell = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => parentPort?.postMessage(message),
} satisfies Partial<ParentPort>);
Object.defineProperty(process, 'parentPort', { value: shell });
await import('../../electron/engine-process.ts');

// Electron keeps messages until somebody listens; here they begin to flow with the listener.
parentPort?.on('message', (told: { message: unknown; ports: readonly MessagePort[] }) => {
  shell.emit('message', { data: told.message, ports: told.ports.map((port) => new FakePort(port)) });
});
