import type { Migration } from './migrate.ts';

/** `given`: set by somebody else, to be replaced by its owner at the next sign-in. The last sign-in is this PC's alone. */
export const migration30: Migration = {
  number: 30,
  sql: `
    ALTER TABLE pin ADD COLUMN given INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE pin ADD COLUMN signed_in_at INTEGER;
    ALTER TABLE pin ADD COLUMN signed_in_day TEXT;
  `,
};
