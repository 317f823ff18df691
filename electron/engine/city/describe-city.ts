import type { AppState, ClockQuestion } from '../../../contract/app/session.ts';
import { areasOf } from '../../../contract/domain/areas.ts';
import { timeInShanghai } from '../../../contract/domain/calendar.ts';
import type { ClockJump } from '../../../contract/domain/clock.ts';
import type { PointState } from '../../../contract/domain/folds/settings.ts';
import { roleNames } from '../../../contract/domain/roles.ts';
import type { Role } from '../../../contract/events/parts.ts';
import { practicePinOf } from '../people/pins.ts';
import { hasStoreRoom } from '../queries/places.ts';
import { businessDayOf, people, pointOf, points, workplaceOf } from '../queries/state.ts';
import { dayToConfirm } from '../queries/working-day.ts';
import type { OpenCity } from './open-city.ts';

/** What the page draws its frame and its sign-in from. */
export function describeCity(open: OpenCity): NonNullable<AppState['city']> {
  const { db, journal, city, warnings, clock } = open;
  const { point, workplace, pc, device } = journal.identity;
  const seat = workplaceOf(db, workplace)?.said;
  const place = pointOf(db, point)?.said;
  return {
    name: city.said.name,
    practice: city.said.practice,
    place: {
      code: workplace,
      name: [place?.name, seat?.name].filter(Boolean).join(' '),
      address: seat?.address ?? place?.address ?? '',
      phone: seat?.phone ?? place?.phone ?? null,
      pc,
    },
    businessDay: businessDayOf(db, device),
    severalTills: hasStoreRoom(db, point),
    people: people(db)
      .filter(({ said, closed }) => said.point === point && closed === null)
      // Whoever stands at this counter all day comes first.
      .toSorted((a, b) => rank(a.said.roles) - rank(b.said.roles))
      .map(({ said }) => ({
        id: said.person,
        name: said.name,
        roles: said.roles,
        practicePin: city.said.practice ? practicePinOf(db, said.person) : null,
      })),
    areas: [...areasOf(ownFirst(points(db), point))],
    // Where the point's own settings are missing nobody is from elsewhere.
    ownAreas: [...(place?.areas ?? areasOf(points(db)))],
    // A clock that can't be believed is looked at first.
    dayToConfirm: clock.jump() === null ? dayToConfirm(open) : null,
    warnings: [...warnings()],
    clock: inWords(clock.jump()),
  };
}

function inWords(jump: ClockJump | null): ClockQuestion | null {
  if (jump === null) return null;
  const { kind, seen, shown } = jump;
  return { kind, seen: timeInShanghai(seen), shown: timeInShanghai(shown) };
}

/** A clerk's own buyers come from the own point's areas. */
function ownFirst(all: readonly PointState[], own: string): readonly PointState[] {
  return all.toSorted((a, b) => Number(b.said.code === own) - Number(a.said.code === own));
}

function rank(roles: readonly Role[]): number {
  return Math.min(...roles.map((role) => Object.keys(roleNames).indexOf(role)));
}
