import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Certificate } from '../../contract/city.ts';
import type { StoredEvent } from '../../contract/events/envelope.ts';
import { verifyAll, verifyTails } from '../../electron/engine/journal/verify.ts';
import { createBooks } from '../../electron/engine/sync/books.ts';
import { type Taken, takeBatch } from '../../electron/engine/sync/take-batch.ts';
import { type Batch, packBatch } from '../../wire/batch.ts';
import { signDevice, signIssuer } from '../../wire/certificate.ts';
import { decodeEvent, streamName } from '../../wire/encode.ts';
import { publicKeyOf } from '../../wire/keys.ts';
import {
  appendOwn,
  type Device,
  eventsOf,
  makeDevice,
  onDatabase,
  receiveBatch,
  tablesOf,
} from './devices.ts';
import { histories, play } from './histories.ts';
import { difference } from './tables.ts';

const secret = new Uint8Array(32).fill(7);
const issuer = signIssuer(secret, '0'.repeat(32), publicKeyOf(secret));
const at = (point: string): Certificate =>
  signDevice(secret, issuer, {
    ...{ kind: 'device', realm: '0'.repeat(32), publicKey: publicKeyOf(secret), point, workplace: point },
    ...{ pc: 1, capabilities: ['sell', 'publish'], epoch: 1 },
  });
const [city, county] = [at('QZ'), at('LS')];
/** As histories.ts seats its PCs. */
const certificateOf = ({ header }: Batch) => (header.device.startsWith('2') ? county : city);

/** Every stream of a history, cut into batches at those places. Streams that a restored PC wrote twice are branches. */
function batchesOf(events: readonly StoredEvent[], cuts: readonly number[]): readonly Batch[] {
  const opened = events.map((event) => ({ ...event, decoded: decodeEvent(event.bytes, event.personal) }));
  const streams = Map.groupBy(opened, ({ decoded: { envelope } }) =>
    streamName(envelope.incarnation, envelope.audience),
  );
  return [...streams.values()].flatMap((stream, index) => {
    const ordered = stream.toSorted((a, b) => a.decoded.envelope.position - b.decoded.envelope.position);
    const batches: (typeof ordered)[] = [];
    for (const event of ordered) {
      const [batch, before] = [batches.at(-1), batches.at(-1)?.at(-1)];
      const hangs = event.decoded.envelope.previous === before?.decoded.hash;
      const cut = cuts.includes((event.decoded.envelope.position + index) % 9);
      if (batch === undefined || !hangs || cut) batches.push([event]);
      else batch.push(event);
    }
    return batches.map((batch) => packBatch(batch, secret));
  });
}

const arrivals = fc.record({
  cuts: fc.array(fc.nat(8), { maxLength: 4 }),
  order: fc.array(fc.nat(0xffff), { minLength: 30, maxLength: 30 }),
  again: fc.array(fc.nat(100), { maxLength: 8 }),
});
type Arrival = typeof arrivals extends fc.Arbitrary<infer A> ? A : never;

function arrange(events: readonly StoredEvent[], { cuts, order, again }: Arrival): readonly Batch[] {
  const batches = batchesOf(events, cuts);
  const repeated = batches.length === 0 ? [] : again.flatMap((n) => batches[n % batches.length] ?? []);
  const keyed = [...batches, ...repeated].map((batch, index) => ({
    batch,
    key: order[index % order.length] ?? 0,
  }));
  return keyed.toSorted((a, b) => a.key - b.key).map(({ batch }) => batch);
}

async function fedWith(batches: readonly Batch[]): Promise<{ device: Device; taken: readonly Taken[] }> {
  const device = makeDevice();
  const shelves = { ...device, books: createBooks(device.db) };
  const taken: Taken[] = [];
  for (const batch of batches)
    taken.push(await takeBatch(shelves, { batch, place: null }, [certificateOf(batch)], device.world));
  return { device, taken };
}

