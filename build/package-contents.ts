import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';

const MUST = [
  '/package.json',
  '/dist/main/main.js',
  '/dist/main/engine.js',
  '/dist/main/backup-thread.js',
  '/dist/main/documents-worker.js',
  '/dist/main/intake-reader.js',
  '/dist/main/preload.cjs',
  '/dist/renderer/index.html',
  '/node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  '/node_modules/@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  '/node_modules/better-sqlite3/LICENSE',
];

const TOP = ['/package.json', '/LICENSE', '/dist', '/electron', '/node_modules'];

const MUST_NOT: readonly (readonly [string, RegExp])[] = [
  ['a dotfile', /\/\./],
  ['a source', /\.[cm]?tsx?$|\.(c|cc|cpp|h|gyp|gypi)$/],
  ['a source map', /\.map$/],
  ['a test', /\/(test|tests|__tests__)\//],
  ['our own source', /^\/(test|build|contract|renderer|docs|server)(\/|$)/],
  ['our own source', /^\/electron\/(?!practice-files)/],
  ['Node itself', /\/node-(linux|win)-/],
  [
    'a tool of development',
    /^\/node_modules\/(electron|vite|vitest|typescript|react|antd|@biomejs|@playwright)\//,
  ],
  ['a lock file or registry setting', /\/(package-lock\.json|npmrc|yarn\.lock)$/],
];

const BINARIES = [
  '/node_modules/@node-rs/argon2-linux-x64-gnu/argon2.linux-x64-gnu.node',
  '/node_modules/better-sqlite3/prebuilds/linux-x64.node',
];

/** in: the packaged resources, and the archive unpacked. out: a line for everything that is not as it must be. */
export function differencesIn(resources: string, unpacked: string): readonly string[] {
  const paths = listPackage(join(resources, 'app.asar'), { isPack: false });
  const files = paths.filter((path) => !path.endsWith('/'));
  const imports = importsOf(unpacked);
  const bare = imports.filter((name) => !files.includes(`/node_modules/${packageOf(name)}/package.json`));
  return [
    ...MUST.filter((path) => !files.includes(path)).map((path) => `missing: ${path}`),
    ...files.flatMap((path) => forbidden(path)),
    ...same(
      'binary',
      files.filter((path) => path.endsWith('.node')),
      BINARIES,
    ),
    ...same('file outside the archive', outside(resources), BINARIES),
    ...bare.map((name) => `imported, but not shipped: ${name}`),
    // Else the bundles' imports were not understood, and the line above proves nothing.
    ...(imports.includes('better-sqlite3') ? [] : ['no bundle imports better-sqlite3']),
    ...(practiceFiles(files) > 0 ? [] : ['missing: the practice files']),
    ...integrity(join(resources, 'app.asar')),
  ];
}

function forbidden(path: string): readonly string[] {
  const known = TOP.some((top) => path === top || path.startsWith(`${top}/`));
  const reasons = MUST_NOT.filter(([, rule]) => rule.test(path)).map(([reason]) => reason);
  return [...(known ? [] : ['not expected']), ...reasons].map((reason) => `${reason}: ${path}`);
}

function same(what: string, found: readonly string[], expected: readonly string[]): readonly string[] {
  return [
    ...found.filter((path) => !expected.includes(path)).map((path) => `unexpected ${what}: ${path}`),
    ...expected.filter((path) => !found.includes(path)).map((path) => `missing ${what}: ${path}`),
  ];
}

function outside(resources: string): readonly string[] {
  const root = join(resources, 'app.asar.unpacked');
  const entries = globSync('**/*', { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}

/** in: `@scope/name/entrance`; out: `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** What the bundles import from node_modules at run time: a package, or one of its entrances. */
export function importsOf(unpacked: string): readonly string[] {
  const bundles = globSync('dist/main/*.js', { cwd: unpacked });
  const names = bundles.flatMap((bundle) => {
    const text = readFileSync(join(unpacked, bundle), 'utf8');
    return Array.from(
      text.matchAll(/(?:^import .*?from |^import |\bimport\()"([^"./][^"]*)"/gm),
      ([, name]) => name ?? '',
    );
  });
  const ofNode = (name: string) =>
    name.startsWith('node:') || builtinModules.includes(name) || name === 'electron';
  return [...new Set(names)].filter((name) => !ofNode(name));
}

function practiceFiles(files: readonly string[]): number {
  return files.filter((path) => path.startsWith('/electron/practice-files/')).length;
}

/** Every file in the archive has its hash there, which the integrity fuse checks on Windows and macOS. */
function integrity(asar: string): readonly string[] {
  const { headerString } = getRawHeader(asar);
  const sizes = headerString.match(/"size":/g)?.length ?? 0;
  const hashes = headerString.match(/"integrity":/g)?.length ?? 0;
  return sizes === hashes ? [] : [`${sizes - hashes} files in the archive without a hash`];
}
