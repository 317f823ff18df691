import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { write } from '../database/write.ts';

/** A half-filled form belongs to who fills it, and outlives reloads, restarts and a change of clerks. */
export function saveDraft(db: Db, person: string, kind: string, form: string): void {
  write(db, () => {
    if (form === '') statement(db, 'DELETE FROM draft WHERE person = ? AND kind = ?').run(person, kind);
    else
      statement(
        db,
        `INSERT INTO draft VALUES (?, ?, ?)
         ON CONFLICT (person, kind) DO UPDATE SET form = excluded.form WHERE form <> excluded.form`,
      ).run(person, kind, form);
  });
}

/** Empty when nothing is half filled. */
export function draftOf(db: Db, person: string, kind: string): string {
  const form = statement(db, 'SELECT form FROM draft WHERE person = ? AND kind = ?')
    .pluck()
    .get(person, kind);
  return (form as string | undefined) ?? '';
}
