import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import { isWithin } from '../../../contract/domain/calendar.ts';
import type { PersonState } from '../../../contract/domain/folds/person.ts';
import type {
  CityState,
  CourseState,
  DeviceState,
  PointState,
  PoliciesState,
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
export const policiesOf = (db: Db) => stateOf<PoliciesState>(db, 'policies', 'city')?.said ?? null;
export const courses = (db: Db) => allStates<CourseState>(db, 'course');
export const workplaces = (db: Db) => allStates<WorkplaceState>(db, 'workplace');
export const points = (db: Db) => allStates<PointState>(db, 'point');

/** Everybody whose account is known, in use or not. */
export function people(db: Db) {
  return allStates<PersonState>(db, 'person').flatMap(({ said, closed }) =>
    said === null ? [] : [{ said, closed }],
  );
}

/** A person's name for screens and papers; the bare id where the account's own news has not arrived. */
export function nameOf(db: Db, person: string): string {
  return personOf(db, person)?.said?.name ?? person;
}

/** The business day this PC confirmed last; empty before the first. */
export function businessDayOf(db: Db, device: string): string {
  return stateOf<DeviceState>(db, 'device', device)?.day ?? '';
}

/** Notice 三: a course's cards are sold and used between its dates, both included. */
export function isOpen(course: CourseState, day: string): boolean {
  const { from, to } = course.said;
  return isWithin(day as CalendarDay, from as CalendarDay, to as CalendarDay);
}

/** A textbook's title as the city published it; null for one it never did. */
export function titleOf(db: Db, textbook: string): string | null {
  const titles = courses(db).flatMap(({ said }) => said.textbooks);
  return titles.find((title) => title.textbook === textbook)?.title ?? null;
}
