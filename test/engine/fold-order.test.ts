import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoredEvent } from '../../contract/events/envelope.ts';
import { type Device, eventsOf, makeDevice, rebuiltTablesOf, receiveBatch, tablesOf } from './devices.ts';
import { histories, play } from './histories.ts';
import { difference } from './tables.ts';

/** How the same events may arrive: shuffled, some twice, cut into batches. */
const arrivals = fc.record({
  order: fc.array(fc.nat(0xffff), { minLength: 60, maxLength: 60 }),
  again: fc.array(fc.nat(200), { maxLength: 10 }),
  cuts: fc.array(fc.nat(200), { maxLength: 8 }),
});
type Arrival = typeof arrivals extends fc.Arbitrary<infer A> ? A : never;

function arrange(events: readonly StoredEvent[], { order, again, cuts }: Arrival): StoredEvent[][] {
  const repeated = events.length === 0 ? [] : again.flatMap((n) => events[n % events.length] ?? []);
  const keyed = [...events, ...repeated].map((event, index) => ({
    event,
    key: order[index % order.length] ?? 0,
  }));
  const shuffled = keyed.toSorted((a, b) => a.key - b.key).map(({ event }) => event);
  const edges = [0, ...cuts.map((cut) => cut % (shuffled.length + 1)).sort((a, b) => a - b), shuffled.length];
  return edges.slice(1).map((edge, index) => shuffled.slice(edges[index], edge));
}

function fedWith(batches: readonly (readonly StoredEvent[])[]): Device {
  const device = makeDevice();
  for (const batch of batches) receiveBatch(device, batch);
  return device;
}

test('every order, repetition and split of the same events gives the same tables, byte for byte', () => {
  fc.assert(
    fc.property(histories, arrivals, arrivals, (steps, one, other) => {
      const { events } = play(steps);
      const reference = tablesOf(fedWith([events]));
      expect(difference(tablesOf(fedWith(arrange(events, one))), reference)).toBeNull();
      expect(difference(tablesOf(fedWith(arrange(events, other))), reference)).toBeNull();
    }),
    { numRuns: 150 },
  );
});

test('events that come one by one, last first, give the same tables', () => {
  fc.assert(
    fc.property(histories, (steps) => {
      const { events } = play(steps);
      const backwards = events.toReversed().map((event) => [event]);
      expect(difference(tablesOf(fedWith(backwards)), tablesOf(fedWith([events])))).toBeNull();
    }),
    { numRuns: 60 },
  );
});

test('what a PC wrote and folded itself equals what another makes of it', () => {
  fc.assert(
    fc.property(histories, arrivals, (steps, arrival) => {
      const { devices, events } = play(steps);
      const reference = tablesOf(fedWith([events]));
      for (const device of devices) {
        // Before it learns the rest: its own cut of the events, folded elsewhere.
        expect(difference(tablesOf(fedWith([eventsOf(device)])), tablesOf(device))).toBeNull();
        for (const batch of arrange(events, arrival)) receiveBatch(device, batch);
        expect(difference(tablesOf(device), reference)).toBeNull();
      }
    }),
    { numRuns: 100 },
  );
});

test('a rebuild gives the tables that were there, and so does a second one', async () => {
  await fc.assert(
    fc.asyncProperty(histories, arrivals, async (steps, arrival) => {
      const device = fedWith(arrange(play(steps).events, arrival));
      const before = tablesOf(device);
      expect(difference(await rebuiltTablesOf(device), before)).toBeNull();
      expect(difference(await rebuiltTablesOf(device), before)).toBeNull();
    }),
    { numRuns: 60 },
  );
});

test('the histories hold what the rules are about: late news after decisions, double sales, what is unreadable', () => {
  const samples = fc.sample(histories, { numRuns: 300, seed: 1 }).map((steps) => play(steps).events);
  const tables = samples.map((events) => tablesOf(fedWith([events])));
  const holding = (pattern: RegExp) => tables.filter((dump) => pattern.test(dump)).length;
  expect(holding(/^card .*,1,"[0-9a-f]{64}"\]$/m), 'late cards').toBeGreaterThan(10);
  expect(holding(/^card .*"A-a{12}\.\d,A-a{12}\.\d/m), 'double sales').toBeGreaterThan(5);
  const again = /^card .*,[01],"[^"]*","[^"]+","[^"]*","[^"]*",[01],"[0-9a-f]{64}"\]$/m;
  expect(holding(again), 'cards taken in twice').toBeGreaterThan(5);
  const text = (event: StoredEvent) => Buffer.from(event.bytes).toString();
  const strange = samples.filter((events) => events.some((event) => text(event).includes('cards.exchanged')));
  expect(strange.length).toBeGreaterThan(20);
  const noRun = samples.filter((events) => events.some((event) => text(event).includes('"钦"')));
  expect(noRun.length, 'runs that are none').toBeGreaterThan(20);
});
