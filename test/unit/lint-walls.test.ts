import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = join(import.meta.dirname, '..', '..');

/** What reaches a denied name without writing it. */
const waysAround = [
  'export const x = globalThis.fetch;\n',
  "export const x = globalThis['setTimeout'];\n",
  'export const { fetch: x } = globalThis;\n',
  'export const x = global.fetch;\n',
  "export const x = new Function('return fetch');\n",
  "export const x = () => import('node:fs');\n",
  "export const x = () => require('node:fs');\n",
  'export const x = [1].map(Math.random);\n',
  'export const x = Date.now;\n',
  'export const x = Date();\n',
  'export const x = new Date;\n',
] as const;

/** Each line is put into a file of its own, in a folder that has the project's lint rules and nothing else. */
const forbidden = [
  ['contract/domain', "import { y } from '../../electron/engine/y.ts';\nexport { y };\n"],
  ['contract/domain', "import { readFileSync } from 'node:fs';\nexport { readFileSync };\n"],
  ['contract/domain', 'export const x = Date.now();\n'],
  ['renderer', "import { y } from '../electron/engine/y.ts';\nexport { y };\n"],
  ['renderer', "import { ipcRenderer } from 'electron';\nexport { ipcRenderer };\n"],
  ['contract/domain', "import { y } from '../../wire/y.ts';\nexport { y };\n"],
  ['renderer', "import { y } from '../wire/y.ts';\nexport { y };\n"],
  ['wire', "import { y } from '../electron/engine/y.ts';\nexport { y };\n"],
  ['wire', "import { y } from '../server/y.ts';\nexport { y };\n"],
  ['wire', "import { readFileSync } from 'node:fs';\nexport { readFileSync };\n"],
  ['wire', "import { randomBytes } from 'node:crypto';\nexport const x = randomBytes;\n"],
  ['wire', 'export const x = Date.now();\n'],
  ['wire', 'export const x = fetch;\n'],
  ['server', "import { y } from '../electron/engine/y.ts';\nexport { y };\n"],
  ['server', "import { y } from '../renderer/y.ts';\nexport { y };\n"],
  ['electron/engine', "import { app } from 'electron';\nexport { app };\n"],
  ['electron/engine/commands', "import { y } from '../../../renderer/y.ts';\nexport { y };\n"],
  ['electron', "import { app } from 'electron';\nexport { app };\n"],
  ['electron/engine', "import { y } from '../shell/y.ts';\nexport { y };\n"],
  ['electron/engine', "import { readFileSync } from 'node:fs';\nexport { readFileSync };\n"],
  ['electron/engine', "import { spawn } from 'node:child_process';\nexport { spawn };\n"],
  ['electron/engine', 'export const x = Date.now();\n'],
  ['electron/engine', 'export const x = new Date();\n'],
  ['electron/engine', 'export const x = Math.random();\n'],
  ['electron/engine', "import { randomBytes } from 'node:crypto';\nexport const x = randomBytes;\n"],
  ['electron/engine', 'export const x = setTimeout;\n'],
  ['electron/engine', 'export const x = fetch;\n'],
  ...waysAround.map((line) => ['contract/domain', line] as const),
  ...waysAround.map((line) => ['electron/engine', line] as const),
  ['electron/engine', 'export const x = performance;\n'],
  ['electron/engine', 'export const x = crypto;\n'],
  ['electron/engine', 'export const x = new WebSocket(y);\n'],
  ['electron/engine', 'export const x = process;\n'],
  ['electron/engine', "import { connect } from 'node:tls';\nexport { connect };\n"],
  ['electron/engine', "import { connect } from 'node:http2';\nexport { connect };\n"],
  ['electron/engine', "import { Worker } from 'node:worker_threads';\nexport { Worker };\n"],
  ['electron/engine', "import { fork } from 'node:cluster';\nexport { fork };\n"],
  ['electron/engine', "import { performance } from 'node:perf_hooks';\nexport { performance };\n"],
  ['electron/engine', "import { connect } from 'tls';\nexport { connect };\n"],
  ['electron/engine', "import { createRequire } from 'node:module';\nexport { createRequire };\n"],
  ['electron/engine', "import { realWorld } from '../world.ts';\nexport { realWorld };\n"],
  ['electron/engine', "export { realWorld } from '../world.ts';\n"],
  ['electron/engine', "import type { World } from '../world.ts';\nexport type { World };\n"],
  ['electron/engine', "import '../../build/start.ts';\n"],
  ['electron/engine/commands', "import { realWorld } from '../../world.ts';\nexport { realWorld };\n"],
  ['electron/engine/commands', "import { y } from '../../spawn-reader.ts';\nexport { y };\n"],
] as const;

