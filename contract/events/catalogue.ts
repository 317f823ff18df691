import type { z } from 'zod';
import { cardsAccepted, cardsDispatched, cardsReceived, cardsWrittenOff } from './cards.ts';
import { deviceRevoked, discrepancyRaised, discrepancySettled, quarantineReleased } from './city.ts';
import { clockConfirmed, dayClosed, dayReported, shiftClosed, shiftOpened } from './closing.ts';
import { coursePublished } from './courses.ts';
import { employerContact, employerCorrected, employerRegistered } from './employers.ts';
import {
  goodsReturned,
  moneyRemitted,
  refundDecided,
  refundPaid,
  remittanceBanked,
  remittanceWithdrawn,
  returnSettled,
} from './money.ts';
import { heads, type Role } from './parts.ts';
import {
  accessDenied,
  accountChanged,
  accountClosed,
  accountLocked,
  accountOpened,
  accountReopened,
  personRegistered,
  secretReset,
} from './people.ts';
import { cityFounded, dayOpened, deviceEnrolled, pointOpened, workplaceOpened } from './points.ts';
import { policiesPublished } from './policies.ts';
import { postingRecorded, postingWithdrawn } from './posting.ts';
import {
  bookIssued,
  emergencyAllocated,
  emergencyVoided,
  receiptVoided,
  receiptWritten,
} from './registers.ts';
import { saleMade, saleReversed, slipPrinted } from './sales.ts';
import { textbooksAccepted, textbooksDispatched, textbooksReceived } from './textbooks.ts';

/**
 * The journal's vocabulary: per type its version, payload, personal fields, who may author it, and who sees it.
 * `audience: 'all'` are the city's settings; `'point'` belongs to the author's own point (the city sees everything);
 * `'named'` goes to the point its payload names, which only the city may choose freely (authority.ts).
 */
interface Entry<P extends z.ZodType = z.ZodType, F extends z.ZodType | null = z.ZodType | null> {
  readonly version: number;
  readonly payload: P;
  readonly personal: F;
  readonly audience: 'all' | 'point' | 'named';
  readonly authors: readonly (Role | 'device')[];
  /** Roles of which a second person confirms it on the spot with a secret of their own; null where one person is enough. */
  readonly approvers: readonly Role[] | null;
  /** A decision stands against late news (design.md §4) and carries `heads`. */
  readonly deciding: boolean;
}

function entry<P extends z.ZodType, F extends z.ZodType | null>(
  audience: Entry['audience'],
  authors: Entry['authors'],
  payload: P,
  personal: F,
  approvers: Entry['approvers'] = null,
): Entry<P, F> {
  const deciding = 'shape' in payload && (payload.shape as Record<string, unknown>)['heads'] === heads;
  return { version: 1, payload, personal, audience, authors, approvers, deciding };
}

const counter = ['counter', 'supervisor'] as const;
const supervisor = ['supervisor'] as const;
const administrator = ['administrator'] as const;
/** Whoever sits there, or the PC itself where nobody does. */
const anyone = ['device', 'counter', 'archivist', 'certificates', 'supervisor', 'administrator'] as const;

export const catalogue = {
  'city.founded': entry('all', ['device'], cityFounded, null),
  'point.opened': entry('all', ['device'], pointOpened, null),
  'workplace.opened': entry('all', ['device'], workplaceOpened, null),
  'device.enrolled': entry('all', ['device'], deviceEnrolled, null),
  'course.published': entry('all', ['device'], coursePublished, null),
  'policies.published': entry('all', ['device'], policiesPublished, null),
  'person.registered': entry('all', ['device', 'administrator'], personRegistered, null),
  'account.opened': entry('point', administrator, accountOpened, null),
  'account.changed': entry('point', administrator, accountChanged, null),
  'account.closed': entry('point', administrator, accountClosed, null),
  'account.reopened': entry('point', administrator, accountReopened, null),
  'account.locked': entry('point', anyone, accountLocked, null),
  'secret.reset': entry('point', anyone, secretReset, null),
  'access.denied': entry('point', anyone, accessDenied, null),
  'day.opened': entry('point', ['device', ...counter], dayOpened, null),
  'employer.registered': entry('point', [...counter, 'archivist'], employerRegistered, employerContact),
  'employer.corrected': entry('point', [...counter, 'archivist'], employerCorrected, employerContact),
  'cards.received': entry('point', ['device', ...counter], cardsReceived, null),
  'cards.dispatched': entry('point', counter, cardsDispatched, null),
  'cards.accepted': entry('point', counter, cardsAccepted, null),
  'cards.writtenOff': entry('point', ['supervisor'], cardsWrittenOff, null),
  'textbooks.received': entry('point', ['device', ...counter], textbooksReceived, null),
  'textbooks.dispatched': entry('point', counter, textbooksDispatched, null),
  'textbooks.accepted': entry('point', counter, textbooksAccepted, null),
  'sale.made': entry('point', counter, saleMade, null),
  'sale.reversed': entry('point', counter, saleReversed, null, ['supervisor']),
  'slip.printed': entry('point', counter, slipPrinted, null),
  'posting.recorded': entry('point', counter, postingRecorded, null),
  'posting.withdrawn': entry('point', counter, postingWithdrawn, null),
  'goods.returned': entry('point', counter, goodsReturned, null, supervisor),
  'return.settled': entry('point', supervisor, returnSettled, null),
  'refund.decided': entry('point', supervisor, refundDecided, null),
  'refund.paid': entry('point', supervisor, refundPaid, null),
  'receipts.issued': entry('point', ['device', ...counter], bookIssued, null),
  'receipt.voided': entry('point', counter, receiptVoided, null),
  'receipt.written': entry('point', counter, receiptWritten, null),
  'emergency.allocated': entry('point', ['device', ...counter], emergencyAllocated, null),
  'emergency.voided': entry('point', counter, emergencyVoided, null, supervisor),
  'shift.opened': entry('point', counter, shiftOpened, null),
  'shift.closed': entry('point', counter, shiftClosed, null, counter),
  'day.closed': entry('point', counter, dayClosed, null, counter),
  'day.reported': entry('point', supervisor, dayReported, null, counter),
  'money.remitted': entry('point', counter, moneyRemitted, null),
  'remittance.banked': entry('point', counter, remittanceBanked, null),
  'remittance.withdrawn': entry('point', supervisor, remittanceWithdrawn, null),
  'clock.confirmed': entry('point', anyone, clockConfirmed, null),
  'discrepancy.raised': entry('named', ['device'], discrepancyRaised, null),
  'discrepancy.settled': entry('named', ['device', 'supervisor'], discrepancySettled, null),
  'device.revoked': entry('all', ['device', 'administrator'], deviceRevoked, null),
  'quarantine.released': entry('named', ['device', 'supervisor'], quarantineReleased, null),
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
