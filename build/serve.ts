import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBrowserHost } from '../electron/browser-host.ts';
import { keyFromFile } from '../electron/key-file.ts';
import { spawnReader } from '../electron/spawn-reader.ts';
import { realWorld } from '../electron/world.ts';
import type { StartOptions } from './start-options.ts';

const project = join(import.meta.dirname, '..');

/** Serves the counter on 127.0.0.1 until the process is asked to stop. out: the page's address. */
export async function serve({ folder, port, practice }: Omit<StartOptions, 'open'>): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const host = await startBrowserHost(realWorld(spawnReader), {
    folder,
    key: keyFromFile(folder),
    version,
    practice,
    practiceFiles: join(project, 'electron', 'practice-files'),
    page: join(project, 'dist', 'renderer'),
    port,
  });
  const stop = () => void host.close().then(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  return host.url;
}
