import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CITY, runCity, shrinkDays } from '../test/simulation/city.ts';
import { makeTemplate } from '../test/simulation/counter.ts';
import { QUARTER, runQuarter } from '../test/simulation/quarter.ts';
import { type Outcome, runSchedule } from '../test/simulation/schedule.ts';

const USAGE =
  'npm run simulate -- --schedules N [--seed S], or --quarter [--seed S], or --city [--points N] [--pcs N] [--days N] [--seed S]';

function wholeNumber(text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  console.error(USAGE);
  process.exit(2);
}

const { values } = parseArgs({
  options: {
    ...{ schedules: { type: 'string' }, seed: { type: 'string' }, quarter: { type: 'boolean' } },
    ...{
      city: { type: 'boolean' },
      points: { type: 'string' },
      pcs: { type: 'string' },
      days: { type: 'string' },
    },
  },
});
const schedules = wholeNumber(values.schedules, 100);
const first = wholeNumber(values.seed, randomInt(1_000_000_000));

// Kills are copies of files here, not power cuts, so a disk in memory serves as well and is faster.
const root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'gongxu-simulation-'));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

const started = performance.now();
const secondsSince = () => Math.round((performance.now() - started) / 100) / 10;

if (values.quarter) {
  const { divergences, ...outcome } = await runQuarter({ seed: first, root, ...QUARTER });
  for (const words of divergences) console.error(words);
  if (divergences.length > 0) console.error(`replay: npm run simulate -- --quarter --seed ${first}`);
  const figures = { ...outcome, divergences: divergences.length, seconds: secondsSince(), seed: first };
  console.log(JSON.stringify(figures));
  process.exit(divergences.length > 0 ? 1 : 0);
}

if (values.city) {
  const size = {
    points: wholeNumber(values.points, CITY.points),
    pcs: wholeNumber(values.pcs, CITY.pcs),
    days: wholeNumber(values.days, CITY.days),
  };
  const plan = { seed: first, root, ...size };
  const { divergences, trace, ...outcome } = await runCity(plan);
  console.error(`trace ${trace}`);
  for (const words of divergences) console.error(words);
  const { days } = divergences.length > 0 ? await shrinkDays(plan) : plan;
  const sized = `--points ${size.points} --pcs ${size.pcs} --days ${days}`;
  if (divergences.length > 0) console.error(`replay: npm run simulate -- --city ${sized} --seed ${first}`);
  const figures = { ...size, ...outcome, divergences: divergences.length };
  console.log(JSON.stringify({ ...figures, seconds: secondsSince(), seed: first }));
  process.exit(divergences.length > 0 ? 1 : 0);
}

const stage = { root, template: await makeTemplate(root) };
const total = { events: 0, divergences: 0, lost: 0, doubled: 0 };
const faults: Record<string, number> = {};
const answers: Record<string, number> = {};

function add(outcome: Outcome): void {
  total.events += outcome.events;
  total.divergences += outcome.divergences.length;
  total.lost += outcome.lost;
  total.doubled += outcome.doubled;
  addCounts(faults, outcome.faults);
  addCounts(answers, outcome.answers);
}

function addCounts(sums: Record<string, number>, counts: Readonly<Record<string, number>>): void {
  for (const [kind, count] of Object.entries(counts)) sums[kind] = (sums[kind] ?? 0) + count;
}

for (let seed = first; seed < first + schedules; seed++) {
  const outcome = await runSchedule(seed, stage);
  add(outcome);
  if (schedules === 1) console.error(`trace ${outcome.trace}`);
  if (outcome.divergences.length + outcome.lost + outcome.doubled === 0) continue;
  for (const words of outcome.divergences) console.error(words);
  console.error(`replay: npm run simulate -- --schedules 1 --seed ${seed}`);
}

const seconds = secondsSince();
const { events, ...wrong } = total;
console.log(JSON.stringify({ schedules, events, faults, answers, ...wrong, seconds, seed: first }));
if (wrong.divergences + wrong.lost + wrong.doubled > 0) process.exitCode = 1;
