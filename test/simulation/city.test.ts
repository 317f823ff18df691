import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Bug } from './city/bugs.ts';
import { type CityOutcome, type CityPlan, runCity, shrinkDays } from './city.ts';

const SEEDS = [1, 2, 3, 4, 5];
const SMALL: Pick<CityPlan, 'points' | 'pcs' | 'days'> = { points: 2, pcs: 2, days: 10 };
let root = '';
const lived = new Map<number, CityOutcome>();

/** Each seed is lived once for all that is asked of it. */
async function outcomes(): Promise<ReadonlyMap<number, CityOutcome>> {
  for (const seed of SEEDS) if (!lived.has(seed)) lived.set(seed, await runCity({ seed, root, ...SMALL }));
  return lived;
}

beforeAll(() => {
  // Kills are copies of files here, not power cuts, so a disk in memory serves as well and is faster.
  root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'gongxu-city-'));
});
afterAll(() => rmSync(root, { recursive: true }));

test('whatever line, server and counters suffer, each acknowledged sale is at its point and in the city exactly once', async () => {
  const wrong = [...(await outcomes())].flatMap(([seed, { divergences }]) =>
    divergences.map(
      (words) =>
        `npm run simulate -- --city --points 2 --pcs 2 --days ${SMALL.days} --seed ${seed}: ${words}`,
    ),
  );
  expect(wrong).toEqual([]);
  const sums = { attempted: 0, acknowledged: 0, lost: 0, unexpected: 0, recovered: 0 };
  for (const { sales } of lived.values())
    for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += sales[name];
  expect(sums).toMatchObject({ lost: 0, unexpected: 0 });
  expect(sums.recovered).toBeGreaterThan(0);
  expect(sums.acknowledged).toBeGreaterThan(500);
});

test('every kind of fault befell them', async () => {
  const kinds = new Set([...(await outcomes()).values()].flatMap(({ faults }) => Object.keys(faults)));
  expect([...kinds].sort()).toEqual([
    'clock jumped',
    'counter killed',
    'counter killed at a slice',
    'counter restarted',
    'cut',
    'days offline',
    'delayed',
    'disk full',
    'disk full at a form',
    'doubled',
    'doubled late',
    'dropped',
    'killed at command.begun',
    'killed at command.committed',
    'killed at event.appended',
    'killed at tables.folded',
    'server dies after commit',
    'server dies before commit',
    'server down',
    'server fails after commit',
    'server killed',
    'server restarted',
    'weeks offline',
  ]);
});

test('the same seed lives the same weeks', async () => {
  const again = await runCity({ seed: 3, root, ...SMALL });
  const before = await outcomes();
  expect(again.trace).toBe(before.get(3)?.trace);
  expect(again.trace).not.toBe(before.get(4)?.trace);
});

test('a failing seed is shrunk to the fewest days that still fail', async () => {
  const bug = 'the server leaves a gap in a mailbox';
  const { days } = await shrinkDays({ seed: 1, root, ...SMALL, bug });
  expect(days).toBeLessThan(SMALL.days);
  expect(days).toBeGreaterThan(1);
});

/** With what must be said of it. */
const bugs: readonly (readonly [Bug, RegExp])[] = [
  ['the server answers before it is durable', /sales lost|hold different events/],
  ['the server takes a repeated batch for a new one', /[1-9]\d* unexpected/],
  ['the server forgets the last batch of a mailbox', /hold different events/],
  ['a cursor runs ahead of what is committed', /hold different events/],
  ['a counter answers before it is durable', /[1-9]\d* sales lost/],
  ['a repeated form is carried out anew', /unexpected/],
  // The counters take nothing of it, and so never get what is their own.
  ['the server hands out another point’s mailbox', /never came to rest|hold different events/],
  ['the server leaves a gap in a mailbox', /has a gap or an overlap/],
  ['tables depend on the order of arrival', /tables of|fen taken/],
];

test.each(bugs)('it is found out when %s', async (bug, words) => {
  const said: string[] = [];
  for (const seed of SEEDS) {
    const { divergences } = await runCity({ seed, root, ...SMALL, days: 8, bug });
    said.push(...divergences);
    if (words.test(said.join())) break;
  }
  expect(said.join()).toMatch(words);
});
