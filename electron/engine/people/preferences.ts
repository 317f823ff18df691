import { type Look, look } from '../../../contract/domain/look.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { write } from '../database/write.ts';

const names = ['type', 'contrast', 'sounds'] as const satisfies readonly (keyof Look)[];

/** The look a person chose on this PC; null for whoever never chose one, or chose it in a program that knew others. */
export function lookOf(db: Db, person: string): Look | null {
  const rows = statement(db, 'SELECT name, value FROM preference WHERE person = ?').all(person) as {
    readonly name: string;
    readonly value: string;
  }[];
  const said = new Map(rows.map(({ name, value }) => [name, value]));
  const read = look.safeParse({
    type: said.get('type'),
    contrast: said.get('contrast'),
    sounds: said.get('sounds') === 'true',
  });
  return read.success ? read.data : null;
}

/** Keeps the look whole. The same look again changes nothing, so it needs no request id. */
export function keepLook(db: Db, person: string, chosen: Look): void {
  const keep = statement(
    db,
    `INSERT INTO preference (person, name, value) VALUES (?, ?, ?)
     ON CONFLICT (person, name) DO UPDATE SET value = excluded.value`,
  );
  write(db, () => {
    for (const name of names) keep.run(person, name, String(chosen[name]));
  });
}
