import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { openBatch } from '../../wire/batch.ts';
import {
  codeOf,
  counterSeat,
  countySeat,
  makePc,
  openSession,
  overseer,
  publishCourse,
  publisher,
  type TestServer,
  testCity,
  testServer,
  unpacked,
} from './city.ts';

const city = testCity();
let store: Store;
let server: TestServer;
beforeEach(() => {
  store = openSqliteStore(':memory:', new Uint8Array(32), city.keys.realm);
  server = testServer(store, city);
});
afterEach(() => store.close());

async function counter(seat = counterSeat, seed = 'counter') {
  const pc = makePc(city, seat, seed);
  return { pc, session: await openSession(server, pc) };
}

describe('what a device sends', () => {
  test('is accepted in order, and known when it comes again, whole or in part', async () => {
    const { pc, session } = await counter();
    for (let n = 0; n < 5; n++) pc.day();
    expect(await session.push(pc.batch(1, 3))).toEqual({ kind: 'accepted', upTo: 3 });
    expect(await session.push(pc.batch(4, 5))).toEqual({ kind: 'accepted', upTo: 5 });
    expect(await session.push(pc.batch(4, 5))).toEqual({ kind: 'known', upTo: 5 });
    expect(await session.push(pc.batch(2, 2))).toEqual({ kind: 'known', upTo: 2 });
    const { incarnation } = pc.identity;
    const heads = await session.client.heads([
      { incarnation, audience: 'point:QZ' },
      { incarnation, audience: 'all' },
    ]);
    expect(heads).toEqual([5, 0]);
  });

  test('after a gap, or from before the end, is asked for from the first the server lacks', async () => {
    const { pc, session } = await counter();
    for (let n = 0; n < 6; n++) pc.day();
    expect(await session.push(pc.batch(3, 4))).toEqual({ kind: 'sendFrom', from: 1 });
    await session.push(pc.batch(1, 3));
    expect(await session.push(pc.batch(2, 6))).toEqual({ kind: 'sendFrom', from: 4 });
    expect(await session.push(pc.batch(4, 6))).toEqual({ kind: 'accepted', upTo: 6 });
  });

  test.each([
    ['that ends within what is held', 3, 3],
    ['that overlaps', 2, 5],
    ['that follows', 4, 5],
  ])('of a cloned disk %s is a broken chain for both, and both branches are kept', async (_how, from, to) => {
    const { pc, session } = await counter();
    pc.day();
    const clone = pc.clone();
    for (let n = 0; n < 6; n++) pc.day();
    for (let n = 0; n < 6; n++) clone.day();
    await session.push(pc.batch(1, 3));
    expect(await session.push(clone.batch(from, to))).toEqual({ kind: 'broken' });
    expect(await session.push(clone.batch(from, to))).toEqual({ kind: 'broken' });
    expect(await session.push(pc.batch(4, 5))).toEqual({ kind: 'broken' });
    expect(await session.push(pc.batch(1, 3))).toEqual({ kind: 'known', upTo: 3 });
    const { session: office } = await counter(overseer, 'overseer');
    const aside = await office.client.pull({ epoch: 1, mailbox: 'quarantine', after: 0 });
    expect(aside.batches.map(({ header }) => [header.from, header.count])).toEqual([[from, to - from + 1]]);
  });

  test('is cut at an event it may not write, which alone is kept aside, and what follows is taken', async () => {
    const { pc, session } = await counter();
    const { device } = pc.identity;
    const other = { type: 'day.opened', payload: { device: 'f'.repeat(32), day: '2014-06-01' } } as const;
    pc.day();
    pc.day();
    pc.write({ ...other, entities: [{ kind: 'device', id: device }] }, { role: 'device', actor: 'device' });
    pc.day();
    expect(await session.push(pc.batch())).toEqual({ kind: 'cut', before: 3 });
    expect(await session.push(pc.batch(1, 2))).toEqual({ kind: 'accepted', upTo: 2 });
    expect(await session.push(pc.batch(3))).toEqual({ kind: 'cut', before: 3 });
    expect(await session.push(pc.batch(3, 3))).toEqual({ kind: 'quarantined', upTo: 3, reason: 'REFERENCE' });
    expect(await session.push(pc.batch(3, 3))).toEqual({ kind: 'known', upTo: 3 });
    expect(await session.push(pc.batch(4))).toEqual({ kind: 'accepted', upTo: 4 });
    const mine = await session.client.pull({ epoch: 1, mailbox: 'point:QZ', after: 0 });
    expect(mine.batches.map(({ first, last }) => [first, last])).toEqual([
      [1, 2],
      [3, 3],
    ]);
    expect(mine.end).toBe(3);
  });
});

