import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { startDocumentWorker } from './document-worker.ts';
import type { Files, World } from './engine/world.ts';

/** The real world. The shell adds how the spreadsheet reader is started: utilityProcess or child_process. */
export function realWorld(spawnReader: World['spawnReader']): World {
  return {
    clock: { now: () => Date.now() },
    random: (bytes) => randomBytes(bytes),
    files,
    timers: {
      after(milliseconds, run) {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
      nextTurn: () => setImmediate(),
    },
    spawnReader,
    startDocumentWorker,
    reached: () => {},
  };
}

const files: Files = {
  exists: existsSync,
  read: (path) => (existsSync(path) ? readFileSync(path) : null),
  replace: replaceFile,
  makeFolder(path) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  },
  list: (path) => (existsSync(path) ? readdirSync(path).sort() : []),
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
  // Windows has no handle for a folder; there the rename is journalled by NTFS.
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
