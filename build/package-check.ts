import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { fuses } from '../forge.config.ts';
import { differencesIn, importsOf } from './package-contents.ts';
import { startShippedEngine } from './shipped-engine.ts';
import { writeStubElectron } from './stub-electron.ts';

const PROVED = `Proved, with a STUB in Electron's place:
  - forge.config.ts packages; all nine fuses are set in the binary as configured (each stood the other way before)
  - what ships and what must not: no sources, tests, dotfiles, .npmrc, source maps, other systems' binaries, Node itself
  - the shipped files alone, unpacked, under Node ${process.versions.node}: every package a bundle uses loads, and the
    engine founds a practice city`;

const NOT_PROVED = `Not proved here, because Electron's binary is not on this machine:
  - that the program starts, shows its window, and reads its files from inside app.asar
  - the installers (.deb, .zip), Windows, and Linux on arm64`;

const MOST_LINES = 40;

/** Packages the project against a stub Electron in a temporary folder and looks at the result. out: the exit code. */
export async function checkPackage(project: string, forge: string): Promise<number> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.log('skipped: the stub Electron is made for Linux on x64 only');
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'gongxu-package-'));
  try {
    const differences = await packaged(project, forge, folder);
    for (const difference of differences.slice(0, MOST_LINES)) console.error(`  x ${difference}`);
    console.log(differences.length === 0 ? `${PROVED}\n${NOT_PROVED}` : `${differences.length} differences`);
    return differences.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function packaged(project: string, forge: string, folder: string): Promise<readonly string[]> {
  const { devDependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const before = wanted().map(({ on }) => !on);
  writeStubElectron(folder, devDependencies.electron, before);
  const { status } = spawnSync(process.execPath, [forge, 'package', '--platform=linux', '--arch=x64'], {
    cwd: project,
    stdio: ['ignore', 2, 2],
    env: {
      ...process.env,
      ELECTRON_ZIP_DIR: folder,
      GONGXU_RELEASE_DIR: join(folder, 'release'),
      TMPDIR: folder,
    },
  });
  if (status !== 0) return [`electron-forge package ended with ${status}`];
  const app = join(folder, 'release', 'gongxu-linux-x64');
  const asar = join(app, 'resources', 'app.asar');
  const alone = join(folder, 'app');
  extractAll(asar, alone);
  return [
    ...(await wrongFuses(join(app, 'gongxu'))),
    ...differencesIn(join(app, 'resources'), alone),
    ...startShippedEngine(alone, join(folder, 'data'), importsOf(alone)),
  ];
}

/** The fuses of the wire in order, and how each is to stand. */
function wanted() {
  const options = Object.values(FuseV1Options).filter((option) => typeof option === 'number');
  return options.map((option) => ({ option, name: FuseV1Options[option], on: fuses[option] }));
}

async function wrongFuses(binary: string): Promise<readonly string[]> {
  const wire = await getCurrentFuseWire(binary);
  const count = Object.keys(wire).filter((key) => /^\d+$/.test(key)).length;
  const wrong = wanted()
    .filter(({ option, on }) => wire[option] !== (on ? FuseState.ENABLE : FuseState.DISABLE))
    .map(({ name }) => `fuse ${name} is not as configured`);
  return count === wanted().length
    ? wrong
    : [...wrong, `${count} fuses in the binary, ${wanted().length} known`];
}
