import type { Migration } from './migrate.ts';

/**
 * The line to the city, as this PC stands on it. Nothing here is a fact of the journal: whatever is lost is asked for
 * again, and answered with what is known already.
 */
export const migration90: Migration = {
  number: 90,
  sql: `
    CREATE TABLE city_server (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      address TEXT NOT NULL,
      -- The authority whose certificates are believed; null for the system's own list.
      ca TEXT
    ) STRICT;

    -- epoch: that of the server which confirmed what stands in sync_confirmed; 0 before the first.
    CREATE TABLE sync_state (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      epoch INTEGER NOT NULL,
      last_success INTEGER
    ) STRICT;
    INSERT INTO sync_state VALUES (1, 0, NULL);

    -- Up to where the server holds a stream: own ones always, others' only where it lost some of them.
    CREATE TABLE sync_confirmed (
      incarnation TEXT NOT NULL,
      audience TEXT NOT NULL,
      position INTEGER NOT NULL,
      PRIMARY KEY (incarnation, audience)
    ) STRICT, WITHOUT ROWID;

    -- Lives of this PC of which nothing is sent any more, and why.
    CREATE TABLE sync_stopped (
      incarnation TEXT PRIMARY KEY,
      code TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Everything up to after was taken in or refused, within that epoch of the server.
    CREATE TABLE sync_cursor (
      mailbox TEXT PRIMARY KEY,
      epoch INTEGER NOT NULL,
      after INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Batches of which something was refused: asked for again after every start, for what this program can't believe yet.
    CREATE TABLE sync_refused (
      mailbox TEXT NOT NULL,
      epoch INTEGER NOT NULL,
      first INTEGER NOT NULL,
      why TEXT NOT NULL,
      PRIMARY KEY (mailbox, first)
    ) STRICT, WITHOUT ROWID;

    -- Others' signatures, each over the events of its stream up to that position: with it they can be passed on.
    CREATE TABLE kept_signature (
      incarnation TEXT NOT NULL,
      audience TEXT NOT NULL,
      position INTEGER NOT NULL,
      hash TEXT NOT NULL,
      signature TEXT NOT NULL,
      PRIMARY KEY (incarnation, audience, position, hash)
    ) STRICT, WITHOUT ROWID;

    -- Certificates of other PCs. Older ones stay, since older events were written under them.
    CREATE TABLE peer (
      device TEXT NOT NULL,
      epoch INTEGER NOT NULL,
      certificate TEXT NOT NULL,
      PRIMARY KEY (device, epoch)
    ) STRICT, WITHOUT ROWID;

    -- Nothing is ever taken out of it. Equal rounds one after another share a row.
    CREATE TABLE sync_log (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      until INTEGER NOT NULL,
      times INTEGER NOT NULL,
      kind TEXT NOT NULL,
      count INTEGER NOT NULL,
      words TEXT NOT NULL
    ) STRICT;
  `,
};
