import { cpSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import { practiceSeat, saleOf, tempFolder } from './city.ts';
import { type Counter, ls, qz, type SyncedCity, serverOver, syncedCity } from './city-line.ts';
import { appendOwn } from './devices.ts';
import type { Fault } from './line-faults.ts';
import { countEvents, difference, dumpTables } from './tables.ts';

const card = (index: number) => `04507201400000${1000 + index}` as CardNumber;
const run = (first: number, last = first) => ({ first: card(first), last: card(last) });

function takeIn(counter: Counter, first: number, last: number): void {
  const delivery = { course: '2014-xxaq', note: `N${first}`, ranges: [run(first, last)] };
  counter.perform(receiveCards, delivery, `in-${first}`);
}
function sell(counter: Counter, index: number): void {
  counter.perform(makeSale, { ...saleOf(0), cards: [run(index)] }, `sale-${index}`);
}
async function twoCounters(places = [qz(1), qz(2)]) {
  const city = await syncedCity(places);
  const [one, two] = city.counters;
  if (one === undefined || two === undefined) throw new Error('two were asked for');
  takeIn(one, 0, 99);
  takeIn(two, 100, 199);
  return { city, one, two };
}
const apart = (one: Counter, two: Counter) => difference(dumpTables(one.city.db), dumpTables(two.city.db));
const logOf = (counter: Counter) =>
  counter.sync
    .log({ text: '', kind: null, before: null, most: 50 })
    .map(({ kind, count }) => `${kind} ${count}`);
const warned = (counter: Counter) => counter.city.warnings().map(({ code }) => code);

async function inStep(...counters: readonly Counter[]): Promise<void> {
  for (const { sync } of [...counters, ...counters]) await sync.now();
}

/** The server put back from a copy of nothing at all, as its epoch says. */
async function restoreServer(city: SyncedCity): Promise<void> {
  city.store = openSqliteStore(':memory:', new Uint8Array(32), city.keys.realm);
  city.server = serverOver(city.store, city.keys);
  await city.server.beginEpoch();
}

test('what two counters did apart is at both after each has synced, table by table', async () => {
  const { one, two } = await twoCounters();
  sell(one, 1);
  sell(two, 101);
  expect(one.sync.status()).toMatchObject({ reachable: null, waiting: 3, lastSuccess: null, trouble: null });
  await one.sync.now();
  await two.sync.now();
  await one.sync.now();
  expect(apart(one, two)).toBeNull();
  for (const { sync } of [one, two]) {
    expect(sync.status()).toMatchObject({ reachable: true, waiting: 0, waitingSince: null, trouble: null });
    expect(sync.status().lastSuccess).not.toBeNull();
  }
  expect(logOf(one)).toEqual(['received 3', 'sent 3']);
});

test('a county hears the city and nothing of another county', async () => {
  const { one, two } = await twoCounters([qz(1), ls(1)]);
  const before = countEvents(two.city.db);
  await inStep(one, two);
  expect(countEvents(two.city.db)).toBe(before);
  expect(two.sync.status()).toMatchObject({ waiting: 0, trouble: null });
});

test('a commit is sent by itself soon after, without anybody asking', async () => {
  const { one, two } = await twoCounters();
  await inStep(one, two);
  sell(one, 1);
  const { journal } = one.city;
  const stream = `${journal.identity.incarnation}/point:QZ`;
  const position = journal.heads().streams.get(stream)?.position ?? 0;
  expect(one.sync.isUploaded(stream, position)).toBe(false);
  expect(one.sync.isUploaded(stream, position - 1)).toBe(true);
  one.world.fireTimers(3_000);
  await one.sync.now();
  expect(one.sync.isUploaded(stream, position)).toBe(true);
  expect(one.sync.status().waiting).toBe(0);
});

test('without a line everything goes on, the strip says so, and equal failures share one line of the log', async () => {
  const { city, one, two } = await twoCounters();
  await inStep(one, two);
  const { server } = city;
  city.server = null;
  sell(one, 1);
  await one.sync.now();
  await one.sync.now();
  expect(one.sync.status()).toMatchObject({ reachable: false, waiting: 1, trouble: 'UNREACHABLE' });
  expect(one.sync.status().waitingSince).not.toBeNull();
  expect(one.sync.log({ text: '连不上 服务器', kind: 'failed', before: null, most: 9 })).toMatchObject([
    { times: 2 },
  ]);
  expect(warned(one)).toEqual([]);
  city.server = server;
  await inStep(one, two);
  expect(one.sync.status()).toMatchObject({ reachable: true, waiting: 0, trouble: null });
  expect(apart(one, two)).toBeNull();
});

test('a line that hangs is given up after a time, and the attempt ends', async () => {
  const { one } = await twoCounters();
  one.line.weather = (procedure) => (procedure === 'push' ? 'hang' : null);
  const attempt = one.sync.now();
  while (!one.line.calls.includes('push')) await one.world.timers.nextTurn();
  expect(one.sync.status().working).toBe(true);
  one.world.fireTimers();
  await attempt;
  expect(one.sync.status()).toMatchObject({
    reachable: false,
    trouble: 'UNREACHABLE',
    working: false,
    waiting: 2,
  });
});

const faults = fc.array(fc.constantFrom<(Fault | null)[]>(null, null, null, 'drop', 'cut', 'double'), {
  minLength: 5,
  maxLength: 60,
});

test('whatever is lost, repeated or cut off on the way, both counters end with the same tables and nothing waits', async () => {
  await fc.assert(
    fc.asyncProperty(faults, faults, async (first, second) => {
      const { one, two } = await twoCounters();
      one.line.weather = (_, count) => first[count - 1] ?? null;
      two.line.weather = (_, count) => second[count - 1] ?? null;
      for (let n = 0; n < 6; n++) {
        sell(n % 2 === 0 ? one : two, n % 2 === 0 ? n : 100 + n);
        await one.sync.now();
        await two.sync.now();
      }
      for (const counter of [one, two]) counter.line.weather = () => null;
      await inStep(one, two);
      expect(apart(one, two)).toBeNull();
      for (const { sync } of [one, two]) expect(sync.status()).toMatchObject({ waiting: 0, trouble: null });
      // Nobody hears the other's events twice: 1 opened day, 1 delivery and 3 sales each, beside the city's own.
      expect(countEvents(one.city.db)).toBe(countEvents(two.city.db));
    }),
    { numRuns: 12 },
  );
});

test('after the server was put back from a copy it gets back everything, also what only others still hold', async () => {
  const city = await syncedCity([qz(1), qz(2), qz(3)]);
  const [one, two, three] = city.counters;
  if (one === undefined || two === undefined || three === undefined) throw new Error('three were asked for');
  takeIn(one, 0, 99);
  for (let n = 0; n < 30; n++) sell(one, n);
  takeIn(two, 100, 199);
  await inStep(one, two);
  // The first one's PC is gone for good; the third has heard nothing yet.
  one.city.close();
  await restoreServer(city);
  sell(two, 101);
  await inStep(two, three);
  expect(apart(two, three)).toBeNull();
  expect(logOf(two)).toContain('restored 0');
  expect(two.sync.status()).toMatchObject({ waiting: 0, trouble: null });
});

test('an event the server does not permit lies aside by itself, people are told, and everything else arrives', async () => {
  const { one, two } = await twoCounters();
  sell(one, 1);
  writeOff(one, 90);
  sell(one, 2);
  await inStep(one, two);
  expect(one.sync.status()).toMatchObject({ waiting: 0, trouble: null });
  expect(logOf(one)).toContain('quarantined 1');
  expect(one.sync.log({ text: '岗位', kind: 'quarantined', before: null, most: 5 })).toHaveLength(1);
  expect(warned(one)).toEqual(['SYNC_QUARANTINED']);
  expect(countEvents(two.city.db)).toBe(countEvents(one.city.db) - 1);
  expect(two.city.db.prepare('SELECT count(*) FROM sale').pluck().get()).toBe(2);
});

/** Only a supervisor may: a program that lets a clerk do it is broken, and its server notices. */
function writeOff({ city }: Counter, index: number): void {
  const { journal } = city;
  const heads = Object.fromEntries(
    [...journal.heads().streams].map(([name, { position }]) => [name, position]),
  );
  appendOwn(
    city,
    {
      type: 'cards.writtenOff',
      payload: { document: 'QZ1A-20140520-00099', ranges: [run(index)], reason: '污损', heads },
      entities: [{ kind: 'card', ...run(index) }],
    },
    { actor: 'sk01', approver: null, role: 'counter', request: 'write-off-1', businessDay: '2014-05-20' },
  );
}

test('a copied data folder in use on a second PC is found out: it stops sending, says why, and still receives', async () => {
  const { one, two } = await twoCounters();
  await inStep(one, two);
  const clone = tempFolder();
  cpSync(one.files.folder, clone, { recursive: true });
  sell(one, 1);
  await inStep(one, two);
  await one.reopen(clone);
  sell(one, 2);
  await one.sync.now();
  // The server takes it no longer, and hands out what this PC never wrote.
  expect(one.sync.status()).toMatchObject({ trouble: 'FORKED', waiting: 1, reachable: true });
  expect(warned(one)).toEqual(expect.arrayContaining(['SYNC_BROKEN', 'SYNC_FORKED']));
  const pushes = one.line.calls.filter((name) => name === 'push').length;
  sell(two, 101);
  await two.sync.now();
  const before = countEvents(one.city.db);
  await one.sync.now();
  expect(countEvents(one.city.db)).toBe(before + 1);
  expect(one.line.calls.filter((name) => name === 'push').length).toBe(pushes);
  expect(warned(one).filter((code) => code === 'SYNC_BROKEN')).toHaveLength(1);
});

test('a practice city never syncs, nor does one whose server nobody named', async () => {
  const { seat } = await practiceSeat();
  expect(seat.city().sync).toBeNull();
});
