import { type Certificate, certificate } from '../../../contract/city.ts';
import { streamName } from '../../../wire/encode.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { CityServer } from './city-client.ts';
import type { TroubleCode } from './recovery.ts';

export interface StreamKey {
  readonly incarnation: string;
  readonly audience: string;
}

/** in: `incarnation/audience`, as `streamName` writes it. */
export function streamKey(name: string): StreamKey {
  const slash = name.indexOf('/');
  return { incarnation: name.slice(0, slash), audience: name.slice(slash + 1) };
}

/** Where this city's server is; null while nobody said so. */
export function serverOf(db: Db): CityServer | null {
  return (statement(db, 'SELECT address, ca FROM city_server').get() as CityServer | undefined) ?? null;
}

/** Inside the caller's transaction, if there is one. */
export function writeServer(db: Db, { address, ca }: CityServer): void {
  statement(db, 'INSERT OR REPLACE INTO city_server VALUES (1, ?, ?)').run(address, ca);
}

/** What this PC has noted down of its line, row by row. Whoever writes does so in a transaction of its own. */
export function createBooks(db: Db) {
  return { ...stateBook(db), ...confirmedBook(db), ...mailBook(db), ...peerBook(db) };
}
export type Books = ReturnType<typeof createBooks>;

function stateBook(db: Db) {
  return {
    epoch: () => statement(db, 'SELECT epoch FROM sync_state').pluck().get() as number,
    lastSuccess: () => statement(db, 'SELECT last_success FROM sync_state').pluck().get() as number | null,
    setSuccess(at: number): void {
      statement(db, 'UPDATE sync_state SET last_success = ?').run(at);
    },
    /** A server that was restored: what it said before counts no more, also not that it stopped this PC. */
    beginEpoch(epoch: number): void {
      statement(db, 'UPDATE sync_state SET epoch = ?').run(epoch);
      statement(db, 'DELETE FROM sync_confirmed').run();
      statement(db, 'DELETE FROM sync_stopped').run();
      statement(db, 'DELETE FROM sync_refused').run();
    },
    /** Lives of this PC of which nothing is sent any more, and why. */
    stopped(): ReadonlyMap<string, TroubleCode> {
      const rows = statement(db, 'SELECT incarnation, code FROM sync_stopped').raw().all();
      return new Map(rows as [string, TroubleCode][]);
    },
    stop(incarnation: string, code: TroubleCode): void {
      statement(db, 'INSERT OR REPLACE INTO sync_stopped VALUES (?, ?)').run(incarnation, code);
    },
  };
}

function confirmedBook(db: Db) {
  return {
    /** `incarnation/audience` -> up to where the server holds it. */
    confirmed(): ReadonlyMap<string, number> {
      const rows = statement(db, 'SELECT incarnation, audience, position FROM sync_confirmed').all();
      return new Map(
        (rows as (StreamKey & { readonly position: number })[]).map(({ incarnation, audience, position }) => [
          streamName(incarnation, audience),
          position,
        ]),
      );
    },
    setConfirmed({ incarnation, audience }: StreamKey, position: number): void {
      const put = statement(db, 'INSERT OR REPLACE INTO sync_confirmed VALUES (?, ?, ?)');
      put.run(incarnation, audience, position);
    },
    /** What the server hands out it holds. */
    raiseConfirmed({ incarnation, audience }: StreamKey, position: number): void {
      const raise =
        'UPDATE sync_confirmed SET position = max(position, ?) WHERE incarnation = ? AND audience = ?';
      statement(db, raise).run(position, incarnation, audience);
    },
    dropConfirmed({ incarnation, audience }: StreamKey): void {
      const drop = statement(db, 'DELETE FROM sync_confirmed WHERE incarnation = ? AND audience = ?');
      drop.run(incarnation, audience);
    },
  };
}

/** A batch something of which was refused, by its place in a mailbox. */
export interface RefusedPlace {
  readonly mailbox: string;
  readonly first: number;
}

function mailBook(db: Db) {
  return {
    /** Position in that epoch up to which the mailbox was read; 0 before the first. */
    cursor(mailbox: string, epoch: number): number {
      const found = statement(db, 'SELECT after FROM sync_cursor WHERE mailbox = ? AND epoch = ?').pluck();
      return (found.get(mailbox, epoch) as number | undefined) ?? 0;
    },
    setCursor(mailbox: string, epoch: number, after: number): void {
      statement(db, 'INSERT OR REPLACE INTO sync_cursor VALUES (?, ?, ?)').run(mailbox, epoch, after);
    },
    refused(epoch: number): readonly RefusedPlace[] {
      const rows = 'SELECT mailbox, first FROM sync_refused WHERE epoch = ? ORDER BY mailbox, first';
      return statement(db, rows).all(epoch) as RefusedPlace[];
    },
    setRefused(mailbox: string, epoch: number, first: number, why: string): void {
      const put = statement(db, 'INSERT OR REPLACE INTO sync_refused VALUES (?, ?, ?, ?)');
      put.run(mailbox, epoch, first, why);
    },
    dropRefused(mailbox: string, first: number): void {
      statement(db, 'DELETE FROM sync_refused WHERE mailbox = ? AND first = ?').run(mailbox, first);
    },
  };
}

function peerBook(db: Db) {
  return {
    /** The author's signature over its stream up to that position, with which its events can be passed on. */
    keepSignature({ incarnation, audience }: StreamKey, position: number, hash: string, signature: string) {
      const put = statement(db, 'INSERT OR IGNORE INTO kept_signature VALUES (?, ?, ?, ?, ?)');
      put.run(incarnation, audience, position, hash, signature);
    },
    /** Every certificate kept of that PC, the newest last. */
    peers(device: string): readonly Certificate[] {
      const rows = statement(db, 'SELECT certificate FROM peer WHERE device = ? ORDER BY epoch').pluck();
      return (rows.all(device) as string[]).map((text) => certificate.parse(JSON.parse(text)));
    },
    keepPeer(device: string, one: Certificate): void {
      const put = statement(db, 'INSERT OR REPLACE INTO peer VALUES (?, ?, ?)');
      put.run(device, one.statement.epoch, JSON.stringify(one));
    },
  };
}
