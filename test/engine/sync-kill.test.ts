import { cpSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { verifyAll } from '../../electron/engine/journal/verify.ts';
import { saleOf, tempFolder } from './city.ts';
import { type Counter, qz, syncedCity } from './city-line.ts';
import { countEvents, difference, dumpTables } from './tables.ts';

const card = (index: number) => `04507201400000${1000 + index}` as CardNumber;
const SALES = 70;

/** One counter's day is at the server; the other has heard nothing of it. */
async function waitingFor(): Promise<readonly [Counter, Counter]> {
  const { counters } = await syncedCity([qz(1), qz(2)]);
  const [one, two] = counters;
  if (one === undefined || two === undefined) throw new Error('two were asked for');
  await two.sync.now();
  takeIn(one, 0);
  for (let n = 0; n < SALES; n++)
    one.perform(makeSale, { ...saleOf(0), cards: [{ first: card(n), last: card(n) }] }, `sale-${n}`);
  await one.sync.now();
  return [one, two];
}

function takeIn(counter: Counter, first: number): void {
  const ranges = [{ first: card(first), last: card(first + 99) }];
  counter.perform(receiveCards, { course: '2014-xxaq', note: `N${first}`, ranges }, `in-${first}`);
}

function wholeJournal({ city }: Counter): boolean {
  const check = verifyAll(city.db, city.journal.identity.incarnation);
  for (;;) {
    const { done, value } = check.next();
    if (done) return value;
  }
}

test('what comes in goes into journal and tables some events at a time, never many in one turn', async () => {
  const [, two] = await waitingFor();
  const before = countEvents(two.city.db);
  const counts: number[] = [];
  two.world.onReached = (point) => {
    if (point === 'slice.committed') counts.push(countEvents(two.city.db));
  };
  await two.sync.now();
  const steps = counts.map((count, index) => count - (counts[index - 1] ?? before));
  expect(steps.reduce((sum, step) => sum + step, 0)).toBe(SALES + 2);
  expect(Math.max(...steps)).toBeLessThanOrEqual(20);
  expect(steps.length).toBeGreaterThan(3);
});

test('a kill at any slice, before or after its commit, loses nothing and doubles nothing', async () => {
  const [one, two] = await waitingFor();
  const before = countEvents(two.city.db);
  const images: string[] = [];
  two.world.onReached = (point) => {
    if (point.startsWith('slice.')) images.push(imageOf(two));
  };
  await two.sync.now();
  two.world.onReached = () => {};
  expect(images.length).toBeGreaterThan(7);
  const remains: number[] = [];
  for (const image of images) {
    await two.reopen(image);
    remains.push(countEvents(two.city.db) - before);
    expect(wholeJournal(two)).toBe(true);
    await two.sync.now();
    expect(difference(dumpTables(two.city.db), dumpTables(one.city.db))).toBeNull();
    expect(two.sync.status()).toMatchObject({ waiting: 0, trouble: null });
  }
  // Each slice is there or not; none of them in part.
  expect(remains).toEqual(remains.toSorted((a, b) => a - b));
  expect(new Set(remains).size).toBe(images.length / 2 + 1);
});

/** What a kill at this moment would leave: the files as they lie there while they are open. */
function imageOf({ city }: Counter): string {
  const image = tempFolder();
  cpSync(city.files.folder, image, { recursive: true });
  return image;
}

test('an engine that dies in the middle of a slice has written nothing of it, and the attempt only fails', async () => {
  const [one, two] = await waitingFor();
  let slices = 0;
  two.world.onReached = (point) => {
    if (point === 'slice.folded' && ++slices === 2) throw new Error('a mistake in a fold');
  };
  const before = countEvents(two.city.db);
  await two.sync.now();
  expect(two.sync.status()).toMatchObject({ trouble: 'PROGRAM', working: false, waiting: 0 });
  expect(countEvents(two.city.db)).toBeLessThan(before + SALES);
  two.world.onReached = () => {};
  // Memory went back with the transaction: what is written next hangs on what is really there.
  takeIn(two, 500);
  await two.sync.now();
  await one.sync.now();
  expect(difference(dumpTables(two.city.db), dumpTables(one.city.db))).toBeNull();
});
