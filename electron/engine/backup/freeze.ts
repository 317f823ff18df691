import { createHash } from 'node:crypto';
import type { Db } from '../database/open.ts';
import type { HeldFile, World } from '../world.ts';

/** Copied between two turns: about a millisecond each way. */
const SLICE = 1024 * 1024;
/** SQLite's lock bytes: the page there never holds data, and Windows lets nobody else read it. */
const LOCKED = 0x40000000;
const LARGEST_PAGE = 65_536;

/**
 * An image of the running database as it is at this moment, made in slices while selling goes on: what is committed
 * meanwhile stays in the log, because nothing is carried over into the file until the image is whole. in: `begun`, called
 * in the same turn in which the moment is fixed. Rejects as the disk does, or when the log can't be emptied.
 */
export async function freezeInto(
  db: Db,
  file: HeldFile,
  into: string,
  { disk }: Pick<World, 'disk'>,
  begun: () => void,
): Promise<void> {
  db.pragma('wal_autocheckpoint=0');
  try {
    const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (row?.busy !== 0) throw new Error('the log could not be emptied');
    begun();
    await copyFile(file, into, disk);
  } finally {
    if (db.open) db.pragma('wal_autocheckpoint=1000');
  }
}

/** An image of files nobody has open, e.g. a damaged database and its log. Nothing where there is no such file. */
export async function copyClosed(from: string, into: string, disk: World['disk']): Promise<boolean> {
  if ((await disk.size(from)) === null) return false;
  const file = await disk.hold(from);
  try {
    await copyFile(file, into, disk);
    return true;
  } finally {
    await file.close();
  }
}

/** Flushed, read again and compared. out: whether both are alike. */
export async function copyWhole(from: string, into: string, { disk }: Pick<World, 'disk'>): Promise<boolean> {
  await copyClosed(from, into, disk);
  // Cuts nothing off: it only makes the system write out what it holds.
  await disk.write(into, (await disk.size(from)) ?? 0, new Uint8Array(0));
  return (await sumOfFile(from, disk)) === (await sumOfFile(into, disk));
}

/** SHA-256 of a file's bytes, in hex; of none where there is no such file. */
export async function sumOfFile(path: string, disk: World['disk']): Promise<string> {
  const [sum, size] = [createHash('sha256'), (await disk.size(path)) ?? 0];
  for (let at = 0; at < size; at += SLICE) sum.update(await disk.read(path, at, SLICE));
  return sum.digest('hex');
}

async function copyFile(file: HeldFile, into: string, disk: World['disk']): Promise<void> {
  const size = await file.size();
  await disk.draft(into, 0, new Uint8Array(0));
  for (let at = 0; at < size; at += SLICE) {
    const skipped = at === LOCKED ? LARGEST_PAGE : 0;
    const bytes = await file.read(at + skipped, Math.min(SLICE, size - at) - skipped);
    await disk.draft(into, at + skipped, bytes);
  }
}
