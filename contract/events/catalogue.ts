import type { z } from 'zod';
import { cardsAccepted, cardsDispatched, cardsReceived, cardsWrittenOff } from './cards.ts';
import { coursePublished } from './courses.ts';
import { employerContact, employerRegistered } from './employers.ts';
import { heads, type Role } from './parts.ts';
import { personRegistered } from './people.ts';
import { cityFounded, dayOpened, deviceEnrolled, pointOpened, workplaceOpened } from './points.ts';
import { saleMade, saleReversed, slipPrinted } from './sales.ts';
import { textbooksReceived } from './textbooks.ts';

/**
 * The journal's vocabulary: per type its version, payload, personal fields, who may author it, and who sees it.
 * `audience: 'all'` are the city's settings; `'point'` belongs to the author's own point (the city sees everything).
 */
interface Entry<P extends z.ZodType = z.ZodType, F extends z.ZodType | null = z.ZodType | null> {
  readonly version: number;
  readonly payload: P;
  readonly personal: F;
  readonly audience: 'all' | 'point';
  readonly authors: readonly (Role | 'device')[];
  /** A decision stands against late news (design.md §4) and carries `heads`. */
  readonly deciding: boolean;
}

function entry<P extends z.ZodType, F extends z.ZodType | null>(
  audience: 'all' | 'point',
  authors: Entry['authors'],
  payload: P,
  personal: F,
): Entry<P, F> {
  const deciding = 'shape' in payload && (payload.shape as Record<string, unknown>)['heads'] === heads;
  return { version: 1, payload, personal, audience, authors, deciding };
}

const counter = ['counter', 'supervisor'] as const;

export const catalogue = {
  'city.founded': entry('all', ['device'], cityFounded, null),
  'point.opened': entry('all', ['device'], pointOpened, null),
  'workplace.opened': entry('all', ['device'], workplaceOpened, null),
  'device.enrolled': entry('all', ['device'], deviceEnrolled, null),
  'course.published': entry('all', ['device'], coursePublished, null),
  'person.registered': entry('all', ['device', 'administrator'], personRegistered, null),
  'day.opened': entry('point', ['device', ...counter], dayOpened, null),
  'employer.registered': entry('point', [...counter, 'archivist'], employerRegistered, employerContact),
  'cards.received': entry('point', ['device', ...counter], cardsReceived, null),
  'cards.dispatched': entry('point', counter, cardsDispatched, null),
  'cards.accepted': entry('point', counter, cardsAccepted, null),
  'cards.writtenOff': entry('point', ['supervisor'], cardsWrittenOff, null),
  'textbooks.received': entry('point', ['device', ...counter], textbooksReceived, null),
  'sale.made': entry('point', counter, saleMade, null),
  'sale.reversed': entry('point', ['supervisor'], saleReversed, null),
  'slip.printed': entry('point', counter, slipPrinted, null),
} as const satisfies Record<string, Entry>;

export type EventType = keyof typeof catalogue;
export type Payload<T extends EventType> = z.infer<(typeof catalogue)[T]['payload']>;
export type Personal<T extends EventType> = (typeof catalogue)[T]['personal'] extends z.ZodType
  ? z.infer<(typeof catalogue)[T]['personal']>
  : null;

/** Whether this program can read an event of that type and version; others are kept, passed on and marked. */
export function isReadable(type: string, version: number): type is EventType {
  return Object.hasOwn(catalogue, type) && catalogue[type as EventType].version === version;
}
