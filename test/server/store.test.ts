import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KeptBatch, Rows, Store } from '../../server/store/store.ts';
import { counterSeat, countySeat, makePc, testCity } from './city.ts';
import { places, type StorePlace } from './stores.ts';

const city = testCity();
const { realm } = city.keys;
const pc = makePc(city, counterSeat, 'counter');
for (let n = 0; n < 30; n++) pc.day();
const { device, incarnation } = pc.identity;
const stream = { incarnation, audience: 'point:QZ' };

function kept(from: number, to: number, first = from): KeptBatch {
  const { header, packed } = pc.batch(from, to);
  return { header, packed: Buffer.from(packed), first, last: first + to - from };
}

async function add(rows: Rows, batch: KeptBatch, reason: string | null = null, name = 'point:QZ') {
  const mailbox = await rows.lockMailbox(name);
  await rows.addBatch(name, batch, reason);
  await rows.setMailbox({ ...mailbox, end: batch.last, lamport: batch.last });
}

let place: StorePlace;
let store: Store;

async function reopen(): Promise<void> {
  await store.close();
  store = await place.open(realm);
}

const promises: (readonly [name: string, check: () => Promise<void>])[] = [];
function promise(name: string, check: () => Promise<void>): void {
  promises.push([name, check]);
}

promise('gives back batches exactly, by mailbox and by stream, also after it was opened again', async () => {
  const batches = [kept(1, 3), kept(4, 4), kept(5, 9)];
  await store.change(async (rows) => {
    for (const batch of batches) await add(rows, batch);
  });
  await reopen();
  await store.look(async (rows) => {
    const read = (after: number, most = 100) => rows.batchesAfter('point:QZ', after, most);
    expect(await read(0)).toEqual(batches);
    expect(await read(0, 2)).toEqual(batches.slice(0, 2));
    // From the middle of a batch on: the batch whole, since its signature holds for all of it.
    for (const [after, from] of [
      [2, 0],
      [3, 1],
      [4, 2],
      [8, 2],
      [9, 3],
      [100, 3],
    ] as const)
      expect(await read(after)).toEqual(batches.slice(from));
    expect(await rows.batchesAfter('point:LS', 0, 100)).toEqual([]);
    for (const [position, at] of [
      [1, 0],
      [3, 0],
      [4, 1],
      [5, 2],
      [9, 2],
    ] as const)
      expect(await rows.batchAt(stream, position)).toEqual(batches[at]);
    expect(await rows.batchAt(stream, 10)).toBeNull();
    expect(await rows.mailboxes()).toEqual([{ name: 'point:QZ', end: 9, lamport: 9 }]);
  });
});

promise('tells branches from the stream, and each branch from the next', async () => {
  const clone = pc.clone();
  const branch = clone.batch(2, 3);
  await store.change(async (rows) => {
    await add(rows, kept(1, 3));
    await add(rows, { ...branch, first: 1, last: 2 }, 'FORK', 'quarantine');
    await add(rows, { ...kept(4, 4), first: 3, last: 3 }, 'ROLE', 'quarantine');
    expect((await rows.batchAt(stream, 3))?.header).toEqual(kept(1, 3).header);
    expect((await rows.batchAt(stream, 4))?.header).toEqual(kept(4, 4).header);
    expect(await rows.hasBranch(branch.header)).toBe(true);
    expect(await rows.hasBranch(kept(2, 3).header)).toBe(true);
    expect(await rows.hasBranch(kept(3, 3).header)).toBe(false);
  });
});

promise('keeps all of a change or nothing of it', async () => {
  const failing = store.change(async (rows) => {
    await rows.lockLife(incarnation, device);
    await rows.setHead(stream, { position: 3, hash: 'x', number: 3, lamport: 3 });
    await add(rows, kept(1, 3));
    throw new Error('no more');
  });
  await expect(failing).rejects.toThrow('no more');
  await store.look(async (rows) => {
    expect([await rows.head(stream), await rows.mailboxes()]).toEqual([null, []]);
  });
  const head = { position: 3, hash: 'x', number: 3, lamport: Number.MAX_SAFE_INTEGER };
  await store.change(async (rows) => {
    await rows.lockLife(incarnation, device);
    await rows.setHead(stream, { ...head, position: 2 });
    await rows.setHead(stream, head);
  });
  await reopen();
  expect(await store.look((rows) => rows.head(stream))).toEqual(head);
});

