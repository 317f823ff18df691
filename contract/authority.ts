import { catalogue, type EventType, isReadable } from './events/catalogue.ts';
import type { Envelope } from './events/envelope.ts';
import type { Capability } from './events/points.ts';

/** A device as its certificate describes it. */
export interface Author {
  readonly device: string;
  readonly point: string;
  readonly capabilities: readonly Capability[];
}

/**
 * Who may author a type of event (design.md §6). The person's role and the audience's kind stand in the catalogue; here
 * is what a device must be able to do, and which fields of the payload may only name the author's own.
 */
interface Rule {
  /** One of them is enough. */
  readonly capabilities: readonly Capability[];
  /** Fields that name a device, or a till of one: only the author's own. */
  readonly ownDevice?: readonly string[];
  /** Fields that name a point, store-room or shelf: only the author's own, or a till. */
  readonly ownPoint?: readonly string[];
  /** Where no person stands behind it, only a device with this capability. */
  readonly unattended?: Capability;
}

const publish: Rule = { capabilities: ['publish'] };
const anySeat: Rule = { capabilities: ['sell', 'archive', 'handOut', 'oversee', 'publish'] };
const counter: Rule = { capabilities: ['sell'] };
const oversee: Rule = { capabilities: ['oversee'] };
const ownTill: Rule = { capabilities: ['sell'], ownDevice: ['holder'] };

/** The one table of authorship. The server, every receiver and the simulation's oracle go by it. */
export const authority: Readonly<Record<EventType, Rule>> = {
  'city.founded': publish,
  'point.opened': publish,
  'workplace.opened': publish,
  'device.enrolled': publish,
  'course.published': publish,
  'policies.published': publish,
  'person.registered': publish,
  'account.opened': { ...anySeat, ownPoint: ['point'] },
  'account.changed': anySeat,
  'account.closed': anySeat,
  'account.reopened': anySeat,
  'account.locked': anySeat,
  'secret.reset': anySeat,
  'access.denied': anySeat,
  'day.opened': { ...anySeat, ownDevice: ['device'] },
  'employer.registered': { capabilities: ['sell', 'archive'] },
  'employer.corrected': { capabilities: ['sell', 'archive'] },
  'cards.received': { capabilities: ['sell'], ownPoint: ['holder'] },
  'cards.dispatched': { capabilities: ['sell'], ownPoint: ['from', 'destination'] },
  'cards.accepted': { capabilities: ['sell'], ownPoint: ['holder'] },
  'cards.writtenOff': { capabilities: ['sell'] },
  'textbooks.received': { capabilities: ['sell'], ownPoint: ['holder'] },
  'textbooks.dispatched': { capabilities: ['sell'], ownPoint: ['from', 'destination'] },
  'textbooks.accepted': { capabilities: ['sell'], ownPoint: ['holder'] },
  'sale.made': ownTill,
  'sale.reversed': counter,
  'slip.printed': anySeat,
  'posting.recorded': counter,
  'posting.withdrawn': counter,
  'goods.returned': { capabilities: ['sell'], ownPoint: ['shelf'] },
  'return.settled': counter,
  'refund.decided': counter,
  'refund.paid': counter,
  'receipts.issued': counter,
  'receipt.voided': counter,
  'receipt.written': counter,
  'emergency.allocated': counter,
  'emergency.voided': counter,
  'shift.opened': ownTill,
  'shift.closed': ownTill,
  'day.closed': { capabilities: ['sell'], ownDevice: ['device'] },
  'day.reported': { capabilities: ['sell'], ownPoint: ['point'] },
  'money.remitted': counter,
  'remittance.banked': counter,
  'remittance.withdrawn': counter,
  'clock.confirmed': { ...anySeat, ownDevice: ['device'] },
  'discrepancy.raised': oversee,
  'discrepancy.settled': { capabilities: ['sell', 'oversee'], unattended: 'oversee' },
  'device.revoked': publish,
  'quarantine.released': oversee,
};

/**
 * Why an event is quarantined; null where it is permitted. Codes, since only oversight reads them. The last three only
 * the server raises, which alone knows what it has seen: too high a lamport, after a revocation, a second branch.
 */
export type Objection =
  | 'AUDIENCE'
  | 'CAPABILITY'
  | 'ROLE'
  | 'REFERENCE'
  | 'APPROVER'
  | 'LAMPORT'
  | 'REVOKED'
  | 'FORK';

/**
 * The audience follows from type and author, never from what the sender says; of the few types that name their point,
 * from that name.
 */
export function audienceOf(
  type: EventType,
  author: Pick<Author, 'point'>,
  payload: Readonly<Record<string, unknown>>,
): string {
  const { audience } = catalogue[type];
  if (audience === 'all') return 'all';
  return `point:${audience === 'named' ? String(payload['point']) : author.point}`;
}

/**
 * Rules on one event of that author. A type or version this program can't read yet is passed on within what its author
 * could say at all: to its own point, to any point from oversight, and to everyone only from whoever publishes.
 */
export function objectionTo(event: Envelope, author: Author): Objection | null {
  const { type, version, audience, role, approver, actor, payload } = event;
  if (!isReadable(type, version)) return mayReach(audience, author) ? null : 'AUDIENCE';
  const rule = authority[type];
  if (audience !== audienceOf(type, author, payload)) return 'AUDIENCE';
  if (audience !== 'all' && !mayReach(audience, author)) return 'AUDIENCE';
  if (!rule.capabilities.some((one) => author.capabilities.includes(one))) return 'CAPABILITY';
  const { authors, approvers } = catalogue[type];
  if (!(authors as readonly string[]).includes(role)) return 'ROLE';
  const { unattended } = rule;
  if (role === 'device' && unattended !== undefined && !author.capabilities.includes(unattended))
    return 'ROLE';
  if (approvers !== null && (approver === null || approver === actor)) return 'APPROVER';
  return refersToItself(rule, payload, author) ? null : 'REFERENCE';
}

function mayReach(audience: string, { point, capabilities }: Author): boolean {
  if (audience === 'all') return capabilities.includes('publish');
  return audience === `point:${point}` || capabilities.includes('oversee');
}

function refersToItself(
  { ownDevice = [], ownPoint = [] }: Rule,
  payload: Readonly<Record<string, unknown>>,
  { device, point }: Author,
): boolean {
  const isOwnDevice = (name: string) => [device, `till:${device}`].includes(String(payload[name]));
  const isOwnPlace = (name: string) => {
    const place = String(payload[name]);
    // Which till is of which point only the settings say; a till elsewhere is a discrepancy, not a lie (design.md §7).
    return place.startsWith('till:') || placesOf(point).includes(place);
  };
  return ownDevice.every(isOwnDevice) && ownPoint.every(isOwnPlace);
}

function placesOf(point: string): readonly string[] {
  return [point, `point:${point}`, `store:${point}`, `check:${point}`];
}

/** How far above the highest lamport the server has seen an event's may lie: many years of one busy city offline. */
export const LAMPORT_STEP = 100_000_000;
