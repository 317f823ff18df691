import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LAMPORT_STEP } from '../../contract/authority.ts';
import { catalogue, isReadable } from '../../contract/events/catalogue.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { openBatch } from '../../wire/batch.ts';
import {
  codeOf,
  counterSeat,
  countySeat,
  makePc,
  type OpenSession,
  openSession,
  overseer,
  type Pc,
  publishCourse,
  type TestServer,
  testCity,
  testServer,
  unpacked,
} from './city.ts';
import { type AnyEvent, packAnything } from './hostile.ts';

const city = testCity();
let store: Store;
let server: TestServer;
let county: Pc;
let session: OpenSession;
let office: OpenSession;
beforeEach(async () => {
  store = openSqliteStore(':memory:', new Uint8Array(32), city.keys.realm);
  server = testServer(store, city);
  await sitDown('county');
  office = await openSession(server, makePc(city, overseer, 'overseer'));
});
afterEach(() => store.close());

/** Another PC of the county, which has said nothing yet. */
async function sitDown(seed: string): Promise<void> {
  county = makePc(city, countySeat, seed);
  for (let n = 0; n < 6; n++) county.day();
  session = await openSession(server, county);
}

/** Each of the county PC's events as plain fields. */
const plain = (): AnyEvent[] => county.events.map(({ decoded }) => ({ ...decoded.envelope }));
const origin = (changes: object = {}) => ({
  ...(({ realm, device, incarnation }) => ({ realm, device, incarnation }))(county.identity),
  audience: 'point:LS',
  from: 1,
  previous: '',
  ...changes,
});

/** Where a batch goes on that follows the PC's event of that position. */
const after = (position: number) => ({
  from: position + 1,
  previous: county.events[position - 1]?.decoded.hash,
});

async function ends(): Promise<Record<string, number>> {
  const mailboxes = await store.look((rows) => rows.mailboxes());
  return Object.fromEntries(mailboxes.map(({ name, end }) => [name, end]));
}

/** What a mailbox holds, opened as a receiver opens it. */
async function held(mailbox: string) {
  const answer = await office.client.pull({ epoch: 1, mailbox, after: 0 });
  return (await unpacked(answer)).flatMap((batch) => openBatch(batch).map(({ decoded }) => decoded));
}

const bugs = () => server.lines.filter(({ event }) => event === 'trouble');

describe('whoever holds a county PC’s key, and writes what it likes', () => {
  const other = '2'.repeat(32);

  test('reaches nobody but its own point, by any audience it names', async () => {
    const event = plain().slice(0, 1);
    for (const audience of ['point:QZ', 'all'])
      expect(await session.push(packAnything(origin({ audience }), event, county.secret))).toMatchObject({
        kind: 'quarantined',
        reason: 'AUDIENCE',
      });
    expect(await ends()).toEqual({ quarantine: 2 });
  });

  test('publishes no price', async () => {
    publishCourse(county);
    expect(await session.push(county.batch(1, 1, 'all'))).toMatchObject({
      kind: 'quarantined',
      reason: 'CAPABILITY',
    });
    const event = { ...county.events.at(-1)?.decoded.envelope, number: 8, lamport: 8 };
    const disguised = packAnything(origin(), [event], county.secret);
    expect(await session.push(disguised)).toMatchObject({ kind: 'quarantined', reason: 'AUDIENCE' });
    expect(await ends()).toEqual({ quarantine: 2 });
  });

  test('takes no other PC’s name, incarnation or certificate', async () => {
    const victim = makePc(city, counterSeat, 'victim');
    victim.day();
    await (await openSession(server, victim)).push(victim.batch());
    const { incarnation, device } = victim.identity;
    const event = plain().slice(0, 1);
    const push = (changes: object) =>
      codeOf(session.push(packAnything(origin(changes), event, county.secret)));
    expect(await push({ device })).toBe('BATCH');
    expect(await push({ device, audience: 'point:QZ' })).toBe('MAILBOX');
    expect(await push({ device: other })).toBe('CERTIFICATE');
    expect(await push({ incarnation })).toBe('BATCH');
    expect(await push({ realm: other })).toBe('BATCH');
    const { header, packed } = packAnything(origin({ device: other }), event, county.secret);
    const withAuthor = { header, packed: new Blob([new Uint8Array(packed)]), author: county.certificate };
    expect(await codeOf(session.client.push(withAuthor))).toBe('CERTIFICATE');
    expect(await ends()).toEqual({ 'point:QZ': 1 });
  });

  test('raises the lamport by no more than a step, also not by trying again', async () => {
    const [first] = plain();
    const high = (number: number, lamport: number) => ({ ...first, number, lamport });
    const send = (from: number, previous: string, event: AnyEvent) => {
      const batch = packAnything(origin({ from, previous }), [event], county.secret);
      return { batch, answer: session.push(batch) };
    };
    const one = send(1, '', high(1, LAMPORT_STEP));
    expect(await one.answer).toMatchObject({ kind: 'accepted' });
    const two = send(2, one.batch.header.head, high(2, 2 * LAMPORT_STEP + 1));
    expect(await two.answer).toMatchObject({ kind: 'quarantined', reason: 'LAMPORT' });
    const three = send(3, two.batch.header.head, high(3, 2 * LAMPORT_STEP + 2));
    expect(await three.answer).toMatchObject({ kind: 'quarantined', reason: 'LAMPORT' });
    const back = send(4, three.batch.header.head, high(4, 5));
    expect(await codeOf(back.answer)).toBe('BATCH');
    expect(await ends()).toEqual({ 'point:LS': 1, quarantine: 2 });
  });
});

