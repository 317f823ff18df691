import { expect, test } from 'vitest';
import { cityProblem } from '../../contract/city.ts';
import { createPace, waitAfter } from '../../electron/engine/sync/pace.ts';
import { problemOf, recovery, type TroubleCode } from '../../electron/engine/sync/recovery.ts';

const codes = Object.keys(recovery) as TroubleCode[];

test('every failure tells the clerk what happened, whether the data are safe, and what to do, in Chinese', () => {
  for (const code of codes) {
    const { happened, safe, todo } = problemOf(code);
    for (const words of [happened, safe, todo]) {
      expect(words, code).toMatch(/[\u4e00-\u9fff]{4}.*。$/);
      expect(words, code).not.toMatch(/[A-Za-z]/);
    }
  }
});

test('every code the server refuses with has its place in the table, but the one of enrolment', () => {
  const known: readonly string[] = codes;
  expect(cityProblem.shape.code.options.filter((code) => !known.includes(code))).toEqual(['CODE']);
});

test('waits grow with each failure, up to minutes, and are spread so that PCs do not come all at once', () => {
  const waits = [1, 2, 3, 4, 20, 1_000].map((failures) => waitAfter('UNREACHABLE', failures, 0.5));
  expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 300_000, 300_000]);
  expect(waitAfter('UNREACHABLE', 1, 0)).toBeLessThan(waitAfter('UNREACHABLE', 1, 1));
  expect(waitAfter('PROTOCOL', 1, 0.5)).toBeGreaterThan(300_000);
  expect(waitAfter(null, 0, 0.5)).toBe(20_000);
});

function paced(results: (TroubleCode | null)[]) {
  const waiting: { milliseconds: number; run: () => void; live: boolean }[] = [];
  const over = { yes: false };
  let runs = 0;
  const timers = {
    after(milliseconds: number, run: () => void) {
      const timer = { milliseconds, run, live: true };
      waiting.push(timer);
      return () => {
        timer.live = false;
      };
    },
    nextTurn: () => Promise.resolve(),
  };
  const run = async () => results[runs++] ?? null;
  const pace = createPace(
    run,
    { timers, random: (bytes) => new Uint8Array(bytes).fill(127) },
    () => over.yes,
  );
  const planned = () =>
    waiting.filter(({ live }) => live).map(({ milliseconds }) => Math.round(milliseconds / 1000));
  return { pace, planned, over, runs: () => runs, waiting };
}

test('there is always one attempt planned and no more, also when many things are committed', async () => {
  const { pace, planned, runs } = paced([null, null]);
  expect(planned()).toEqual([2]);
  await pace.now();
  expect(planned()).toEqual([20]);
  for (let n = 0; n < 5; n++) pace.soon();
  expect(planned()).toEqual([2]);
  await pace.now();
  expect(runs()).toBe(2);
});

test('a dead line is not tried more often for being used more, but at once when a person asks', async () => {
  const { pace, planned, runs } = paced(['UNREACHABLE', 'UNREACHABLE', 'UNREACHABLE', null]);
  for (let n = 0; n < 3; n++) await pace.now();
  expect(planned()).toEqual([20]);
  pace.soon();
  expect(planned()).toEqual([20]);
  await pace.now();
  expect(runs()).toBe(4);
  expect(planned()).toEqual([20]);
});

test('what is committed while an attempt runs is sent soon after it', async () => {
  const { pace, planned } = paced([null]);
  const attempt = pace.now();
  await Promise.resolve();
  expect(pace.working()).toBe(true);
  pace.soon();
  await attempt;
  expect([pace.working(), ...planned()]).toEqual([false, 2]);
});

test('nothing is planned any more once it is over', async () => {
  const { pace, planned, over } = paced([null]);
  const attempt = pace.now();
  over.yes = true;
  pace.stop();
  await attempt;
  expect(planned()).toEqual([]);
});
