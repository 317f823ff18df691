import { constants } from 'node:fs';
import {
  access,
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  statfs,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Disk, HeldFile, Volume } from './engine/world.ts';

/** The real disk; every call waits in the thread pool, never in the engine's turn. */
export const disk: Disk = {
  size: async (path) => (await orNull(stat(path)))?.size ?? null,
  async read(path, from, length) {
    const file = await open(path, 'r');
    try {
      return await readAt(file, from, length);
    } finally {
      await file.close();
    }
  },
  write: (path, from, bytes) => put(path, from, bytes, true),
  draft: (path, from, bytes) => put(path, from, bytes, false),
  hold: async (path) => held(await open(path, 'r')),
  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  async rename(from, to) {
    await rename(from, to);
    await flushFolder(dirname(to));
  },
  remove: (path) => rm(path, { force: true }),
  async list(folder) {
    const names = ((await orNull(readdir(folder))) ?? []).sort();
    const found = await Promise.all(names.map((name) => orNull(stat(join(folder, name)))));
    return names.flatMap((name, index) => {
      const one = found[index];
      return one?.isFile() ? [{ name, bytes: one.size }] : [];
    });
  },
  async volumes(besides) {
    const own = await volumeOf(besides);
    const all = await Promise.all((await mountPoints()).map(writable));
    const others = all.flatMap((one) => (one === null || one.id === own?.id ? [] : [one]));
    return others.filter(({ id }, index) => others.findIndex((one) => one.id === id) === index);
  },
  volumeOf,
};

async function put(path: string, from: number, bytes: Uint8Array, flush: boolean): Promise<void> {
  const isNew = (await orNull(stat(path))) === null;
  const file = await open(path, isNew ? 'w' : 'r+', 0o600);
  try {
    await file.truncate(from);
    let written = 0;
    while (written < bytes.length) {
      const step = await file.write(bytes, written, bytes.length - written, from + written);
      written += step.bytesWritten;
    }
    if (flush) await file.sync();
  } finally {
    await file.close();
  }
  if (isNew && flush) await flushFolder(dirname(path));
}

function held(file: FileHandle): HeldFile {
  return {
    size: async () => (await file.stat()).size,
    read: (from, length) => readAt(file, from, length),
    close: () => file.close(),
  };
}

async function readAt(file: FileHandle, from: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.alloc(length);
  let have = 0;
  while (have < length) {
    const { bytesRead } = await file.read(bytes, have, length - have, from + have);
    if (bytesRead === 0) break;
    have += bytesRead;
  }
  return bytes.subarray(0, have);
}

/** Windows has no handle for a folder; there the rename is journalled by NTFS. Sticks may refuse it elsewhere. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await orNull(open(path, 'r'));
  await folder?.sync().catch(() => {});
  await folder?.close();
}

async function volumeOf(path: string): Promise<Volume | null> {
  const [about, space] = await Promise.all([orNull(stat(path)), orNull(statfs(path))]);
  if (!about?.isDirectory() || space === null) return null;
  return { path, id: String(about.dev), freeBytes: space.bavail * space.bsize };
}

async function writable(path: string): Promise<Volume | null> {
  const may = await access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
  return may ? volumeOf(path) : null;
}

/** Folders a volume is mounted on. Kernel and program file systems are no place for a copy. */
async function mountPoints(): Promise<readonly string[]> {
  if (process.platform === 'win32') return [...'DEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:\\`);
  const table = (await orNull(readFile('/proc/mounts', 'utf8'))) ?? '';
  return table.split('\n').flatMap((line) => {
    const [device = '', path = '', kind = ''] = line.split(' ');
    const real = device.startsWith('/dev/') || ['cifs', 'nfs', 'nfs4', 'fuseblk'].includes(kind);
    const ours = /^\/(mnt|media|run\/media|srv|data|home|backup)(\/|$)/.test(path);
    // The kernel writes a space in a name as \040.
    return real && ours ? [path.replaceAll(/\\([0-7]{3})/g, (_, code) => byteOf(code))] : [];
  });
}

const byteOf = (octal: string) => String.fromCharCode(Number.parseInt(octal, 8));

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (typeof code === 'string' && /^E(NOENT|NOTDIR|ACCES|PERM|INVAL|NXIO|IO|ISDIR|UNKNOWN)/.test(code))
      return null;
    throw error;
  }
}
