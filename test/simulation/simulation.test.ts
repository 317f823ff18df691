import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTemplate } from './counter.ts';
import { type Outcome, runSchedule, type Sabotage, type Stage } from './schedule.ts';

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
const DEEDS = [
  ...['takeIn', 'takeBooks', 'sell', 'reverse', 'print', 'printIntake', 'post', 'unpost', 'hold', 'resume'],
  ...['drop', 'openAccount', 'closeAccount', 'reopenAccount', 'day'],
];
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
  const answers = new Set(outcomes.flatMap((one) => Object.keys(one.answers)));
  // Giving up what is not there any more is no error, so `drop` is refused only to whoever may not work.
  const both = DEEDS.flatMap((deed) => [`${deed} done`, ...(deed === 'drop' ? [] : [`${deed} refused`])]);
  expect(both.filter((answer) => !answers.has(answer))).toEqual([]);
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

/** With the comparison that must notice each. */
const bugsOfTheDay: readonly (readonly [string, string, Sabotage])[] = [
  [
    'books of a reversed sale don’t come back',
    'books in the till',
    {
      engine: (seat) =>
        void seat
          .city()
          .db.exec(
            "DELETE FROM book_in WHERE EXISTS (SELECT 1 FROM sale s WHERE s.reversal IS NOT NULL AND book_in.id GLOB s.id || '/*')",
          ),
    },
  ],
  [
    'a reversal’s document is counted twice',
    'document',
    {
      engine: (seat) =>
        void seat
          .city()
          .db.exec(
            "INSERT OR IGNORE INTO document (id, state, head) SELECT substr(d.id, 1, 14) || printf('%05d', substr(d.id, 15) + 1), d.state, d.head FROM document d JOIN sale s ON s.reversal = d.id",
          ),
    },
  ],
  [
    'cards put aside stay locked after the day’s end',
    'cards put aside',
    {
      engine: (seat) =>
        void seat.city().db.exec(
          `CREATE TEMP TRIGGER IF NOT EXISTS locked BEFORE DELETE ON held_card
           WHEN EXISTS (SELECT 1 FROM held_sale WHERE id = OLD.held) BEGIN SELECT RAISE(IGNORE); END`,
        ),
    },
  ],
];

test.each(bugsOfTheDay)('the simulation catches it when %s', async (_bug, where, sabotage) => {
  const outcomes: Outcome[] = [];
  for (const seed of [1, 2, 3, 4, 5]) outcomes.push(await runSchedule(seed, { ...stage, sabotage }));
  expect(outcomes.flatMap(({ divergences }) => divergences).join()).toContain(where);
});

test.each(bugs)('the simulation catches it when %s', async (_bug, sabotage) => {
  const outcomes: Outcome[] = [];
  for (const seed of [1, 2, 3]) outcomes.push(await runSchedule(seed, { ...stage, sabotage }));
  expect(outcomes.some(({ divergences }) => divergences.length > 0)).toBe(true);
});
