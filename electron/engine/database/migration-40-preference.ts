import type { Migration } from './migrate.ts';

/** What a person likes on this PC, e.g. large type. It is told to nobody else and is no fact, so no event holds it. */
export const migration40: Migration = {
  number: 40,
  sql: `
    CREATE TABLE preference (
      person TEXT NOT NULL,
      name TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (person, name)
    ) STRICT, WITHOUT ROWID;
  `,
};
