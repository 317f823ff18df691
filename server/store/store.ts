import type { BatchHeader, Certificate } from '../../contract/city.ts';
import type { Seat } from '../seat.ts';

/**
 * Where the city keeps everything. The two implementations answer to one suite (test/server/store.test.ts); what is
 * done inside a transaction is the server's business, not theirs.
 */
export interface Store {
  /**
   * All of `work` or nothing of it, and durable when this resolves. Rows taken by `lock…` stay taken until then, also
   * against other processes on the same store. Throws `Unavailable` where trying again may help.
   */
  change<T>(work: (rows: Rows) => Promise<T>): Promise<T>;
  /** Reads alone, of one state of the store. */
  look<T>(work: (rows: Reader) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The store can't be reached, is full or busy: nothing was done, or nobody knows; to be tried again, which is harmless. */
export class Unavailable extends Error {}

/** One life of a device: its streams' common name. */
export interface Life {
  readonly device: string;
  /** Two branches of it are known (a clone, a restored copy): nothing more of it is accepted. */
  readonly broken: boolean;
}

/** The end of a stream as the server holds it, quarantined events included. */
export interface StreamHead {
  readonly position: number;
  readonly hash: string;
  readonly number: number;
  readonly lamport: number;
}

export interface KeptBatch {
  readonly header: BatchHeader;
  readonly packed: Uint8Array;
  /** Its place in its mailbox. */
  readonly first: number;
  readonly last: number;
}

export interface Mailbox {
  readonly name: string;
  readonly end: number;
  /** The highest lamport of what it holds. */
  readonly lamport: number;
}

export interface Device {
  readonly device: string;
  readonly certificate: Certificate;
  readonly registeredAt: number;
  /** Null while it is trusted. */
  readonly revokedAt: number | null;
}

export interface Code {
  readonly seat: Seat;
  readonly expires: number;
  /** Public key of the PC that used it; null while nobody did. */
  readonly usedBy: string | null;
}

export interface Stream {
  readonly incarnation: string;
  readonly audience: string;
}

export interface Reader {
  epoch(): Promise<number>;
  device(device: string): Promise<Device | null>;
  devices(): Promise<readonly Device[]>;
  /** Up to where a revoked device's stream is trusted; 0 for nothing of it. */
  trustedUpTo(stream: Stream): Promise<number>;
  head(stream: Stream): Promise<StreamHead | null>;
  /** The batch of the stream that holds this position, branches aside. */
  batchAt(stream: Stream, position: number): Promise<KeptBatch | null>;
  mailboxes(): Promise<readonly Mailbox[]>;
  /** Batches of which something lies after that position, oldest first. */
  batchesAfter(mailbox: string, after: number, most: number): Promise<readonly KeptBatch[]>;
}

export interface Rows extends Reader {
  /** Taken first: what a device's batches meet there and its revocation come one after the other. */
  lockDevice(device: string): Promise<Device | null>;
  /** Taken next; out: whose life it is, this device's where nobody's before. */
  lockLife(incarnation: string, device: string): Promise<Life>;
  markBroken(incarnation: string): Promise<void>;
  /** Taken after the life, so that no two wait for each other. */
  lockMailbox(name: string): Promise<Mailbox>;
  setMailbox(mailbox: Mailbox): Promise<void>;
  setHead(stream: Stream, head: StreamHead): Promise<void>;
  /** `reason` only for quarantined ones. */
  addBatch(mailbox: string, batch: KeptBatch, reason: string | null): Promise<void>;
  /** Whether this branch is kept already. */
  hasBranch(header: BatchHeader): Promise<boolean>;
  setDevice(device: Device): Promise<void>;
  /** Everything held of the device now stays trusted; what comes later is not. */
  trustWhatIsHeld(device: string): Promise<void>;
  addCode(seal: string, code: Code): Promise<void>;
  lockCode(seal: string): Promise<Code | null>;
  useCode(seal: string, publicKey: string): Promise<void>;
  /** False when it was spent before. */
  spendChallenge(nonce: string, expires: number): Promise<boolean>;
  /** Codes never used and spent challenges whose time is over. */
  dropExpired(now: number): Promise<void>;
  beginEpoch(): Promise<number>;
}