test('every split, order and repetition of batches gives the tables that their order gives, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(histories, arrivals, arrivals, async (steps, one, other) => {
      const { events } = play(steps);
      const reference = await fedWith(batchesOf(events, []));
      for (const arrival of [one, other]) {
        const { device } = await fedWith(arrange(events, arrival));
        expect(difference(tablesOf(device), tablesOf(reference.device))).toBeNull();
      }
    }),
    { numRuns: 40 },
  );
});

test('a batch that comes a second time is known whole, and what was refused is refused again', async () => {
  await fc.assert(
    fc.asyncProperty(histories, arrivals, async (steps, arrival) => {
      const batches = batchesOf(play(steps).events, arrival.cuts);
      const { device, taken } = await fedWith(batches);
      const shelves = { ...device, books: createBooks(device.db) };
      for (const [index, batch] of batches.entries()) {
        const again = await takeBatch(shelves, { batch, place: null }, [certificateOf(batch)], device.world);
        expect(again).toMatchObject({ fresh: 0, forked: 0, refused: taken[index]?.refused });
        expect(again.known + again.refused).toBe(batch.header.count);
      }
    }),
    { numRuns: 20 },
  );
});

/** As a copied folder writes them: the same PC and the same beginning, and then each its own. */
function branches(): readonly [readonly Batch[], readonly Batch[]] {
  const identity = { ...someone, incarnation: 'A-123456123456' };
  const original = makeDevice(identity);
  for (let n = 0; n < 3; n++) openDay(original, n);
  const [whole, copy] = [original, makeDevice(identity)];
  receiveBatch(copy, eventsOf(original));
  const copied = onDatabase(copy.db, identity);
  for (let n = 3; n < 6; n++) openDay(whole, n);
  for (let n = 6; n < 10; n++) openDay(copied, n);
  return [batchesOf(eventsOf(whole), [1, 4]), batchesOf(eventsOf(copied), [2, 5])];
}
const someone = { realm: '0'.repeat(32), device: '1'.repeat(32), point: 'QZ', workplace: 'QZ', pc: 1 };

function openDay(device: Device, index: number): void {
  const day = `2014-05-${20 + index}`;
  appendOwn(
    device,
    {
      type: 'day.opened',
      payload: { device: '1'.repeat(32), day },
      entities: [{ kind: 'device', id: '1'.repeat(32) }],
    },
    { actor: 'sk01', approver: null, role: 'counter', request: `day-open-${index}`, businessDay: day },
  );
}

test('both branches of a copied PC are kept, in any order, and neither makes the journal look broken', async () => {
  const [one, other] = branches();
  const orders = [[...one, ...other], [...other, ...one], [...one, ...other].toReversed()];
  const fed = await Promise.all(orders.map(fedWith));
  for (const { device, taken } of fed) {
    expect(difference(tablesOf(device), tablesOf(fed[0]?.device ?? device))).toBeNull();
    expect(eventsOf(device)).toHaveLength(10);
    expect(taken.some(({ forked }) => forked > 0)).toBe(true);
    for (const slice of [1, 3, 200])
      expect(resultOf(verifyAll(device.db, 'A-ffffffffffff', slice))).toBe(true);
    expect(verifyTails(device.db, 'A-ffffffffffff')).toBe(true);
    device.db
      .prepare("UPDATE event SET bytes = CAST(replace(bytes, 'sk01', 'sk02') AS BLOB) WHERE id = 5")
      .run();
    expect(resultOf(verifyAll(device.db, 'A-ffffffffffff'))).toBe(false);
  }
});

function resultOf(check: Generator<number, boolean>): boolean {
  for (;;) {
    const { done, value } = check.next();
    if (done) return value;
  }
}

test('the histories hold what merging is about: much that is taken in, and some that is refused', async () => {
  const samples = fc
    .sample(histories, { numRuns: 20, seed: 1 })
    .map((steps) => batchesOf(play(steps).events, [3]));
  const fed = await Promise.all(samples.map(fedWith));
  const sum = (of: (taken: Taken) => number) =>
    fed.flatMap(({ taken }) => taken).reduce((total, one) => total + of(one), 0);
  expect(sum(({ fresh }) => fresh)).toBeGreaterThan(80);
  expect(sum(({ refused }) => refused)).toBeGreaterThan(20);
});
