import { createCipheriv, createDecipheriv } from 'node:crypto';
import { deriveKey, sameBytes, toHex, utf8 } from '../../../wire/bytes.ts';
import type { Disk, World } from '../world.ts';
import { type Content, packRecord, unpackRecord } from './event-record.ts';

/**
 * A file of sealed records that only grows: the second copy on another volume, and what is salvaged from a damaged
 * database. Each record is AES-256-GCM under a key of this file's own, and its seal also covers its index and the seal
 * before it. So a record that is changed, missing, doubled or out of its place is noticed; one cut off at the end is
 * known by its missing half, or by whoever knows how far the file had come.
 */
const MAGIC = utf8('GXEV1\n');
const ID = 16;
export const HEADER = MAGIC.length + ID;
const [SIZE, NONCE, TAG] = [4, 12, 16];
/** No record of ours is larger; a size beyond it is damage, not a reason to ask for gigabytes. */
const LARGEST = 16 * 1024 * 1024;
/** Read at once, so that a slow volume is asked seldom. */
const CHUNK = 1024 * 1024;

/** How far a file goes: what the next record hangs on. */
export interface Tail {
  readonly id: Buffer;
  /** Bytes up to the end of the last whole record. */
  readonly end: number;
  /** Records so far. */
  readonly index: number;
  /** The seal of the last one; the file's id before the first. */
  readonly seal: Buffer;
}

/** How a file ended when it was read: whole; with half a record, as a power cut leaves it; or with one that is not ours. */
export type Ending = 'whole' | 'torn' | 'damaged';

/** out: the bytes a new file begins with, and its tail. */
export function newEventFile(random: World['random']): { readonly bytes: Buffer; readonly tail: Tail } {
  const id = Buffer.from(random(ID));
  return { bytes: Buffer.concat([MAGIC, id]), tail: { id, end: HEADER, index: 0, seal: id } };
}

/** in: the database's key, from which each file's own key is derived. out: the record's bytes and the tail behind it. */
export function sealRecord(
  databaseKey: Uint8Array,
  tail: Tail,
  content: Content,
  random: World['random'],
): { readonly bytes: Buffer; readonly tail: Tail } {
  const nonce = random(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keyOf(databaseKey, tail.id), nonce);
  cipher.setAAD(placeOf(tail));
  const text = Buffer.concat([cipher.update(packRecord(content)), cipher.final()]);
  const seal = cipher.getAuthTag();
  const size = Buffer.alloc(SIZE);
  size.writeUInt32BE(text.length);
  const bytes = Buffer.concat([size, nonce, text, seal]);
  return { bytes, tail: { ...tail, end: tail.end + bytes.length, index: tail.index + 1, seal } };
}

/** One record, and the place where it begins. */
export interface Found {
  readonly content: Content;
  readonly at: Tail;
}

/**
 * Reads a file record by record. in: `from`, a place known to be genuine; null for the beginning. out, at the end: its
 * tail, and how it ended. What was yielded is genuine, whatever comes after it. Throws what the disk throws.
 */
export async function* readEventFile(
  disk: Pick<Disk, 'read'>,
  path: string,
  databaseKey: Uint8Array,
  from: Tail | null = null,
): AsyncGenerator<Found, { readonly tail: Tail | null; readonly ending: Ending }> {
  const head = Buffer.from(await disk.read(path, 0, HEADER));
  if (head.length < HEADER || !sameBytes(head.subarray(0, MAGIC.length), MAGIC)) {
    return { tail: null, ending: 'damaged' };
  }
  const id = head.subarray(MAGIC.length);
  if (from !== null && !sameBytes(id, from.id)) return { tail: null, ending: 'damaged' };
  const key = keyOf(databaseKey, id);
  const take = createWindow(disk, path);
  let tail: Tail = from ?? { id, end: HEADER, index: 0, seal: id };
  for (;;) {
    const size = await take(tail.end, SIZE);
    if (size.length === 0) return { tail, ending: 'whole' };
    const length = size.length < SIZE ? 0 : size.readUInt32BE(0);
    if (length > LARGEST) return { tail, ending: 'damaged' };
    const whole = SIZE + NONCE + length + TAG;
    const record = await take(tail.end, whole);
    if (record.length < whole) return { tail, ending: 'torn' };
    const content = openRecord(key, tail, record);
    if (content === null) return { tail, ending: 'damaged' };
    const at = tail;
    tail = {
      ...tail,
      end: tail.end + whole,
      index: tail.index + 1,
      seal: Buffer.from(record.subarray(-TAG)),
    };
    yield { content: unpackRecord(content), at };
  }
}

function openRecord(key: Buffer, tail: Tail, record: Buffer): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', key, record.subarray(SIZE, SIZE + NONCE), {
    authTagLength: TAG,
  });
  decipher.setAAD(placeOf(tail));
  decipher.setAuthTag(record.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(record.subarray(SIZE + NONCE, -TAG)), decipher.final()]);
  } catch {
    return null;
  }
}

/** Reads ahead in large pieces; a record larger than a piece is read whole. */
function createWindow(disk: Pick<Disk, 'read'>, path: string) {
  let start = 0;
  let bytes: Buffer = Buffer.alloc(0);
  return async (from: number, length: number): Promise<Buffer> => {
    if (from < start || from + length > start + bytes.length) {
      bytes = Buffer.from(await disk.read(path, from, Math.max(CHUNK, length)));
      start = from;
    }
    return bytes.subarray(from - start, from - start + length);
  };
}

function keyOf(databaseKey: Uint8Array, id: Uint8Array): Buffer {
  return deriveKey(databaseKey, `second copy ${toHex(id)}`);
}

function placeOf({ id, index, seal }: Tail): Buffer {
  const count = Buffer.alloc(8);
  count.writeBigUInt64BE(BigInt(index));
  return Buffer.concat([id, count, seal]);
}
