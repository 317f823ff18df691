import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = [
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'chromium',
  'chromium-browser',
];

export const HOW_TO_GET_ONE =
  '装 Chrome 或 Edge，或运行 npx playwright install chromium，或（Debian，root）apt-get install -y chromium';

/** A Chromium for the end-to-end tests: named by E2E_BROWSER, Playwright's own, on the PATH, or in its usual folders. */
export function findBrowser(): string | null {
  const named = process.env['E2E_BROWSER'];
  const candidates = [...(named ? [named] : []), chromium.executablePath(), ...onPath(), ...usualFolders()];
  return candidates.find((file) => existsSync(file)) ?? null;
}

function onPath(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function usualFolders(): string[] {
  const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
    (name) => process.env[name] ?? [],
  );
  return [
    ...roots.flatMap((root) => [
      join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ];
}

/** As root on Debian the test command installs the distribution's Chromium itself, and says so. */
export function findOrInstallBrowser(): string | null {
  const found = findBrowser();
  if (found !== null) return found;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  console.log('没有浏览器，正在用 apt-get 安装 chromium … No browser found: installing Debian’s chromium …');
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env: aptEnvironment });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  return findBrowser();
}

const aptEnvironment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
