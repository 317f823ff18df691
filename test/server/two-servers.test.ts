import { afterEach, expect, test } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { openBatch } from '../../wire/batch.ts';
import {
  counterSeat,
  makePc,
  openSession,
  overseer,
  type Pc,
  testCity,
  testServer,
  unpacked,
} from './city.ts';
import { places, type StorePlace } from './stores.ts';

const city = testCity();
const open: Store[] = [];
const made: StorePlace[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
  for (const place of made.splice(0)) await place.drop();
});

function writer(pc: number): Pc {
  const made = makePc(city, { ...counterSeat, pc }, `writer ${pc}`);
  for (let n = 0; n < 12; n++) made.day();
  return made;
}

// SQLite's file belongs to one process, so there the two share it, as the calls of one process do.
test.each(places)(
  'two servers on one %s take in from many PCs at once, and positions leave no gap',
  async (name, make) => {
    const place = await make();
    made.push(place);
    const first = await place.open(city.keys.realm);
    const second = name === 'SQLite' ? first : await place.open(city.keys.realm);
    open.push(...new Set([first, second]));
    const servers = [testServer(first, city), testServer(second, city, 'second')];
    const writers = [1, 2, 3, 4].map(writer);
    const seen: number[] = [];
    const reading = followEnd(servers[1] ?? raise(), seen);
    await Promise.all(
      writers.flatMap((pc) =>
        // Each through both servers at once, as after a lost answer: what the other has taken is known or asked for.
        servers.map(async (server) => {
          const session = await openSession(server, pc);
          for (let from = 1; from <= 12; from += 3) {
            const answer = await session.push(pc.batch(from, from + 2));
            expect(['accepted', 'known', 'sendFrom']).toContain(answer.kind);
            if (answer.kind === 'sendFrom') from = answer.from - 3;
          }
        }),
      ),
    );
    reading.stop();
    await reading.done;
    const session = await openSession(servers[0] ?? raise(), makePc(city, overseer, 'overseer'));
    const answer = await session.client.pull({ epoch: 1, mailbox: 'point:QZ', after: 0 });
    const batches = await unpacked(answer);
    const places = batches.flatMap(({ first: from, last }) =>
      Array.from({ length: last - from + 1 }, (_, n) => from + n),
    );
    expect(places).toEqual(Array.from({ length: 48 }, (_, n) => n + 1));
    const hashes = batches.flatMap((batch) => openBatch(batch).map(({ decoded }) => decoded.hash));
    expect(hashes.toSorted()).toEqual(
      writers.flatMap((pc) => pc.events.map(({ decoded }) => decoded.hash)).toSorted(),
    );
    // A reader that goes by positions while others write has passed none by.
    expect(seen).toEqual(places.slice(0, seen.length));
  },
);

function raise(): never {
  throw new Error('no server');
}

/** Reads the mailbox by its cursor all the while. */
function followEnd(server: ReturnType<typeof testServer>, seen: number[]) {
  let going = true;
  async function follow(): Promise<void> {
    const { client } = await openSession(server, makePc(city, overseer, 'follower'));
    while (going) {
      const { batches } = await client.pull({ epoch: 1, mailbox: 'point:QZ', after: seen.at(-1) ?? 0 });
      for (const { first, last } of batches) for (let at = first; at <= last; at++) seen.push(at);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  function stop(): void {
    going = false;
  }
  return { done: follow(), stop };
}
