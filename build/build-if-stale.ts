import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const project = join(import.meta.dirname, '..');

/** Written at the end of a build, so that its time is the build's. */
export const stamp = join(project, 'dist', '.built');

/** Builds only when some source is newer than the last build: `npm start` on a built checkout is at once. */
export async function buildIfStale(): Promise<void> {
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  const sources = globSync(
    ['contract/**/*', 'electron/**/*', 'renderer/**/*', 'wire/**/*', 'build/*', 'package-lock.json'],
    { cwd: project },
  );
  const stale = sources.some((file) => statSync(join(project, file)).mtimeMs > built);
  if (!stale) return;
  // Loading the builder alone takes a third of a second.
  const { buildAll } = await import('./build.ts');
  await buildAll();
}
