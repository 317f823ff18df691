import type { StartDocumentWorker } from './documents/worker-port.ts';
import type { SpawnReader } from './intake/reader-port.ts';

/**
 * Everything the engine takes from outside: clock, randomness, files, timers, other processes. Lint forbids reaching
 * for them anywhere else in the engine, which is what lets a simulation decide all of them by one seed.
 */
export interface World {
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly files: Files;
  readonly timers: Timers;
  readonly spawnReader: SpawnReader;
  readonly startDocumentWorker: StartDocumentWorker;
  /** Called at named points inside a command. Does nothing in use; a simulation stops the engine there. */
  readonly reached: (point: FaultPoint) => void;
}

export type FaultPoint = 'command.begun' | 'event.appended' | 'tables.folded' | 'command.committed';

export interface Clock {
  /** Milliseconds since 1970; shown and recorded, never deciding. */
  readonly now: () => number;
}

export interface Timers {
  readonly after: (milliseconds: number, run: () => void) => Cancel;
  /** Gives other work its turn: resolves in a later turn of the event loop. */
  readonly nextTurn: () => Promise<void>;
}
export type Cancel = () => void;

/** The few file operations the engine needs beside SQLite's own. */
export interface Files {
  readonly exists: (path: string) => boolean;
  readonly read: (path: string) => Uint8Array | null;
  /** Replaces the file whole: written beside, flushed, renamed. */
  readonly replace: (path: string, bytes: Uint8Array) => void;
  readonly makeFolder: (path: string) => void;
  readonly list: (path: string) => readonly string[];
}
