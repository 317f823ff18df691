import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base } from '@playwright/test';
import { keyFromFile } from '../../electron/key-file.ts';
import { spawnReader } from '../../electron/spawn-reader.ts';
import { realWorld } from '../../electron/world.ts';
import { foundTwoTills } from '../two-tills.ts';
import { foundContradiction } from './contradiction.ts';

const project = join(import.meta.dirname, '..', '..');
const compiled = join(project, 'node_modules', '.cache', 'gongxu-e2e');

/** The program as a person starts it, on a data folder of its own. */
export interface Program {
  readonly url: string;
  /** As pulling the plug would: nothing is said to it first. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export function dataFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'gongxu-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts `npm start` without a browser of its own; resolves when the address stands alone on a line. */
export async function startProgram(folder: string, ...options: readonly string[]): Promise<Program> {
  // ELECTRON is left out on purpose: this is the browser host's suite, on machines with a desktop too.
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    ...{ DISPLAY: '', WAYLAND_DISPLAY: '' },
    // The same sources a hundred times over: half of a start is compiling them.
    NODE_COMPILE_CACHE: compiled,
  };
  const args = [join(project, 'build', 'start.ts'), '--no-open', `--data=${folder}`, ...options];
  const child = spawn(process.execPath, args, {
    cwd: project,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return {
    url: await addressFrom(child),
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  };
}

/** The program of one test, on a folder of its own. */
export interface Running extends Program {
  readonly folder: string;
  /** After it was ended: on the same folder, at another address. */
  again(): Promise<void>;
}

async function run(folder: string): Promise<Running> {
  let program = await startProgram(folder, '--practice');
  return {
    folder,
    get url() {
      return program.url;
    },
    kill: () => program.kill(),
    stop: () => program.stop(),
    again: async () => {
      program = await startProgram(folder, '--practice');
    },
  };
}

/** A folder whose practice city has a point with two PCs, this one being the first. */
export function layTwoTills(folder: string): void {
  foundTwoTills(folder, realWorld(spawnReader), keyFromFile(folder));
}

/** Tests of the counter: each has a program that practises, at a point with one PC or, by `test.use`, with two. */
export const test = base.extend<{
  readonly tills: 1 | 2;
  /** The other PC took in and sold some of the same cards, and this one has heard of it. */
  readonly contradicted: boolean;
  readonly program: Running;
}>({
  tills: [1, { option: true }],
  contradicted: [false, { option: true }],
  program: async ({ tills, contradicted }, use) => {
    const folder = dataFolder();
    if (contradicted) await foundContradiction(folder.path);
    else if (tills === 2) layTwoTills(folder.path);
    const program = await run(folder.path);
    await use(program);
    await program.stop();
    folder.remove();
  },
});

async function addressFrom(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the program has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    if (/^http:\/\/127\.0\.0\.1:\d+\/\S*$/.test(line)) return line;
  }
  throw new Error('the program ended without an address');
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}
