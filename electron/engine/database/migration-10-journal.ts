import type { Migration } from './migrate.ts';

/**
 * The journal and what belongs to this PC alone. Tables folded from events are not here: they carry a fold version
 * and are rebuilt, never migrated.
 */
export const migration10: Migration = {
  number: 10,
  sql: `
    CREATE TABLE stream (
      id INTEGER PRIMARY KEY,
      device TEXT NOT NULL,
      incarnation TEXT NOT NULL,
      audience TEXT NOT NULL,
      UNIQUE (incarnation, audience)
    ) STRICT;

    CREATE TABLE event (
      id INTEGER PRIMARY KEY,
      hash BLOB NOT NULL,
      stream INTEGER NOT NULL REFERENCES stream (id),
      position INTEGER NOT NULL,
      number INTEGER NOT NULL,
      lamport INTEGER NOT NULL,
      readable INTEGER NOT NULL,
      request TEXT NOT NULL,
      bytes BLOB NOT NULL,
      personal BLOB,
      -- Hash of what the form asked for; null for events that came from elsewhere.
      asked BLOB
    ) STRICT;
    CREATE INDEX event_unreadable ON event (id) WHERE readable = 0;

    -- The journal's lookups may lag behind it: upto is the last event they hold (journal/lookups.ts).
    CREATE TABLE lookup (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      upto INTEGER NOT NULL
    ) STRICT;
    INSERT INTO lookup VALUES (1, 0);
    CREATE TABLE event_hash (
      hash BLOB PRIMARY KEY,
      event INTEGER NOT NULL REFERENCES event (id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE event_request (
      request TEXT NOT NULL,
      event INTEGER NOT NULL REFERENCES event (id),
      PRIMARY KEY (request, event)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE event_place (
      stream INTEGER NOT NULL,
      position INTEGER NOT NULL,
      event INTEGER NOT NULL REFERENCES event (id),
      PRIMARY KEY (stream, position, event)
    ) STRICT, WITHOUT ROWID;

    -- What an event touches: one entity, or a run of cards. span is the decimal length of the run's count, so that the
    -- runs covering one card are found by a few index ranges instead of a scan.
    CREATE TABLE touch (
      kind TEXT NOT NULL,
      span INTEGER NOT NULL,
      first TEXT NOT NULL,
      event INTEGER NOT NULL REFERENCES event (id),
      last TEXT NOT NULL,
      PRIMARY KEY (kind, span, first, event)
    ) STRICT, WITHOUT ROWID;

    -- Who this PC is. Letters count incarnations: a new one after every restore.
    CREATE TABLE identity (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      realm TEXT NOT NULL,
      device TEXT NOT NULL,
      private_key BLOB NOT NULL,
      incarnation TEXT NOT NULL,
      letter INTEGER NOT NULL,
      certificate TEXT NOT NULL,
      settings BLOB NOT NULL
    ) STRICT;

    -- PINs never leave the PC where they were set.
    CREATE TABLE pin (
      person TEXT PRIMARY KEY,
      hash TEXT NOT NULL,
      failures INTEGER NOT NULL DEFAULT 0,
      failed_at INTEGER NOT NULL DEFAULT 0,
      practice_pin TEXT
    ) STRICT;

    -- The fold version each family of tables was built with.
    CREATE TABLE family (
      name TEXT PRIMARY KEY,
      version INTEGER NOT NULL
    ) STRICT;
  `,
};
