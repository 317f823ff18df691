import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import { isWithin } from '../../../contract/domain/calendar.ts';
import type {
  CityState,
  CourseState,
  DeviceState,
  PersonState,
  PointState,
  WorkplaceState,
} from '../../../contract/domain/folds/settings.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';

/** The folded state of one entity, or null. The table name comes from code, never from input. */
export function stateOf<S>(db: Db, table: string, id: string): S | null {
  const state = statement(db, `SELECT state FROM ${table} WHERE id = ?`).pluck().get(id) as
    | string
    | undefined;
  return state === undefined ? null : JSON.parse(state);
}

export function allStates<S>(db: Db, table: string): readonly S[] {
  const states = statement(db, `SELECT state FROM ${table} ORDER BY id`).pluck().all() as string[];
  return states.map((state) => JSON.parse(state));
}

export function cityOf(db: Db): CityState {
  const city = stateOf<CityState>(db, 'city', 'city');
  if (city === null) throw new Error('no genesis event');
  return city;
}

export const pointOf = (db: Db, code: string) => stateOf<PointState>(db, 'point', code);
export const workplaceOf = (db: Db, code: string) => stateOf<WorkplaceState>(db, 'workplace', code);
export const courseOf = (db: Db, course: string) => stateOf<CourseState>(db, 'course', course);
export const personOf = (db: Db, person: string) => stateOf<PersonState>(db, 'person', person);
export const courses = (db: Db) => allStates<CourseState>(db, 'course');
export const points = (db: Db) => allStates<PointState>(db, 'point');
export const people = (db: Db) => allStates<PersonState>(db, 'person');

/** The business day this PC confirmed last; empty before the first. */
export function businessDayOf(db: Db, device: string): string {
  return stateOf<DeviceState>(db, 'device', device)?.day ?? '';
}

/** Notice 三: a course's cards are sold and used between its dates, both included. */
export function isOpen(course: CourseState, day: string): boolean {
  const { from, to } = course.said;
  return isWithin(day as CalendarDay, from as CalendarDay, to as CalendarDay);
}