const strange = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('', '__proto__', 'point:QZ', 'till:x', -1, 0, 1.5, 2 ** 53, 1e300),
);
const field = fc.constantFrom(
  'number',
  'lamport',
  'businessDay',
  'at',
  'actor',
  'approver',
  'role',
  'request',
  'entities',
  'type',
  'version',
  'payload',
  'private',
  'price',
  'constructor',
);
const likely = fc.oneof(
  fc.record({ type: fc.constantFrom(...Object.keys(catalogue), 'learner.moved') }),
  fc.record({ role: fc.constantFrom('device', 'counter', 'supervisor', 'administrator') }),
  fc.record({ version: fc.constantFrom(1, 2) }),
  fc.record({
    payload: fc.record({ device: fc.constantFrom('2'.repeat(32)), day: fc.constant('2014-06-01') }),
  }),
  fc.record({ lamport: fc.integer({ min: 1, max: 2 * LAMPORT_STEP }) }),
  fc.tuple(field, strange).map(([name, value]) => ({ [name]: value })),
);
const header = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  fc.record({ audience: fc.constantFrom('all', 'point:QZ', 'point:XX') }),
  fc.record({ from: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ previous: fc.constantFrom('0'.repeat(64), '') }),
  fc.record({ incarnation: fc.constantFrom('A-0000000000aa', 'B-0000000000ab') }),
);

test('whatever is pushed, signed by a true key: nothing reaches a mailbox but what its author may write there, and nothing breaks', async () => {
  let runs = 0;
  const kinds = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      header,
      fc.array(fc.tuple(fc.nat(5), likely), { maxLength: 2 }),
      fc.integer({ min: 1, max: 5 }),
      async (changed, changes, count) => {
        await sitDown(`county ${++runs}`);
        await session.push(county.batch(1, 1));
        const events = plain().slice(1, 1 + count);
        for (const [at, change] of changes) events[at % count] = { ...events[at % count], ...change };
        const batch = packAnything(origin({ ...after(1), ...changed }), events, county.secret);
        const answer = await session.push(batch).then(
          (said) => said.kind,
          (error) => error.data?.code ?? error.code,
        );
        kinds.set(answer, (kinds.get(answer) ?? 0) + 1);
        expect([
          'accepted',
          'known',
          'sendFrom',
          'cut',
          'quarantined',
          'broken',
          'BATCH',
          'BAD_REQUEST',
        ]).toContain(answer);
      },
    ),
    { numRuns: 400, seed: 20 },
  );
  expect(bugs()).toEqual([]);
  expect([...kinds.keys()]).toEqual(
    expect.arrayContaining(['accepted', 'cut', 'quarantined', 'broken', 'BATCH']),
  );
  expect(Object.keys(await ends()).filter((name) => name !== 'quarantine')).toEqual(['point:LS']);
  for (const { envelope } of await held('point:LS')) {
    const { type, version, role, payload, device, audience } = envelope;
    expect(audience).toBe('point:LS');
    if (!isReadable(type, version)) continue;
    expect(catalogue[type].audience).toBe('point');
    expect(catalogue[type].authors).toContain(role);
    expect(catalogue[type].payload.safeParse(payload).success).toBe(true);
    if ('device' in payload) expect(payload['device']).toBe(device);
  }
  console.log(
    `400 hostile batches: ${[...kinds].map(([kind, times]) => `${kind} ${times}`).join(', ')}; accepted invalid 0, crashes 0`,
  );
});

test('whatever is pushed with bytes changed, cut or added: accepted whole and right, or not at all', async () => {
  const whole = county.batch();
  const kinds = new Map<string, number>();
  const damage = fc.oneof(
    fc.record({ at: fc.nat(whole.packed.length - 1), to: fc.nat(255) }).map(({ at, to }) => {
      const bytes = Buffer.from(whole.packed);
      bytes[at] = to;
      return bytes;
    }),
    fc.nat(whole.packed.length).map((length) => Buffer.from(whole.packed.subarray(0, length))),
    fc.uint8Array({ minLength: 1, maxLength: 64 }).map((more) => Buffer.concat([whole.packed, more])),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  );
  await fc.assert(
    fc.asyncProperty(damage, async (packed) => {
      const answer = await session.push({ ...whole, packed }).then(
        (said) => said.kind,
        (error) => error.data?.code ?? error.code,
      );
      kinds.set(answer, (kinds.get(answer) ?? 0) + 1);
      expect(['accepted', 'known', 'BATCH']).toContain(answer);
    }),
    { numRuns: 1_000, seed: 20 },
  );
  expect(bugs()).toEqual([]);
  const hashes = (await held('point:LS')).map(({ hash }) => hash);
  expect(county.events.map(({ decoded }) => decoded.hash).slice(0, hashes.length)).toEqual(hashes);
  expect(kinds.get('BATCH')).toBeGreaterThan(900);
});
