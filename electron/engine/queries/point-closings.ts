import type { DayCloseState, PointDayState } from '../../../contract/domain/folds/closing.ts';
import { isMissing, MOST_IN_REPORT } from '../../../contract/domain/point-day.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Identity } from '../journal/identity.ts';
import { lastClosing, unclosedDays } from './closed-days.ts';
import { enrolledAt, sellingPcs } from './places.ts';
import { businessDayOf, stateOf } from './state.ts';

export type ClosedDay = NonNullable<DayCloseState['closed']>;

/** Closings of one day by the PCs of a point, as far as they are known here, in the order of the PCs. */
export function closingsOn(db: Db, point: string, day: string): readonly ClosedDay[] {
  return enrolledAt(db, point).flatMap(({ device }) => closedOn(db, device, day) ?? []);
}

function closedOn(db: Db, device: string, day: string): ClosedDay | null {
  return stateOf<DayCloseState>(db, 'day_close', `${device}/${day}`)?.closed ?? null;
}

/** PCs of the own point that sell and have not closed a day, as far as is known here. */
export function missingOn(db: Db, own: Identity, day: string) {
  const pcs = sellingPcs(db, own.point).filter(({ device }) =>
    isMissing({
      closed: closedOn(db, device, day) !== null,
      closedLater: (lastClosing(db, device)?.closed?.day ?? '') > day,
      idle: device === own.device && !isUnclosed(db, own, day),
    }),
  );
  return pcs.map(({ device, workplace, pc }) => ({ device, workplace, pc }));
}

function isUnclosed(db: Db, { device, workplace, pc }: Identity, day: string): boolean {
  return unclosedDays(db, device, `${workplace}${pc}`, businessDayOf(db, device)).includes(day);
}

/** Business days of a point of which a closing is known, newest first. */
export function closedDaysOf(db: Db, point: string, most: number): readonly string[] {
  const devices = JSON.stringify(enrolledAt(db, point).map(({ device }) => device));
  return statement(
    db,
    `SELECT DISTINCT day FROM day_close WHERE device IN (SELECT value FROM json_each(?)) AND day IS NOT NULL
     ORDER BY day DESC LIMIT ?`,
  )
    .pluck()
    .all(devices, most) as string[];
}

/** Ids of closings that some report of the point holds: of its own day, or as 后到. */
const HELD = `SELECT (one.value ->> '$.device') || '/' || coalesce(one.value ->> '$.day', substr(p.id, @cut)) AS id
  FROM point_day p, json_each(p.state, '$.reports') r, json_each(r.value, @list) one
  WHERE p.id >= @from AND p.id < @to`;

const LATE = `SELECT c.id FROM day_close c WHERE c.id >= @device || '/' AND c.id < @device || '/' || @day
  AND c.id NOT IN (SELECT value FROM json_each(@held)) ORDER BY c.id LIMIT ${MOST_IN_REPORT}`;

/** 后到: closings of days before this one that no report of the point holds, earliest first. */
export function lateClosings(db: Db, point: string, day: string): readonly ClosedDay[] {
  const held = JSON.stringify(heldClosings(db, point));
  const late = enrolledAt(db, point).flatMap(({ device }) => {
    const ids = statement(db, LATE).pluck().all({ device, day, held }) as string[];
    return ids.flatMap((id) => stateOf<DayCloseState>(db, 'day_close', id)?.closed ?? []);
  });
  return late.toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day))).slice(0, MOST_IN_REPORT);
}

function heldClosings(db: Db, point: string): readonly string[] {
  // From `QZ/` up to what follows the slash in the alphabet.
  const range = { from: `${point}/`, to: `${point}0`, cut: point.length + 2 };
  return ['$.said.closings', '$.said.late'].flatMap(
    (list) =>
      statement(db, HELD)
        .pluck()
        .all({ ...range, list }) as string[],
  );
}

export function reportsOf(db: Db, point: string, day: string): PointDayState['reports'] {
  return stateOf<PointDayState>(db, 'point_day', `${point}/${day}`)?.reports ?? [];
}

/** Whether a report made now would say something else of the day than the last one. */
export function hasNews(db: Db, own: Identity, day: string): boolean {
  const last = reportsOf(db, own.point, day).at(-1)?.said;
  if (last === undefined) return true;
  const told = (list: readonly { readonly device: string }[]) =>
    list
      .map(({ device }) => device)
      .toSorted()
      .join();
  const changed = told(last.closings) !== told(closingsOn(db, own.point, day));
  return changed || told(last.missing) !== told(missingOn(db, own, day));
}
