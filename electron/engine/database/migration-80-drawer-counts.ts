import type { Migration } from './migrate.ts';

/** Counts of the drawer that were handed in before a hand-over: each was told its difference, and none is forgotten. */
export const migration80: Migration = {
  number: 80,
  sql: `
    CREATE TABLE drawer_count (
      request TEXT PRIMARY KEY,
      -- The shift that was open, empty where nobody counted a float; and the end of the one before.
      shift TEXT NOT NULL,
      after INTEGER NOT NULL,
      person TEXT NOT NULL,
      -- What the journal held when it was counted.
      lamport INTEGER NOT NULL,
      count TEXT NOT NULL,
      counted_fen INTEGER NOT NULL,
      expected_fen INTEGER NOT NULL
    ) STRICT;
  `,
};
