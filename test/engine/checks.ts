import type { Db } from '../../electron/engine/database/open.ts';
import { readIdentity } from '../../electron/engine/journal/identity.ts';
import { verifyAll } from '../../electron/engine/journal/verify.ts';
import { rebuild } from '../../electron/engine/projections/rebuild.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { difference, dumpTables } from './tables.ts';

function ownIncarnation(db: Db): string {
  return readIdentity(db)?.incarnation ?? '';
}

/** Whether the whole chain holds. */
export function verifies(db: Db, own = ownIncarnation(db)): boolean {
  const check = verifyAll(db, own);
  for (;;) {
    const step = check.next();
    if (step.done) return step.value;
  }
}

/** Documents of this PC's present life, in the order of their serials, that break the row 1, 2, 3, … */
export function gapsInDocuments({ city }: Pick<Seat, 'city'>): string[] {
  const { db, journal } = city();
  const { point, pc, incarnation } = journal.identity;
  const series = `${point}${pc}${incarnation.split('-')[0]}-`;
  const all = db.prepare('SELECT id FROM document').pluck().all() as string[];
  const serialOf = (document: string) => Number(document.slice(document.lastIndexOf('-') + 1));
  return all
    .filter((document) => document.startsWith(series))
    .sort((a, b) => serialOf(a) - serialOf(b))
    .filter((document, index) => serialOf(document) !== index + 1);
}

/** Everything that would be half a state: null, or what is wrong. */
export async function halfState(seat: Pick<Seat, 'city' | 'world'>): Promise<string | null> {
  const { db, journal } = seat.city();
  if (!verifies(db)) return 'the chain is broken';
  const [gap] = gapsInDocuments(seat);
  if (gap !== undefined) return `documents are not gapless at ${gap}`;
  const before = dumpTables(db);
  await rebuild(db, journal, seat.world.timers, () => {});
  return difference(before, dumpTables(db));
}
