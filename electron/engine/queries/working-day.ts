import { dayInShanghai } from '../../../contract/domain/calendar.ts';
import type { Engine } from '../commands/command.ts';
import { businessDayOf, cityOf } from './state.ts';

type Here = Pick<Engine, 'db' | 'journal' | 'world'>;

/** The day on which something is written here: the one confirmed last; before the first of a PC, the wall's. */
export function workingDayOf({ db, journal, world }: Here): string {
  return businessDayOf(db, journal.identity.device) || dayInShanghai(world.clock.now());
}

/** The wall's day where it is still to be confirmed: later than the last one, in a city that follows the wall. */
export function dayToConfirm({ db, journal, world }: Here): string | null {
  if (cityOf(db).said.practice) return null;
  const wall = dayInShanghai(world.clock.now());
  return wall > businessDayOf(db, journal.identity.device) ? wall : null;
}
