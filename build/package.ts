import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildAll } from './build.ts';
import { buildIfStale } from './build-if-stale.ts';
import { checkPackage } from './package-check.ts';

const project = join(import.meta.dirname, '..');
const forge = join(project, 'node_modules', '@electron-forge', 'cli', 'dist', 'electron-forge.js');

/** `npm run package`: installers for this system. `-- --check`: what can be proved about them without Electron. */
const args = process.argv.slice(2);
if (args.includes('--check')) {
  await buildIfStale();
  process.exitCode = await checkPackage(project, forge);
} else {
  await buildAll();
  process.exitCode = make(args);
}

function make(rest: readonly string[]): number {
  const { status } = spawnSync(process.execPath, [forge, 'make', ...rest], {
    cwd: project,
    stdio: 'inherit',
  });
  if (status !== 0) {
    console.error(
      '没有打包成功。 Packaging needs Electron’s release site, or ELECTRON_ZIP_DIR with its zip.',
    );
  }
  return status ?? 1;
}
