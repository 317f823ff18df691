import fc from 'fast-check';
import type { Envelope, StoredEvent } from '../../contract/events/envelope.ts';
import { encodeEnvelope } from '../../wire/encode.ts';
import { appendOwn, type Device, eventsOf, makeDevice, onDatabase, receiveBatch } from './devices.ts';
import { draftOf, employerDraft, entityId, rangeFrom } from './history-facts.ts';

/**
 * Histories of several PCs, lawful or not: cards sold before they came, twice, or never received; reversals of sales
 * nobody made; decisions that have seen much, little or nothing; papers that share a number; PCs that were restored.
 */
export interface Step {
  readonly does: (typeof deeds)[number];
  readonly device: number;
  readonly other: number;
  readonly card: number;
  readonly length: number;
  readonly id: number;
}

/** What happens to cards is listed three times over: that is where orders matter most. */
const cardDeeds = [
  'cards.received',
  'cards.dispatched',
  'cards.accepted',
  'cards.writtenOff',
  'sale.made',
  'sale.reversed',
] as const;
const deeds = [
  ...cardDeeds,
  ...cardDeeds,
  ...cardDeeds,
  'slip.printed',
  'employer.registered',
  'course.published',
  'person.registered',
  'textbooks.received',
  'day.opened',
  'textbooks.dispatched',
  'textbooks.accepted',
  'account.opened',
  'account.changed',
  'account.closed',
  'account.reopened',
  'posting.recorded',
  'posting.withdrawn',
  'learn',
  'learn',
  'restore',
  'unreadable',
  'mistaken',
] as const;

const DEVICES = 3;

export const histories: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    does: fc.constantFrom(...deeds),
    device: fc.nat(DEVICES - 1),
    other: fc.nat(DEVICES - 1),
    card: fc.nat(23),
    length: fc.integer({ min: 1, max: 9 }),
    id: fc.nat(3),
  }),
  { minLength: 2, maxLength: 40 },
);

export interface History {
  readonly devices: readonly Device[];
  /** Of all devices, each once. */
  readonly events: readonly StoredEvent[];
}

export function play(steps: readonly Step[]): History {
  const devices = Array.from({ length: DEVICES }, (_, index) => makeDevice(identity(index, 0)));
  const strange = new Map<string, StoredEvent>();
  steps.forEach((step, index) => void take(devices, strange, step, index));
  const all = [...devices.flatMap(eventsOf), ...strange.values()];
  const events = [...new Map(all.map((event) => [Buffer.from(event.bytes).toString(), event])).values()];
  return { devices, events };
}

function take(devices: Device[], strange: Map<string, StoredEvent>, step: Step, index: number): void {
  const device = devices[step.device] as Device;
  if (step.does === 'learn') receiveBatch(device, eventsOf(devices[step.other] as Device));
  else if (step.does === 'restore')
    devices[step.device] = onDatabase(device.db, identity(step.device, index + 1));
  else if (step.does === 'unreadable')
    strange.set(String(index), strangeEvent(unreadable(step), index, strange.size));
  else if (step.does === 'mistaken')
    strange.set(String(index), strangeEvent(mistaken(step), index, strange.size));
  else {
    const circumstances = {
      actor: 'sk01',
      approver: null,
      role: 'counter' as const,
      request: `request-${index}`,
      businessDay: `2014-05-2${step.id}`,
    };
    if (step.does === 'employer.registered') appendOwn(device, employerDraft(step), circumstances);
    else appendOwn(device, draftOf(step, device), circumstances);
  }
}

function identity(index: number, life: number) {
  const incarnation = `${life === 0 ? 'A' : 'B'}-${String(index).repeat(6)}${String(life).padStart(6, '0')}`;
  const point = index === 2 ? 'LS' : 'QZ';
  return {
    realm: '0'.repeat(32),
    device: String(index).repeat(32),
    incarnation,
    point,
    workplace: point,
    pc: 1,
  };
}

type Strange = Pick<Envelope, 'type' | 'version' | 'payload' | 'entities'>;

/** An event of a newer program: it touches cards and a sale in ways this one can't know. */
function unreadable(step: Step): Strange {
  return {
    type: 'cards.exchanged',
    version: 3,
    payload: { why: '新版本' },
    entities: [
      { kind: 'card', ...rangeFrom(step) },
      { kind: 'sale', id: entityId(step.id) },
    ],
  };
}

/** Nothing keeps another program's mistake from naming cards that are none, or more than there are. */
function mistaken({ card }: Step): Strange {
  return {
    type: 'person.registered',
    version: 1,
    payload: { person: 'sk01', name: `黄${card}`, roles: ['counter'], point: 'QZ' },
    entities: [
      { kind: 'person', id: 'sk01' },
      { kind: 'card', first: '钦', last: '' },
      { kind: 'card', first: '0000000000', last: '9999999999' },
    ],
  };
}

/** On the one stream of the device that runs another program. */
function strangeEvent(fact: Strange, index: number, before: number): StoredEvent {
  const bytes = encodeEnvelope({
    realm: '0'.repeat(32),
    device: 'e'.repeat(32),
    incarnation: 'A-eeeeeeeeeeee',
    number: before + 1,
    audience: 'point:QZ',
    position: before + 1,
    previous: before === 0 ? '' : 'e'.repeat(64),
    lamport: index + 1,
    businessDay: '2014-05-20',
    at: 0,
    actor: 'sk01',
    approver: null,
    role: 'counter',
    request: `strange-${index}`,
    ...fact,
    private: null,
  });
  return { bytes, personal: null };
}
