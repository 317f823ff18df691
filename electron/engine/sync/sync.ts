import type { TroubleCode } from './recovery.ts';

/** What the counter knows of its line to the city. Nothing at the counter ever waits for it. */
export interface SyncStatus {
  /** By the last real request, never by what the system says of the network; null before the first. */
  readonly reachable: boolean | null;
  /** Own events the server has not confirmed. */
  readonly waiting: number;
  /** When the oldest of them was written, by the wall clock; null where none waits. */
  readonly waitingSince: number | null;
  /** When everything was last sent and read; null before the first time. Kept over restarts. */
  readonly lastSuccess: number | null;
  /** Why the last attempt failed, or why nothing is sent any more (words: `recovery[trouble]`). */
  readonly trouble: TroubleCode | null;
  readonly working: boolean;
}

export type SyncLogKind =
  | 'sent'
  | 'received'
  /** A round with nothing to send and nothing new. */
  | 'nothing'
  | 'failed'
  /** The server was restored: every stream was offered anew. */
  | 'restored'
  | 'quarantined'
  /** What came was not taken in: signature, authority or damage. */
  | 'refused'
  | 'forked';

/** One line of the sync log. Equal rounds one after another share a line: `times` of them, the last at `until`. */
export interface SyncLogRow {
  readonly id: number;
  readonly at: number;
  readonly until: number;
  readonly times: number;
  readonly kind: SyncLogKind;
  /** Events. */
  readonly count: number;
  readonly words: string;
}

export interface SyncLogQuery {
  /** Every word of it must stand in the line; empty for all. */
  readonly text: string;
  readonly kind: SyncLogKind | null;
  /** Lines older than this one (`id` of the last one shown); null for the newest. */
  readonly before: number | null;
  readonly most: number;
}

/** A joined city's line to its server; practice has none. */
export interface Sync {
  status(): SyncStatus;
  /** Something was committed. */
  soon(): void;
  /** 立即同步: resolves when the attempt has ended, well or not; `status` then says which. Never rejects. */
  now(): Promise<void>;
  /** Newest first. */
  log(query: SyncLogQuery): readonly SyncLogRow[];
  /** in: `incarnation/audience` and a position in it. True once the server has confirmed it. */
  isUploaded(stream: string, position: number): boolean;
  stop(): void;
}
