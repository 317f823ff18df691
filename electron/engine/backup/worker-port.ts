import type { Totals } from '../../../contract/app/backup.ts';
import type { Problem } from '../../../contract/app/problem.ts';

/** What the engine asks of the thread that makes and tries copies: whole databases, which no turn could hold. */
export type BackupWork =
  /** VACUUM INTO of a frozen image, opened again and compared with it row by row. */
  | { readonly kind: 'prove'; readonly image: string; readonly into: string }
  | { readonly kind: 'assemble'; readonly plan: RestorePlan }
  | { readonly kind: 'salvage'; readonly image: string; readonly into: string };

/** What a restore is put together from, and where; every path is a file nobody else has open. */
export interface RestorePlan {
  /** A daily copy to start from; null to start from nothing but events. */
  readonly copy: string | null;
  /** Files of events (event-file.ts), each read as far as it is genuine. */
  readonly eventFiles: readonly string[];
  /** An image of the present database, sound or not; what it still has is put in too. */
  readonly image: string | null;
  /** The present high-water mark: how far this PC had come. */
  readonly mark: string;
  /** Where the new database and the mark that belongs to it are made. */
  readonly into: string;
  readonly newMark: string;
  /** Stands in the warning: who restored what. */
  readonly said: string;
}

export interface Proof {
  readonly events: number;
  readonly tables: number;
  readonly rows: number;
  /** Digest of all stream heads (journal/heads.ts), to be compared with the running journal's. */
  readonly heads: string;
}

export interface Assembled {
  /** Of the copy alone; null without one. */
  readonly copy: Totals | null;
  readonly restored: Totals;
  /** Events put in behind the copy. */
  readonly added: number;
  /** Own events the mark knows of and no source has. */
  readonly lost: number;
  /** Genuine events that hang on one that is missing: kept in the sources, not put in. */
  readonly cutOff: number;
  /** Event files that end in damage. */
  readonly damaged: number;
}

export interface Salvaged {
  readonly events: number;
  /** Rows that can't be read, or say something else than they were written as. */
  readonly unread: number;
}

export type BackupAnswer =
  /** With the sum of the finished file's bytes. */
  | { readonly kind: 'proved'; readonly proof: Proof; readonly sum: string }
  | { readonly kind: 'assembled'; readonly assembled: Assembled }
  | { readonly kind: 'salvaged'; readonly salvaged: Salvaged }
  | { readonly kind: 'refused'; readonly problem: Problem };

export interface BackupJob {
  /** The database's key; travels to a thread of the same process alone. */
  readonly key: Uint8Array;
  readonly work: BackupWork;
}

/** Runs one job in a thread of its own and ends it. Rejects when the thread died or failed unexpectedly. */
export type StartBackupWorker = (job: BackupJob) => {
  readonly answer: Promise<BackupAnswer>;
  readonly stop: () => void;
};
