import type { Payload } from '../../events/catalogue.ts';
import type { FoldEvent } from '../event-order.ts';

/**
 * The city's settings: what was published last stands. `event` is the coordinate of the event that said so, which sales
 * name as the source of their price.
 */
export interface Published<P> {
  readonly said: P;
  readonly event: string;
}

function published<P>(event: FoldEvent): Published<P> {
  return { said: event.payload as P, event: `${event.incarnation}.${event.number}` };
}

export type CityState = Published<Payload<'city.founded'>>;
export type PointState = Published<Payload<'point.opened'>>;
export type WorkplaceState = Published<Payload<'workplace.opened'>>;
export type CourseState = Published<Payload<'course.published'>>;
export type PoliciesState = Published<Payload<'policies.published'>>;

/** There is one genesis: whatever claims to be a second one changes nothing. */
export function foldCity(state: CityState | null, event: FoldEvent): CityState {
  return state ?? published(event);
}
export function foldPoint(_state: PointState | null, event: FoldEvent): PointState {
  return published(event);
}
export function foldWorkplace(_state: WorkplaceState | null, event: FoldEvent): WorkplaceState {
  return published(event);
}
export function foldCourse(_state: CourseState | null, event: FoldEvent): CourseState {
  return published(event);
}

export function foldPolicies(_state: PoliciesState | null, event: FoldEvent): PoliciesState {
  return published(event);
}

/** A PC with its certificate's facts and the last business day it confirmed, which never goes back. */
export interface DeviceState {
  readonly enrolled: Payload<'device.enrolled'> | null;
  readonly day: string;
  /** 注销: up to where its streams are believed; what was said first stands. */
  readonly revoked: Payload<'device.revoked'> | null;
}

export function foldDevice(state: DeviceState | null, event: FoldEvent): DeviceState {
  const device = state ?? { enrolled: null, day: '', revoked: null };
  if (event.type === 'device.enrolled') {
    return { ...device, enrolled: event.payload as Payload<'device.enrolled'> };
  }
  if (event.type === 'device.revoked') {
    return { ...device, revoked: device.revoked ?? (event.payload as Payload<'device.revoked'>) };
  }
  const { day } = event.payload as Payload<'day.opened'>;
  return { ...device, day: day > device.day ? day : device.day };
}