promise('lets nobody see, or take a position of, a change that is under way', async () => {
  const seen: unknown[] = [];
  const changes = Array.from({ length: 8 }, (_, n) =>
    store.change(async (rows) => {
      const mailbox = await rows.lockMailbox('all');
      await new Promise((resolve) => setImmediate(resolve));
      await rows.setMailbox({ ...mailbox, end: mailbox.end + 1 });
      if (n % 4 === 3) throw new Error('undone');
      return mailbox.end + 1;
    }),
  );
  const settled = Promise.allSettled(changes);
  for (let n = 0; n < 8; n++) seen.push((await store.look((rows) => rows.mailboxes()))[0]?.end ?? 0);
  const given = (await settled).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(given.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await store.look((rows) => rows.mailboxes())).toMatchObject([{ end: 6 }]);
  expect(seen).toEqual(seen.toSorted((a, b) => Number(a) - Number(b)));
});

promise('gives a life to the device that wrote first, and remembers that it broke', async () => {
  const other = 'e'.repeat(32);
  await store.change(async (rows) => {
    expect(await rows.lockLife(incarnation, device)).toEqual({ device, broken: false });
    expect(await rows.lockLife(incarnation, other)).toEqual({ device, broken: false });
    await rows.markBroken(incarnation);
  });
  await store.change(async (rows) => {
    expect(await rows.lockLife(incarnation, other)).toEqual({ device, broken: true });
  });
});

promise('knows devices, and up to where a revoked one is trusted', async () => {
  const known = { device, certificate: pc.certificate, registeredAt: 1_700_000_000_000, revokedAt: null };
  await store.change(async (rows) => {
    expect(await rows.lockDevice(device)).toBeNull();
    await rows.setDevice(known);
    await rows.lockLife(incarnation, device);
    await rows.setHead(stream, { position: 7, hash: 'x', number: 7, lamport: 7 });
    await rows.trustWhatIsHeld(device);
    await rows.setDevice({ ...known, revokedAt: 1_700_000_000_001 });
    await rows.setHead(stream, { position: 9, hash: 'y', number: 9, lamport: 9 });
    await rows.trustWhatIsHeld(device);
  });
  await store.look(async (rows) => {
    expect(await rows.device(device)).toEqual({ ...known, revokedAt: 1_700_000_000_001 });
    expect(await rows.devices()).toHaveLength(1);
    expect(await rows.trustedUpTo(stream)).toBe(7);
    expect(await rows.trustedUpTo({ ...stream, audience: 'all' })).toBe(0);
  });
});

promise('keeps codes and spent challenges until their time is over, and used codes for good', async () => {
  const code = { seat: countySeat, expires: 100, usedBy: null };
  await store.change(async (rows) => {
    await rows.addCode('used', code);
    await rows.addCode('open', code);
    await rows.useCode('used', 'key');
    expect(await rows.spendChallenge('nonce', 100)).toBe(true);
    expect(await rows.spendChallenge('nonce', 100)).toBe(false);
    await rows.dropExpired(100);
    expect(await rows.lockCode('open')).toEqual(code);
    expect(await rows.spendChallenge('nonce', 100)).toBe(false);
    await rows.dropExpired(101);
    expect(await rows.lockCode('open')).toBeNull();
    expect(await rows.lockCode('used')).toEqual({ ...code, usedBy: 'key' });
    expect(await rows.spendChallenge('nonce', 200)).toBe(true);
  });
});

promise('begins its epochs one after the other', async () => {
  expect(await store.look((rows) => rows.epoch())).toBe(1);
  expect(await store.change((rows) => rows.beginEpoch())).toBe(2);
  await reopen();
  expect(await store.look((rows) => rows.epoch())).toBe(2);
});

promise('is of one city alone', async () => {
  await store.close();
  await expect(place.open('0'.repeat(32))).rejects.toThrow('another city');
  store = await place.open(realm);
});

describe.each(places)('the store on %s', (_name, makePlace) => {
  beforeEach(async () => {
    place = await makePlace();
    store = await place.open(realm);
  });
  afterEach(async () => {
    await store.close();
    await place.drop();
  });

  test.each(promises)('%s', (_promise, check) => check());
});