describe('what a device reads', () => {
  test('is its point and the city, byte for byte as it was signed, from any position on', async () => {
    const { pc, session } = await counter();
    const { pc: office, session: publishing } = await counter(publisher, 'publisher');
    for (let n = 0; n < 4; n++) pc.day();
    publishCourse(office);
    const sent = [pc.batch(1, 2), pc.batch(3, 4)];
    for (const batch of sent) await session.push(batch);
    expect(await publishing.push(office.batch(1, 1, 'all'))).toEqual({ kind: 'accepted', upTo: 1 });
    expect(session.mailboxes).toEqual(['all', 'point:QZ']);
    const answer = await session.client.pull({ epoch: 1, mailbox: 'point:QZ', after: 0 });
    const read = await unpacked(answer);
    expect(read.map(({ header, packed }) => ({ header, packed: Buffer.from(packed) }))).toEqual(
      sent.map(({ header, packed }) => ({ header, packed: Buffer.from(packed) })),
    );
    expect(read.flatMap((batch) => openBatch(batch).map(({ decoded }) => decoded.hash))).toEqual(
      pc.events.map(({ decoded }) => decoded.hash),
    );
    const later = await session.client.pull({ epoch: 1, mailbox: 'point:QZ', after: 3 });
    expect(later.batches.map(({ first }) => first)).toEqual([3]);
    const all = await session.client.pull({ epoch: 1, mailbox: 'all', after: 0 });
    expect(all.end).toBe(1);
    expect(await session.client.certificates([office.identity.device, 'f'.repeat(32)])).toEqual([
      office.certificate,
    ]);
  });

  test('is never another county, whose heads it is not told either', async () => {
    const { pc, session } = await counter();
    pc.day();
    await session.push(pc.batch());
    const { session: county } = await counter(countySeat, 'county');
    const { incarnation } = pc.identity;
    for (const mailbox of ['point:QZ', 'quarantine'])
      expect(await codeOf(county.client.pull({ epoch: 1, mailbox, after: 0 }))).toBe('MAILBOX');
    expect(await county.client.heads([{ incarnation, audience: 'point:QZ' }])).toEqual([0]);
    expect(await codeOf(county.push(pc.batch()))).toBe('MAILBOX');
    const { session: office } = await counter(overseer, 'overseer');
    expect(office.mailboxes).toEqual(['all', 'point:QZ']);
    expect((await office.client.pull({ epoch: 1, mailbox: 'point:QZ', after: 0 })).end).toBe(1);
  });

  test('with a cursor of another epoch is refused, so that it offers what it holds; others carry its author along', async () => {
    const { pc, session } = await counter();
    pc.day();
    await session.push(pc.batch());
    expect(await server.beginEpoch()).toBe(2);
    expect(await codeOf(session.client.pull({ epoch: 1, mailbox: 'point:QZ', after: 0 }))).toBe('EPOCH');
    expect(await codeOf(session.client.pull({ epoch: 2, mailbox: 'point:QZ', after: 9 }))).toBe('EPOCH');
    // A server put back from a copy made before it knew that PC.
    const restored = openSqliteStore(':memory:', new Uint8Array(32), city.keys.realm);
    const fellow = makePc(city, { ...counterSeat, pc: 2 }, 'fellow');
    const { push, client } = await openSession(testServer(restored, city), fellow);
    expect(await codeOf(push(pc.batch()))).toBe('CERTIFICATE');
    const { header, packed } = pc.batch();
    const offered = { header, packed: new Blob([new Uint8Array(packed)]), author: pc.certificate };
    expect(await client.push(offered)).toEqual({ kind: 'accepted', upTo: 1 });
    await restored.close();
  });
});
