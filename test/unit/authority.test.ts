import { describe, expect, test } from 'vitest';
import { type Author, audienceOf, authority, objectionTo } from '../../contract/authority.ts';
import { catalogue, type EventType } from '../../contract/events/catalogue.ts';
import type { Envelope } from '../../contract/events/envelope.ts';
import { role } from '../../contract/events/parts.ts';
import { type Capability, capability } from '../../contract/events/points.ts';

const device = '1'.repeat(32);
const roles = ['device', ...role.options] as const;
const types = Object.keys(catalogue) as EventType[];

/** Said anew here, so that a slip in the table shows: what a PC may write that does not sell. */
const published = [
  'city.founded',
  'point.opened',
  'workplace.opened',
  'device.enrolled',
  'course.published',
  'policies.published',
  'person.registered',
  'device.revoked',
];
const byOversight = ['discrepancy.raised', 'quarantine.released'];
const byAnySeat = [
  'account.opened',
  'account.changed',
  'account.closed',
  'account.reopened',
  'account.locked',
  'secret.reset',
  'access.denied',
  'day.opened',
  'slip.printed',
  'clock.confirmed',
];
const byArchives = ['employer.registered', 'employer.corrected'];

function mayBeOf(type: EventType, capabilities: readonly Capability[], as: (typeof roles)[number]): boolean {
  const has = (one: Capability) => capabilities.includes(one);
  if (byOversight.includes(type)) return has('oversee');
  // A point's decision is a person's; only the city passes one on by itself.
  if (type === 'discrepancy.settled') return has('oversee') || (has('sell') && as !== 'device');
  if (published.includes(type)) return has('publish');
  if (byAnySeat.includes(type)) return capabilities.length > 0;
  return has('sell') || (byArchives.includes(type) && has('archive'));
}

function author(capabilities: readonly Capability[], point = 'QZ'): Author {
  return { device, point, capabilities };
}

/** Everything in it names the author's own. */
function eventOf(type: EventType, changes: Partial<Envelope> = {}): Envelope {
  const payload = {
    device,
    holder: `till:${device}`,
    point: 'QZ',
    from: 'store:QZ',
    destination: 'point:QZ',
    shelf: 'check:QZ',
  };
  return {
    realm: '0'.repeat(32),
    device,
    incarnation: 'A-000000000000',
    number: 1,
    audience: audienceOf(type, { point: 'QZ' }, payload),
    position: 1,
    previous: '',
    lamport: 1,
    businessDay: '2014-05-20',
    at: 0,
    actor: 'sk01',
    approver: catalogue[type].approvers === null ? null : 'zg01',
    role: catalogue[type].authors[0] as Envelope['role'],
    request: 'request-1',
    entities: [{ kind: 'city', id: 'city' }],
    type,
    version: 1,
    payload,
    private: null,
    ...changes,
  };
}

test('every type of event stands in the table of authorship, and nothing else', () => {
  expect(Object.keys(authority).toSorted()).toEqual(types.toSorted());
});

describe('role × capability × type', () => {
  test.each(types)('%s', (type) => {
    const wrong: string[] = [];
    for (const one of [...capability.options, null]) {
      for (const as of roles) {
        const capabilities = one === null ? [] : [one];
        const right =
          mayBeOf(type, capabilities, as) && (catalogue[type].authors as readonly string[]).includes(as);
        const objection = objectionTo(eventOf(type, { role: as }), author(capabilities));
        if ((objection === null) !== right) wrong.push(`${one} ${as}: ${objection}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('a county PC can not', () => {
  const county = author(['sell'], 'LS');
  const seller = author(['sell']);

  test.each(types)('write %s for another point, or for everyone who is not to see it', (type) => {
    const elsewhere = ['point:QZ', 'point:XX', 'all'].filter(
      (audience) => audience !== audienceOf(type, county, { point: 'LS' }),
    );
    for (const audience of elsewhere)
      expect(objectionTo(eventOf(type, { audience }), county)).toBe('AUDIENCE');
  });

  test.each([
    ['sale.made', { holder: `till:${'2'.repeat(32)}` }],
    ['shift.opened', { holder: 'store:QZ' }],
    ['shift.closed', { holder: `till:${'2'.repeat(32)}` }],
    ['day.opened', { device: '2'.repeat(32) }],
    ['day.closed', { device: '2'.repeat(32) }],
    ['clock.confirmed', { device: '2'.repeat(32) }],
    ['day.reported', { point: 'LS' }],
    ['account.opened', { point: 'LS' }],
    ['cards.received', { holder: 'store:LS' }],
    ['cards.dispatched', { from: 'store:LS', destination: 'store:LS' }],
    ['cards.accepted', { holder: 'store:LS' }],
    ['textbooks.received', { holder: 'store:LS' }],
    ['textbooks.accepted', { holder: 'store:LS' }],
    ['goods.returned', { shelf: 'check:LS' }],
    ['goods.returned', {}],
  ] as const)('name in %s what is another’s: %o', (type, payload) => {
    expect(objectionTo(eventOf(type, { payload }), seller)).toBe('REFERENCE');
  });

  test('publish a price, nor anything else of the city’s, whoever it says it is', () => {
    for (const type of published as EventType[])
      for (const as of roles) {
        const event = eventOf(type, { role: as });
        expect(objectionTo(event, author(['sell', 'archive', 'handOut', 'oversee']))).not.toBeNull();
      }
  });

  test.each(types.filter((type) => catalogue[type].approvers !== null))(
    'write %s without a second person',
    (type) => {
      expect(objectionTo(eventOf(type, { approver: null }), seller)).toBe('APPROVER');
      expect(objectionTo(eventOf(type, { approver: 'sk01' }), seller)).toBe('APPROVER');
    },
  );

  test('reach everyone by a type this program can’t read, but its own point', () => {
    const unknown = { type: 'learner.moved', version: 1 };
    const newer = { version: 2 };
    for (const change of [unknown, newer]) {
      const event = (audience: string) => eventOf('sale.made', { ...change, audience });
      expect(objectionTo(event('point:QZ'), seller)).toBeNull();
      expect(objectionTo(event('point:LS'), seller)).toBe('AUDIENCE');
      expect(objectionTo(event('all'), seller)).toBe('AUDIENCE');
      expect(objectionTo(event('all'), author(['publish']))).toBeNull();
    }
  });
});

test('the city says to any point what concerns it, and to everyone only what is published', () => {
  const city = author(['oversee'], 'QZ');
  const payload = { point: 'LS' };
  const raised = eventOf('discrepancy.raised', { audience: 'point:LS', payload });
  expect(objectionTo(raised, city)).toBeNull();
  expect(objectionTo(raised, author(['sell'], 'LS'))).toBe('CAPABILITY');
  expect(objectionTo({ ...raised, audience: 'all' }, city)).toBe('AUDIENCE');
  expect(objectionTo(eventOf('sale.made', { audience: 'point:LS' }), author(['oversee', 'sell']))).toBe(
    'AUDIENCE',
  );
});
