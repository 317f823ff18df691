import { fail, ok, type Result } from '../../../contract/domain/result.ts';
import { type FileProblem, MOST_ENTRIES, MOST_UNPACKED_BYTES } from './sheet.ts';
import { readEntry, type ZipEntry } from './zip-entry.ts';

const END = 0x06054b50;
const END_LENGTH = 22;
const END64_LOCATOR = 0x07064b50;
const END64 = 0x06064b50;
const LONGEST_COMMENT = 0xffff;

/**
 * Reads a zip's own list of contents and checks it before anything is unpacked: number and sum of sizes, names that
 * lead out of a folder, parts that overlap or lie outside the file. Libraries trust these fields; a bomb is made of
 * them.
 */
export function readDirectory(file: Buffer): Result<readonly ZipEntry[], FileProblem> {
  const end = findEnd(file);
  if (end === null) return fail('file-damaged');
  if (end.count > MOST_ENTRIES) return fail('file-too-large');
  const entries: ZipEntry[] = [];
  let at = end.start;
  for (let index = 0; index < end.count; index += 1) {
    const read = readEntry(file, at, end.start);
    if (!read.ok) return read;
    entries.push(read.value.entry);
    at = read.value.next;
  }
  return checked(entries);
}

function checked(entries: readonly ZipEntry[]): Result<readonly ZipEntry[], FileProblem> {
  if (entries.some((entry) => leadsOutside(entry.name))) return fail('file-unsafe-zip');
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpackedSize, 0);
  if (unpacked > MOST_UNPACKED_BYTES) return fail('file-too-large');
  if (entries.some((entry) => entry.encrypted)) return fail('file-encrypted');
  // Which of two parts with one name is meant is read differently by every program.
  const names = new Set(entries.map((entry) => entry.name.toLowerCase()));
  return names.size < entries.length || overlapping(entries) ? fail('file-damaged') : ok(entries);
}

function leadsOutside(name: string): boolean {
  return /^[/\\]|^[a-z]:|\0/i.test(name) || name.split(/[/\\]/).includes('..');
}

function overlapping(entries: readonly ZipEntry[]): boolean {
  const ordered = entries.toSorted((a, b) => a.headerAt - b.headerAt);
  return ordered.some((entry, place) => entry.headerAt < (ordered[place - 1]?.dataEnd ?? 0));
}

type End = { readonly count: number; readonly start: number };

/** The end record is the last one that fits; mail programs append bytes of their own behind it. */
function findEnd(file: Buffer): End | null {
  const lowest = Math.max(0, file.length - END_LENGTH - LONGEST_COMMENT);
  for (let at = file.length - END_LENGTH; at >= lowest; at -= 1) {
    const fits = file.readUInt32LE(at) === END && at + END_LENGTH + file.readUInt16LE(at + 20) <= file.length;
    if (fits) return endAt(file, at);
  }
  return null;
}

function endAt(file: Buffer, at: number): End | null {
  const count = file.readUInt16LE(at + 10);
  const start = file.readUInt32LE(at + 16);
  const wide = count === 0xffff || start === 0xffffffff ? wideEnd(file, at) : { count, start };
  return wide !== null && wide.start <= at ? wide : null;
}

// Some Java programs write the 64-bit records into every file, however small.
function wideEnd(file: Buffer, at: number): End | null {
  const locator = at - 20;
  if (locator < 0 || file.readUInt32LE(locator) !== END64_LOCATOR) return null;
  const record = Number(file.readBigUInt64LE(locator + 8));
  if (record > locator - 56 || file.readUInt32LE(record) !== END64) return null;
  return {
    count: Number(file.readBigUInt64LE(record + 32)),
    start: Number(file.readBigUInt64LE(record + 48)),
  };
}
