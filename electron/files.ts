import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Files } from './engine/world.ts';

/** The real files: small ones, on the data's own volume. */
export const files: Files = {
  exists: existsSync,
  read: (path) => (existsSync(path) ? readFileSync(path) : null),
  replace: replaceFile,
  makeFolder(path) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  },
  list: (path) => (existsSync(path) ? readdirSync(path).sort() : []),
  rename(from, to) {
    if (!existsSync(from)) return;
    renameSync(from, to);
    flushFolder(dirname(to));
  },
  remove: (path) => rmSync(path, { force: true }),
};

/** Whole or not at all, also over a power cut: written beside, flushed, renamed, and the folder flushed. */
export function replaceFile(path: string, bytes: Uint8Array): void {
  const beside = `${path}.new`;
  const file = openSync(beside, 'w', 0o600);
  try {
    // Goes on after a short write; a truncated key or mark must never be renamed into place.
    writeFileSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
  flushFolder(dirname(path));
}

function flushFolder(path: string): void {
  // Windows has no handle for a folder; there the rename is journalled by NTFS.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
