import type { StartBackupWorker } from './backup/worker-port.ts';
import type { StartDocumentWorker } from './documents/worker-port.ts';
import type { SpawnReader } from './intake/reader-port.ts';
import type { CityClient, CityServer } from './sync/city-client.ts';

/**
 * Everything the engine takes from outside: clock, randomness, files, timers, other processes. Lint forbids reaching
 * for them anywhere else in the engine, which is what lets a simulation decide all of them by one seed.
 */
export interface World {
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly files: Files;
  readonly disk: Disk;
  readonly timers: Timers;
  readonly spawnReader: SpawnReader;
  readonly startDocumentWorker: StartDocumentWorker;
  readonly startBackupWorker: StartBackupWorker;
  /** Opens no connection yet; each call does, or uses one that is open. */
  readonly connect: (server: CityServer) => CityClient;
  /** Called at named points inside a command. Does nothing in use; a simulation stops the engine there. */
  readonly reached: (point: FaultPoint) => void;
}

export type FaultPoint =
  | 'command.begun'
  | 'event.appended'
  | 'tables.folded'
  | 'command.committed'
  /** Of what comes in from elsewhere. */
  | 'slice.folded'
  | 'slice.committed';

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
  /** Moves within one folder, flushed; what is there already is replaced. Nothing to move is no error. */
  readonly rename: (from: string, to: string) => void;
  readonly remove: (path: string) => void;
}

/**
 * Large files and other volumes. A slow stick or a dead network drive must not take the engine's turn, so everything
 * here waits elsewhere; each rejects as the system does (ENOSPC, ENOENT, EROFS, EIO, …).
 */
export interface Disk {
  /** In bytes; null when there is no such file. */
  readonly size: (path: string) => Promise<number | null>;
  /** Fewer bytes than asked for at the end of the file. */
  readonly read: (path: string, from: number, length: number) => Promise<Uint8Array>;
  /** Cuts the file at `from`, writes there, and flushes before it resolves. Makes the file, not its folder. */
  readonly write: (path: string, from: number, bytes: Uint8Array) => Promise<void>;
  /** As `write`, but only handed to the system: for files that are thrown away after a crash. */
  readonly draft: (path: string, from: number, bytes: Uint8Array) => Promise<void>;
  /**
   * Opens for reading and stays open: on POSIX, closing any handle of a file drops SQLite's locks on it in this whole
   * process, so a database in use is read through one handle that outlives it.
   */
  readonly hold: (path: string) => Promise<HeldFile>;
  readonly makeFolder: (path: string) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  /** Files alone, in order of their names; empty when there is no such folder. */
  readonly list: (folder: string) => Promise<readonly { readonly name: string; readonly bytes: number }[]>;
  /** Where a second copy could lie: what is mounted here and can be written, the data's own volume left out. */
  readonly volumes: (besides: string) => Promise<readonly Volume[]>;
  /** The volume an existing folder lies on; null when there is no such folder. */
  readonly volumeOf: (folder: string) => Promise<Volume | null>;
}

export interface HeldFile {
  readonly size: () => Promise<number>;
  readonly read: (from: number, length: number) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

export interface Volume {
  readonly path: string;
  /** Equal for two folders on one volume. */
  readonly id: string;
  readonly freeBytes: number;
}
