import { join } from 'node:path';
import { app, MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import type { Problem } from '../../contract/app/problem.ts';
import type { EngineOptions } from '../engine/engine.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';
import { createReaders } from './readers.ts';
import { createRestartLimit } from './restart-limit.ts';

export interface EngineEvents {
  /** It died and runs anew: whoever held a port needs another. */
  readonly restarted: () => void;
  /** It keeps dying. */
  readonly gaveUp: () => void;
  /** It cannot open the data, and says why. */
  readonly refused: (problem: Problem) => void;
}

export interface EngineHost {
  /** A fresh line to the engine that runs now; out: the page's end. */
  connect(): MessagePortMain;
  /** Lets it close its database; resolves when the process is gone. */
  stop(): Promise<void>;
}

/** Closing writes the mark and leaves the database; what takes longer hangs, and the journal is safe from a kill. */
const STOP_MILLISECONDS = 3_000;

/** Keeps one engine running in a process of its own: when it dies it is started anew with the same data. */
export function startEngine(options: EngineOptions, events: EngineEvents): EngineHost {
  const mayRestart = createRestartLimit(() => performance.now());
  let stopped: (() => void) | null = null;
  let dead = false;

  function run(): UtilityProcess {
    const child = utilityProcess.fork(join(app.getAppPath(), 'dist', 'main', 'engine.js'), [], {
      serviceName: 'gongxu-engine',
    });
    const say = (message: ToEngine) => child.postMessage(message);
    const readers = createReaders(say);
    child.on('message', (message: FromEngine) => {
      if (message.kind === 'refused') events.refused(message.problem);
      else readers.take(message);
    });
    child.once('exit', () => {
      readers.killAll();
      if (stopped !== null) return stopped();
      if (!mayRestart()) {
        dead = true;
        return events.gaveUp();
      }
      engine = run();
      events.restarted();
    });
    say({ kind: 'start', options });
    return child;
  }

  let engine = run();
  return {
    connect() {
      const { port1, port2 } = new MessageChannelMain();
      engine.postMessage({ kind: 'page' } satisfies ToEngine, [port1]);
      return port2;
    },
    stop: () =>
      new Promise((resolve) => {
        if (dead) return resolve();
        const late = setTimeout(() => engine.kill(), STOP_MILLISECONDS);
        stopped = () => {
          clearTimeout(late);
          resolve();
        };
        engine.postMessage({ kind: 'stop' } satisfies ToEngine);
      }),
  };
}
