import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { PROTOCOL } from '../../contract/city.ts';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import { connectCity } from '../../electron/city-link.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { type Serving, serve } from '../../server/serve.ts';
import { certified } from './certified.ts';
import { type Counter, qz, type SyncedCity, syncedCity } from './city-line.ts';
import { difference, dumpTables } from './tables.ts';

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

async function served({ server }: SyncedCity, tls: ReturnType<typeof certified> | null): Promise<Serving> {
  if (server === null) throw new Error('a city without a server');
  const serving = await serve(server, { port: 0, host: '127.0.0.1', tls, behindProxy: false });
  ending.push(() => serving.stop(0));
  return serving;
}

function certificateOf({ city }: Counter) {
  return JSON.parse(city.db.prepare('SELECT certificate FROM identity').pluck().get() as string);
}

test('the city’s own authority is believed, and no other', async () => {
  const city = await syncedCity([qz(1)]);
  const [counter] = city.counters;
  if (counter === undefined) throw new Error('one was asked for');
  const [own, other] = [certified('city'), certified('other')];
  const { port } = await served(city, own);
  const asked = { protocol: PROTOCOL, certificate: certificateOf(counter) };
  const ask = (ca: string | null) =>
    connectCity({ address: `https://127.0.0.1:${port}`, ca }).challenge(asked);
  expect((await ask(own.certificate)).challenge.length).toBeGreaterThan(20);
  await expect(ask(other.certificate)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  await expect(ask(null)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
});

test('nothing is sent in plain text to another computer', async () => {
  const city = await syncedCity([qz(1)]);
  const [counter] = city.counters;
  if (counter === undefined) throw new Error('one was asked for');
  const asked = { protocol: PROTOCOL, certificate: certificateOf(counter) };
  await expect(connectCity({ address: 'http://192.0.2.1', ca: null }).challenge(asked)).rejects.toThrow(
    /TLS/,
  );
});

test('batches go up and down over a socket as they do in one process', async () => {
  const city = await syncedCity([qz(1), qz(2)]);
  const [one, two] = city.counters;
  if (one === undefined || two === undefined) throw new Error('two were asked for');
  const own = certified('city');
  const { port } = await served(city, own);
  for (const counter of [one, two]) {
    const client = connectCity({ address: `https://127.0.0.1:${port}`, ca: own.certificate });
    Object.assign(counter.world, { connect: () => client });
    await counter.reopen();
  }
  const first = '045072014000001000' as CardNumber;
  const ranges = [{ first, last: '045072014000001099' as CardNumber }];
  one.perform(receiveCards, { course: '2014-xxaq', note: 'N1', ranges }, 'take-in');
  for (const { sync } of [one, two, one]) await sync.now();
  for (const { sync } of [one, two]) expect(sync.status()).toMatchObject({ trouble: null, waiting: 0 });
  expect(difference(dumpTables(one.city.db), dumpTables(two.city.db))).toBeNull();
});

test('a page that answers in the city’s place, as in a hotel, is no server and moves nothing', async () => {
  const city = await syncedCity([qz(1)]);
  const [counter] = city.counters;
  if (counter === undefined) throw new Error('one was asked for');
  const portal = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<p>上网认证</p>'),
  );
  await new Promise<void>((resolve) => void portal.listen(0, '127.0.0.1', resolve));
  ending.push(() => new Promise((resolve) => portal.close(resolve)));
  const { port } = portal.address() as AddressInfo;
  const client = connectCity({ address: `http://127.0.0.1:${port}`, ca: null });
  Object.assign(counter.world, { connect: () => client });
  await counter.reopen();
  await counter.sync.now();
  expect(counter.sync.status()).toMatchObject({ waiting: 1, lastSuccess: null });
  expect(counter.sync.status().trouble).toMatch(/^(SERVER|UNREACHABLE)$/);
});
