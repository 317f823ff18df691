import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTemplate } from './counter.ts';
import { type Outcome, runSchedule, type Sabotage, type Stage } from './schedule.ts';

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
let stage: Stage;

beforeAll(async () => {
  const root = mkdtempSync(join(tmpdir(), 'gongxu-simulation-'));
  stage = { root, template: await makeTemplate(root) };
});
afterAll(() => rmSync(stage.root, { recursive: true }));

test('an engine that is killed, filled up, restarted and restored answers as the naive model does', async () => {
  const outcomes: Outcome[] = [];
  for (const seed of SEEDS) outcomes.push(await runSchedule(seed, stage));
  const wrong = outcomes.filter(({ divergences, lost, doubled }) => divergences.length + lost + doubled > 0);
  expect(
    wrong.map(
      ({ seed, divergences }) => `npm run simulate -- --schedules 1 --seed ${seed}: ${divergences[0]}`,
    ),
  ).toEqual([]);
  const kinds = new Set(outcomes.flatMap(({ faults }) => Object.keys(faults)));
  expect([...kinds].sort()).toEqual([
    'backup',
    'disk full',
    'kill',
    'killed at command.begun',
    'killed at command.committed',
    'killed at event.appended',
    'killed at tables.folded',
    'mark',
    'restart',
    'restore',
  ]);
});

test('the same seed replays exactly', async () => {
  const [first, again, other] = [
    await runSchedule(3, stage),
    await runSchedule(3, stage),
    await runSchedule(4, stage),
  ];
  expect(again.trace).toBe(first.trace);
  expect(other.trace).not.toBe(first.trace);
});

const bugs: readonly (readonly [string, Sabotage])[] = [
  [
    'a sold card counts as unsold again',
    { engine: (seat) => void seat.city().db.exec("UPDATE card SET sales = ''") },
  ],
  [
    'a print is not counted',
    {
      engine: (seat) =>
        void seat.city().db.exec("UPDATE document SET state = json_set(state, '$.prints', 0)"),
    },
  ],
  [
    'an acknowledged sale vanishes',
    {
      engine: (seat) => void seat.city().db.exec('DELETE FROM sale WHERE id = (SELECT max(id) FROM sale)'),
    },
  ],
  ['a repeated request is done anew', { model: (model) => model.answered.clear() }],
  [
    'a number is given out twice',
    {
      model: (model) => {
        if (model.serial > 10) model.serial--;
      },
    },
  ],
];

test.each(bugs)('the simulation catches it when %s', async (_bug, sabotage) => {
  const outcomes: Outcome[] = [];
  for (const seed of [1, 2, 3]) outcomes.push(await runSchedule(seed, { ...stage, sabotage }));
  expect(outcomes.some(({ divergences }) => divergences.length > 0)).toBe(true);
});
