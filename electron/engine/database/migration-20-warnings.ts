import type { Migration } from './migrate.ts';

/** What people must know about this PC until one of them settles it. Of this PC alone, so it is no event. */
export const migration20: Migration = {
  number: 20,
  sql: `
    CREATE TABLE warning (
      id TEXT PRIMARY KEY,
      code TEXT NOT NULL,
      happened TEXT NOT NULL,
      safe TEXT NOT NULL,
      todo TEXT NOT NULL,
      noticed_at INTEGER NOT NULL,
      -- Null while it stands. Settled ones are kept: who, when and why.
      settled_at INTEGER,
      settled_by TEXT,
      reason TEXT
    ) STRICT;
  `,
};
