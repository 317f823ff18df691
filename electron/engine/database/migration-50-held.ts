import type { Migration } from './migrate.ts';

/** 挂单 and drafts: what lies on this PC's counter half done. Never part of the journal, never sent anywhere. */
export const migration50: Migration = {
  number: 50,
  sql: `
    CREATE TABLE held_sale (
      id TEXT PRIMARY KEY,
      person TEXT NOT NULL,
      day TEXT NOT NULL,
      at INTEGER NOT NULL,
      title TEXT NOT NULL,
      form TEXT NOT NULL,
      -- The cards are free again since this business day; empty while they are locked.
      released TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE TABLE held_card (
      held TEXT NOT NULL REFERENCES held_sale (id) ON DELETE CASCADE,
      series TEXT NOT NULL,
      first TEXT NOT NULL,
      last TEXT NOT NULL,
      PRIMARY KEY (series, first, held)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE draft (
      person TEXT NOT NULL,
      kind TEXT NOT NULL,
      form TEXT NOT NULL,
      PRIMARY KEY (person, kind)
    ) STRICT, WITHOUT ROWID;
  `,
};
