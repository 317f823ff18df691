import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Certificate } from '../../contract/city.ts';
import type { StoredEvent } from '../../contract/events/envelope.ts';
import { createBooks } from '../../electron/engine/sync/books.ts';
import { type Taken, takeBatch } from '../../electron/engine/sync/take-batch.ts';
import { type Batch, packBatch } from '../../wire/batch.ts';
import { signDevice, signIssuer } from '../../wire/certificate.ts';
import { decodeEvent, streamName } from '../../wire/encode.ts';
import { publicKeyOf } from '../../wire/keys.ts';
import { type Device, makeDevice, tablesOf } from './devices.ts';
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