const allowed = [
  ['contract/domain', "import { y } from '../events/y.ts';\nexport { y };\n"],
  ['electron/engine', "import { y } from '../../contract/domain/y.ts';\nexport { y };\n"],
  ['electron/engine', "import { y } from './world.ts';\nexport { y };\n"],
  ['electron/engine/commands', "import type { World } from '../world.ts';\nexport type { World };\n"],
  ['electron/engine/commands', "import { y } from '../../../contract/domain/y.ts';\nexport { y };\n"],
  ['electron/engine', "import { createHash } from 'node:crypto';\nexport { createHash };\n"],
  ['electron/engine', 'export const x = (y: number) => new Date(y);\n'],
  ['electron', "import { y } from './engine/world.ts';\nexport { y };\n"],
  ['electron/shell', "import { app } from 'electron';\nexport { app };\n"],
  ['renderer', "import { y } from '../contract/domain/y.ts';\nexport { y };\n"],
] as const;

/** A process and a thread of their own: freer than the engine, and still without files and network. */
const processes = [
  'electron/engine/intake/reader-process.ts',
  'electron/engine/documents/worker.ts',
] as const;
const inProcesses = [
  "export { Worker } from 'node:worker_threads';",
  'export const x = () => setInterval(process.exit, 1);',
  "export { app } from 'electron';",
  "export { readFileSync } from 'node:fs';",
  "export { connect } from 'node:net';",
  "export { realWorld } from '../../world.ts';",
  'export const y = fetch;',
  'export const z = globalThis.fetch;',
].join('\n');

const all = [...forbidden, ...allowed];
let folder: string;
/** As `electron/case-1.ts:2`. */
let complaints: readonly string[];
let output: string;

function complaintsIn(path: string): readonly string[] {
  return complaints.filter((place) => place.slice(0, place.lastIndexOf(':')) === path);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-walls-'));
  cpSync(join(project, 'biome.json'), join(folder, 'biome.json'));
  cpSync(join(project, 'build', 'lint'), join(folder, 'build', 'lint'), { recursive: true });
  const files = [
    ...all.map(([place, source], index) => [`${place}/case-${index}.ts`, source] as const),
    ...processes.map((path) => [path, inProcesses] as const),
  ];
  for (const [path, source] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  }
  const biome = join(project, 'node_modules', '.bin', 'biome');
  const args = ['lint', '--max-diagnostics=none', '--colors=off'];
  const { stdout, stderr } = spawnSync(biome, args, { cwd: folder, encoding: 'utf8' });
  output = `${stdout}${stderr}`;
  // The walls' own rules only: a sample must not pass for being untidy.
  const walls = /^\S+:\d+(?=:\d+ (lint\/style\/noRestricted|lint\/style\/useNodejsImportProtocol|plugin))/gm;
  complaints = [...new Set(output.match(walls))];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('import walls, and one door for clock, chance, files and network', () => {
  it.each(forbidden.map(([place, source], index) => [place, source, index] as const))(
    '%s may not hold %s',
    (place, _source, index) => {
      expect(complaintsIn(`${place}/case-${index}.ts`)).not.toEqual([]);
    },
  );

  it.each(allowed.map(([place, source], index) => [place, source, forbidden.length + index] as const))(
    '%s may hold %s',
    (place, _source, index) => {
      expect(complaintsIn(`${place}/case-${index}.ts`)).toEqual([]);
    },
  );

  // The linter only remarks on a rule of ours that breaks, and goes on without it.
  it('every rule of build/lint ran to its end', () => {
    expect(output.match(/^.* errored: .*$/gm)).toBeNull();
  });

  it.each(processes)('%s may use its threads and timers, but no file, no network, no shell', (path) => {
    expect(complaintsIn(path).toSorted()).toEqual([3, 4, 5, 6, 7, 8].map((line) => `${path}:${line}`));
  });
});
