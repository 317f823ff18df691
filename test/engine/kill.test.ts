import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import type { World } from '../../electron/engine/world.ts';
import { halfState } from './checks.ts';
import { practiceFolder, reopen, tempFolder } from './city.ts';
import { seededRandom, seededWorld } from './world.ts';

const KILLS = 200;
const LANES = 2;
/** A counter's data are used for so many kills, then it starts afresh: folding all again would take too long. */
const KILLS_PER_COUNTER = 5;
/** Milliseconds; a minute on quiet cores. Only ends what hangs: the other core is busy with other tests. */
const LIMIT = 300_000;

interface Child {
  readonly process: ChildProcessWithoutNullStreams;
  readonly loaded: Promise<unknown>;
  said(): string;
}

const children = new Set<Child>();
afterAll(() => {
  for (const child of children) child.process.kill('SIGKILL');
});

const script = join(import.meta.dirname, 'selling-loop.ts');
const environment = { ...process.env, NODE_NO_WARNINGS: '1', NODE_COMPILE_CACHE: '' };

/** Node keeps what it compiled only when it ends in peace, so one seller does before the others are killed. */
function compileOnce(): void {
  environment.NODE_COMPILE_CACHE = tempFolder();
  spawnSync(process.execPath, [script, 'nowhere', '0'], { input: '', env: environment });
}

/** The next seller loads while the last one's remains are looked at. */
function load(folder: string, turn: number): Child {
  const child = spawn(process.execPath, [script, folder, String(turn)], { env: environment });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += `broken ${text}`;
  });
  const loaded = once(child.stdout, 'data');
  const handle = { process: child, loaded, said: () => said };
  children.add(handle);
  return handle;
}

/** Resolves once the seller has acknowledged so many deeds. */
async function deeds(child: Child, count: number): Promise<void> {
  while (deedsOf(child).length < count) await once(child.process.stdout, 'data');
}

// A line cut short by the kill was not said, and the last piece of a split is none.
const deedsOf = (child: Child) =>
  child
    .said()
    .split('\n')
    .slice(0, -1)
    .filter((line) => line !== 'loaded');

/** Three kills of four hit a counter at work, after a drawn number of deeds; the fourth one that is opening, too. */
async function sellUntilKilled(child: Child, random: World['random']): Promise<string[]> {
  const [kind = 0, count = 0, delay = 0] = random(3);
  await child.loaded;
  child.process.stdin.write('sell\n');
  if (kind % 4 !== 0) await deeds(child, 1 + (count % 10));
  await setTimeout(kind % 4 === 0 ? delay / 2 : delay / 30);
  child.process.kill('SIGKILL');
  await once(child.process, 'close');
  children.delete(child);
  return deedsOf(child);
}

/** Every deed a seller acknowledged is in the journal under its request, and its paper in the tables. */
function missing(seat: Awaited<ReturnType<typeof reopen>>, acknowledged: readonly string[]): string[] {
  const { db, journal } = seat.city();
  const claims = db.prepare('SELECT state FROM document WHERE id = ?').pluck();
  return acknowledged.filter((line) => {
    const [deed, request = '', document = ''] = line.split(' ');
    const event = journal.byRequest(request);
    const state = JSON.parse((claims.get(document) as string | undefined) ?? '{"claims":[],"prints":0}');
    const onPaper = deed === 'print' ? state.prints > 0 : state.claims.length === 1;
    return event === null || event.envelope.actor !== 'sk01' || !onPaper;
  });
}

async function lane(name: string, kills: number) {
  const random = seededRandom(name);
  const count = { kills: 0, acknowledged: 0, silent: 0 };
  for (let begun = 0; begun < kills; begun += KILLS_PER_COUNTER) {
    const folder = await practiceFolder();
    const acknowledged: string[] = [];
    let next = load(folder, 0);
    for (let turn = 0; turn < KILLS_PER_COUNTER; turn++) {
      const deeds = await sellUntilKilled(next, random);
      expect(deeds.filter((line) => line.startsWith('broken'))).toEqual([]);
      acknowledged.push(...deeds);
      if (turn + 1 < KILLS_PER_COUNTER) next = load(folder, turn + 1);
      const seat = await reopen(folder, seededWorld(`${name}/${begun}/${turn}`));
      expect(missing(seat, acknowledged)).toEqual([]);
      expect(await halfState(seat)).toBeNull();
      expect(seat.state().city?.warnings).toEqual([]);
      seat.close();
      count.kills++;
      count.acknowledged += deeds.length;
      if (deeds.length === 0) count.silent++;
    }
    rmSync(folder, { recursive: true });
  }
  return count;
}

test(
  `${KILLS} kills at random moments of a selling loop leave no half state and lose nothing acknowledged`,
  async () => {
    compileOnce();
    const lanes = await Promise.all(
      Array.from({ length: LANES }, (_, n) => lane(`lane-${n}`, KILLS / LANES)),
    );
    const sum = (key: keyof (typeof lanes)[number]) => lanes.reduce((total, one) => total + one[key], 0);
    console.log(
      `kills ${sum('kills')}, deeds acknowledged ${sum('acknowledged')}, before the first ${sum('silent')}, half states 0, lost 0`,
    );
    expect(sum('kills')).toBe(KILLS);
    // Most kills hit a counter that was selling.
    expect(sum('acknowledged')).toBeGreaterThan(5 * KILLS);
  },
  LIMIT,
);
