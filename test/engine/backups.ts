import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { disk } from '../../electron/disk.ts';
import { readEventFile } from '../../electron/engine/backup/event-file.ts';
import type { Content } from '../../electron/engine/backup/event-record.ts';
import { copyFolder } from '../../electron/engine/backup/place.ts';
import type { Db } from '../../electron/engine/database/open.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { deriveKey, toHex } from '../../wire/bytes.ts';
import { decodeEvent } from '../../wire/encode.ts';
import { practiceKey } from './city.ts';

/** Every event of a database, whole, one line each, in an order that doesn't depend on the rows'. */
export function eventLines(db: Db): string[] {
  const rows = db.prepare('SELECT bytes, personal, asked FROM event').all() as Kept[];
  return rows.map(lineOf).sort();
}

interface Kept {
  readonly bytes: Uint8Array;
  readonly personal: Uint8Array | null;
  readonly asked: Uint8Array | null;
}

function lineOf({ bytes, personal, asked }: Kept): string {
  return [bytes, personal, asked].map((part) => (part === null ? '-' : toHex(part))).join(' ');
}

/** What a file of events says, and how it ends. */
export async function readFile(path: string, key: Uint8Array = practiceKey) {
  const contents: Content[] = [];
  const file = readEventFile(disk, path, key);
  for (;;) {
    const { done, value } = await file.next();
    if (done) return { contents, ...value };
    contents.push(value.content);
  }
}

export async function linesIn(path: string): Promise<string[]> {
  const { contents } = await readFile(path);
  return contents.flatMap((one) => (one.kind === 'events' ? one.events.map(lineOf) : [])).sort();
}

/** The file of the second copy in a folder that was chosen. */
export function secondFile(seat: Seat): string {
  const path = seat.city().second.path();
  if (path === null) throw new Error('no folder was chosen');
  return path;
}

export function requestsIn(db: Db): string[] {
  const rows = db.prepare('SELECT bytes, personal FROM event').all() as Kept[];
  return rows.map(({ bytes, personal }) => decodeEvent(bytes, personal).envelope.request);
}

export function damage(path: string, change: (bytes: Buffer) => Buffer): void {
  writeFileSync(path, change(readFileSync(path)));
}

/** As a power cut or a bad sector leaves it: part of the file is something else. */
export function wreck(folder: string, from = 0, length = 64 * 1024): void {
  const path = `${folder}/practice/gongxu.db`;
  damage(path, (bytes) => {
    bytes.fill(0x5a, from, Math.min(bytes.length, from + length));
    return bytes;
  });
}

/** Everything of the data folder is gone but its key. */
export function lose(folder: string): void {
  rmSync(`${folder}/practice`, { recursive: true, force: true });
}

export function keepCopyOf(second: string, into: string): void {
  cpSync(copyFolder(second), copyFolder(into), { recursive: true });
}

export const otherKey = deriveKey(new Uint8Array(32).fill(9), 'practice database');
