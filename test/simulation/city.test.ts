import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Bug } from './city/bugs.ts';
import { type CityOutcome, type CityPlan, runCity } from './city.ts';

const SEEDS = [1, 2, 3, 4, 5];
const SMALL: Pick<CityPlan, 'points' | 'pcs' | 'days'> = { points: 2, pcs: 2, days: 12 };
let root = '';
const outcomes = new Map<number, CityOutcome>();

beforeAll(async () => {
  // Kills are copies of files here, not power cuts, so a disk in memory serves as well and is faster.
  root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'gongxu-city-'));
  for (const seed of SEEDS) outcomes.set(seed, await runCity({ seed, root, ...SMALL }));
});
afterAll(() => rmSync(root, { recursive: true }));

test('whatever line, server and counters suffer, each acknowledged sale is at its point and in the city exactly once', () => {
  const wrong = [...outcomes].flatMap(([seed, { divergences }]) =>
    divergences.map(
      (words) => `npm run simulate -- --city --points 2 --pcs 2 --days 12 --seed ${seed}: ${words}`,
    ),
  );
  expect(wrong).toEqual([]);
  const sums = { attempted: 0, acknowledged: 0, lost: 0, unexpected: 0, recovered: 0 };
  for (const { sales } of outcomes.values())
    for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += sales[name];
  expect(sums).toMatchObject({ lost: 0, unexpected: 0 });
  expect(sums.recovered).toBeGreaterThan(0);
  expect(sums.acknowledged).toBeGreaterThan(500);
});

test('every kind of fault befell them', () => {
  const kinds = new Set([...outcomes.values()].flatMap(({ faults }) => Object.keys(faults)));
  expect([...kinds].sort()).toEqual([
    'counter killed',
    'counter killed at a slice',
    'counter restarted',
    'cut',
    'days offline',
    'delayed',
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
  expect(again.trace).toBe(outcomes.get(3)?.trace);
  expect(again.trace).not.toBe(outcomes.get(4)?.trace);
});

/** With what must be said of it. */
const bugs: readonly (readonly [Bug, RegExp])[] = [
  ['the server answers before it is durable', /[1-9]\d* sales lost/],
  ['the server takes a repeated batch for a new one', /[1-9]\d* unexpected/],
  ['the server forgets the last batch of a mailbox', /hold different events/],
  ['a cursor runs ahead of what is committed', /hold different events/],
  ['a counter answers before it is durable', /[1-9]\d* sales lost/],
];

test.each(bugs)('it is found out when %s', async (bug, words) => {
  const said: string[] = [];
  for (const seed of SEEDS) {
    const { divergences } = await runCity({ seed, root, ...SMALL, bug });
    said.push(...divergences);
    if (words.test(said.join())) break;
  }
  expect(said.join()).toMatch(words);
});
