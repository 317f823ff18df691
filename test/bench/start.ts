import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { deriveKey, toHex } from '../../wire/bytes.ts';
import { benchFolder, benchKey, openCounter } from './counter.ts';
import { type Figures, median, ratioOf, rounded } from './figures.ts';
import { fill } from './fill.ts';

const ROUNDS = 7;

interface Start {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** A start as a person waits for it: a new process, its modules, the database, every check, the first answer. */
function startOnce(script: string, ...args: readonly string[]): Start {
  const { stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, script), ...args], {
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(`no start: ${stderr}`);
  return JSON.parse(stdout);
}

/**
 * Engine start with so many events to the first answer; the floor opens the same encrypted file in the same kind of
 * process and reads one row. The file is in the system's cache for both.
 */
export async function start(events: number): Promise<Figures> {
  const folder = benchFolder();
  const seat = await openCounter(folder);
  fill(seat, events);
  seat.close();
  const key = toHex(deriveKey(benchKey, 'practice database'));
  startOnce('start-engine.ts', folder);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    floor: startOnce('start-bare.ts', `${folder}/practice/gongxu.db`, key),
    ours: startOnce('start-engine.ts', folder),
  }));
  const times = (of: 'floor' | 'ours') => rounds.map((round) => round[of].milliseconds);
  return {
    name: 'start',
    work: `process start to first answer, ${events} events`,
    median: rounded(median(times('ours'))),
    floor: rounded(median(times('floor'))),
    ratio: ratioOf(
      rounds.map(({ ours, floor }) => ({ ours: [ours.milliseconds], floor: [floor.milliseconds] })),
    ),
    peakMegabytes: Math.max(...rounds.map(({ ours }) => ours.megabytes)),
  };
}
