import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = join(import.meta.dirname, '..', '..');

/** Each line is put into a file of its own, in a folder that has the project's lint rules and nothing else. */
const forbidden = [
  ['contract/domain', "import { y } from '../../electron/engine/y.ts';\nexport { y };\n"],
  ['contract/domain', "import { readFileSync } from 'node:fs';\nexport { readFileSync };\n"],
  ['contract/domain', 'export const x = Date.now();\n'],
  ['renderer', "import { y } from '../electron/engine/y.ts';\nexport { y };\n"],
  ['renderer', "import { ipcRenderer } from 'electron';\nexport { ipcRenderer };\n"],
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
] as const;

const allowed = [
  ['contract/domain', "import { y } from '../events/y.ts';\nexport { y };\n"],
  ['electron/engine', "import { y } from '../../contract/domain/y.ts';\nexport { y };\n"],
  ['electron/shell', "import { app } from 'electron';\nexport { app };\n"],
  ['renderer', "import { y } from '../contract/domain/y.ts';\nexport { y };\n"],
] as const;

const all = [...forbidden, ...allowed];
let folder: string;
let complaints: ReadonlySet<string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-walls-'));
  cpSync(join(project, 'biome.json'), join(folder, 'biome.json'));
  cpSync(join(project, 'build', 'lint'), join(folder, 'build', 'lint'), { recursive: true });
  for (const [index, [place, source]] of all.entries()) {
    const file = join(folder, place, `case-${index}.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, source);
  }
  const biome = join(project, 'node_modules', '.bin', 'biome');
  const args = ['lint', '--max-diagnostics=none', '--colors=off'];
  const { stdout, stderr } = spawnSync(biome, args, { cwd: folder, encoding: 'utf8' });
  complaints = new Set(`${stdout}${stderr}`.match(/case-\d+(?=\.ts(:\d+:\d+ lint| plugin))/g));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('import walls, and one door for clock, chance, files and network', () => {
  it.each(forbidden.map(([place, source], index) => [place, source, index] as const))(
    '%s may not hold %s',
    (_p, _s, index) => {
      expect(complaints).toContain(`case-${index}`);
    },
  );

  it.each(allowed.map(([place, source], index) => [place, source, forbidden.length + index] as const))(
    '%s may hold %s',
    (_p, _s, index) => {
      expect(complaints).not.toContain(`case-${index}`);
    },
  );
});
