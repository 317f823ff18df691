import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type * as Fake from './fake-electron.ts';

export type State = (typeof Fake)['fake'];

/** Long enough for real processes on a busy machine; only what hangs takes that long. */
export function waitUntil(happened: () => boolean): Promise<boolean> {
  return vi.waitUntil(happened, { timeout: 60_000 });
}

/** A folder of its own for a test, gone afterwards. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gongxu-shell-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An app folder with a small built page in it, so that no test needs a build. */
export function builtApp(): string {
  const root = temporaryFolder();
  const page = join(root, 'dist', 'renderer');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(page, 'index.html'), '<meta name="csp-nonce" content="__NONCE__">');
  writeFileSync(join(page, 'assets', 'index.js'), 'export {};');
  writeFileSync(join(root, 'dist', 'secret.js'), 'outside the page');
  return root;
}

/** The modules as if the program had just been started: the fake, and the real main.ts on top of it. */
export async function freshShell(prepare: (fake: State) => void = () => {}, folder = temporaryFolder()) {
  vi.resetModules();
  vi.doMock('electron', () => import('./fake-electron.ts'));
  const electron = (await import('electron')) as unknown as typeof Fake;
  const { fake } = electron;
  // The real one writes to the fourth channel, which in a test runner is the runner's own.
  vi.doMock('../../electron/shell/shown.ts', () => ({ sayShown: () => void fake.log.push('shown') }));
  fake.appPath = builtApp();
  prepare(fake);
  const before = process.argv;
  process.argv = ['electron', fake.appPath, '--ozone-platform=x11', `--data=${folder}`, ...fake.arguments];
  onTestFinished(async () => {
    process.argv = before;
    await Promise.all(fake.processes.map((child) => child.end()));
  });
  const { start } = await import('../../electron/main.ts');
  return { electron, fake, folder, start };
}

/** Started, ready, and as far as its window or the words it ends in. */
export async function runningShell(prepare?: (fake: State) => void, folder?: string) {
  const shell = await freshShell(prepare, folder);
  shell.start();
  shell.fake.sayReady();
  const { windows, errors, log } = shell.fake;
  await waitUntil(() => windows.length + errors.length > 0 || log.includes('quit'));
  const page = shell.fake.sessions.get('page');
  if (page === undefined) throw new Error('the page has no session of its own');
  const [window] = shell.fake.windows;
  return { ...shell, page, window };
}

/** The same with a window. */
export async function openShell(prepare?: (fake: State) => void) {
  const { window, ...shell } = await runningShell(prepare);
  if (window === undefined) throw new Error(`no window: ${shell.fake.errors.join()}`);
  const engines = () => shell.fake.processes.filter(({ name }) => name === 'engine.js');
  return { ...shell, window, contents: window.webContents, engines };
}
