import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const project = join(import.meta.dirname, '..', '..');

/** Everything that ends up in the program or its installers, comments aside. */
const sources = globSync(
  ['electron/**/*.ts', 'renderer/**/*.{ts,tsx,html}', 'contract/**/*.ts', 'forge.config.ts'],
  {
    cwd: project,
  },
).map((path) => ({
  path: path.replaceAll('\\', '/'),
  text: readFileSync(join(project, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm, ''),
}));

const whereIs = (rule: RegExp) => sources.filter(({ text }) => rule.test(text)).map(({ path }) => path);

/** Each with a line that must be found by it, so that no rule can rot into one that finds nothing. */
const banned: readonly (readonly [string, RegExp, string])[] = [
  ['E1 an address outside this PC', /\b(https?|wss?|ftp):\/\/(?!127\.0\.0\.1|\$\{)/, "fetch('https://a.b')"],
  ['E2 Node in the page', /nodeIntegration\w*:(?!\s*false)/, 'nodeIntegration: true'],
  ['E3 no context isolation', /contextIsolation:(?!\s*true)/, 'contextIsolation: options.isolated'],
  ['E4 no sandbox', /no-sandbox|sandbox:(?!\s*true)/, "'--no-sandbox'"],
  ['E6 webSecurity', /webSecurity/, 'webSecurity: true'],
  ['E7 a looser policy', /unsafe-inline|unsafe-eval|bypassCSP/, "script-src 'unsafe-inline'"],
  ['E8 insecure content', /allowRunningInsecureContent/, 'allowRunningInsecureContent: true'],
  ['E9 experimental features', /experimentalFeatures/, 'experimentalFeatures: true'],
  ['E10 Blink features', /enableBlinkFeatures/, "enableBlinkFeatures: 'a'"],
  ['E11 webview', /<webview|webviewTag:(?!\s*false)|allowpopups/, 'webviewTag: true'],
  ['E13 dropped files navigate', /navigateOnDragDrop:(?!\s*false)/, 'navigateOnDragDrop: true'],
  ['E15 other programs', /openExternal|openPath|\bshell\.(open|beep|trash)/, 'shell.openExternal(url)'],
  ['E17 calls beside the port', /\bipcMain\b|ipcRenderer\.(send|invoke)/, 'ipcMain.handle(name, run)'],
  ['E18 files as pages', /file:\/\/|loadFile\(/, "loadURL('file:///a')"],
  ['E20 Electron in the page', /contextBridge|exposeInMainWorld/, 'contextBridge.exposeInMainWorld(a, b)'],
  ['X2 certificates', /certificate-error|setCertificateVerifyProc/, "app.on('certificate-error', run)"],
  ['X6 crash reports', /crashReporter/, 'crashReporter.start(options)'],
  ['X8 a session on the disk', /['"`]persist:/, "partition: 'persist:page'"],
];

describe.each(banned)('%s', (_name, rule, sample) => {
  test('is nowhere in what ships', () => {
    expect(rule.test(sample)).toBe(true);
    expect(whereIs(rule)).toEqual([]);
  });
});

test('windows are made in one place', () => {
  expect(whereIs(/new (BrowserWindow|BaseWindow|WebContentsView|BrowserView)\(/)).toEqual([
    'electron/shell/window.ts',
  ]);
});

test('only the shell knows Electron; the engine’s process takes its types and nothing else', () => {
  const users = whereIs(/^import (?!type).*from 'electron'/m);
  const allowed = /^electron\/(shell\/[\w-]+|main|preload)\.ts$/;
  expect(users.filter((path) => !allowed.test(path))).toEqual([]);
  expect(users).toContain('electron/main.ts');
});

test('E16 Electron is one of the three supported majors, named exactly', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  expect(Number.parseInt(devDependencies.electron, 10)).toBeGreaterThanOrEqual(45);
});
