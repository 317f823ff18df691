import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What of the project is shipped, by path from its root. Whatever isn't named here stays at home. */
const OURS = [
  /^\/package\.json$/,
  /^\/LICENSE$/,
  /^\/dist$/,
  /^\/dist\/(main|renderer)(\/|$)/,
  /^\/electron$/,
  /^\/electron\/practice-files(\/|$)/,
  /^\/node_modules(\/|$)/,
];

const NEVER = [
  // Dotfiles, with registry settings among them.
  /\/\./,
  // Source maps hold the sources; types and TypeScript are of no use to a running program.
  /\.map$/,
  /\.[cm]?tsx?$/,
  /^\/node_modules\/.*\/(test|tests|__tests__)(\/|$)/,
  // Node itself comes as a package for development; in the installed program Electron is the Node.
  /^\/node_modules\/node-(linux|win)-/,
  // C sources and what builds them; the binaries are in the package.
  /^\/node_modules\/node-addon-api\//,
  /^\/node_modules\/better-sqlite3\/(deps|src|binding\.gyp)(\/|$)/,
  // Of its 13 MB the platform-free bundle alone is drawn with (electron/engine/documents/barcode.ts).
  /^\/node_modules\/bwip-js\/(?!(package\.json|LICENSE|dist(\/(bwip-js-gen|bwipp)\.mjs)?)$)/,
  // Two weights of nine are drawn with (electron/engine/documents/font.ts); one is 10 MB.
  /^\/node_modules\/@expo-google-fonts\/noto-sans-sc\/(?!400Regular|700Bold)\d/,
];

/** in: a path from the project's root, with a leading slash; the root itself is ''. */
export function ships(path: string): boolean {
  if (path === '') return true;
  return OURS.some((rule) => rule.test(path)) && !NEVER.some((rule) => rule.test(path));
}

/** The binaries one system needs, and the folders in which those of all systems lie. */
export interface Binaries {
  readonly keep: readonly string[];
  readonly among: readonly string[];
}

const argon2Suffix: Readonly<Record<string, string>> = { linux: '-gnu', win32: '-msvc', darwin: '' };

/** in: system and processor as Electron names them. Musl systems have no Electron. */
export function binariesFor(platform: string, arch: string): Binaries {
  const argon2 = `argon2-${platform}-${arch}${argon2Suffix[platform] ?? ''}`;
  return {
    keep: [`better-sqlite3/prebuilds/${platform}-${arch}.node`, `@node-rs/${argon2}`, '@node-rs/argon2'],
    among: ['better-sqlite3/prebuilds', '@node-rs'],
  };
}

/**
 * Removes the other systems' binaries from a copied app. Throws when one that is needed is missing: npm installs only
 * this machine's, so a package for another system would start and then find no argon2.
 */
export function keepBinariesOf(app: string, platform: string, arch: string): void {
  const modules = join(app, 'node_modules');
  const { keep, among } = binariesFor(platform, arch);
  const missing = keep.filter((path) => !existsSync(join(modules, path)));
  if (missing.length > 0) throw new Error(`missing for ${platform}-${arch}: ${missing.join(', ')}`);
  for (const folder of among) {
    const paths = readdirSync(join(modules, folder)).map((name) => `${folder}/${name}`);
    for (const path of paths.filter((one) => !keep.includes(one))) {
      rmSync(join(modules, path), { recursive: true });
    }
  }
  for (const name of readdirSync(modules).filter((one) => /^node-(linux|win)-/.test(one))) {
    rmSync(join(modules, name), { recursive: true });
  }
}
