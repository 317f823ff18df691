import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Loads what the bundles import, then plays the shell: Electron's parentPort, a start of the practice city, and a stop. */
const SHELL = `
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
const [app, folder, imports] = process.argv.slice(1);
for (const name of JSON.parse(imports)) await import(name);
const shell = new EventEmitter();
shell.postMessage = (message) => console.error(JSON.stringify(message));
process.parentPort = shell;
await import(pathToFileURL(app + '/dist/main/engine.js'));
const key = crypto.getRandomValues(new Uint8Array(32));
const practiceFiles = app + '/electron/practice-files';
const options = { folder, key, practice: true, practiceFiles, version: 'check' };
shell.emit('message', { data: { kind: 'start', options }, ports: [] });
shell.emit('message', { data: { kind: 'stop' }, ports: [] });
`;

/**
 * Starts the engine from the shipped files and nothing else, under Node. in: the unpacked app, a folder for its data,
 * and what its bundles import. out: what went wrong.
 */
export function startShippedEngine(
  app: string,
  folder: string,
  imports: readonly string[],
): readonly string[] {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', SHELL, app, folder, JSON.stringify(imports)],
    { cwd: app, encoding: 'utf8', timeout: 60_000 },
  );
  if (status !== 0) return [`the shipped engine ended with ${status}: ${stderr.trim()}`];
  const made = ['gongxu.db', 'gongxu.mark'].filter((name) => !existsSync(join(folder, 'practice', name)));
  return made.map((name) => `the shipped engine did not make ${name} ${stderr.trim()}`);
}
