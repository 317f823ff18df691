import { fail, ok, type Result } from '../../../contract/domain/result.ts';
import type { FileProblem } from './sheet.ts';

/** One part of a zip, as its directory describes it. Sizes and places in bytes. */
export type ZipEntry = {
  /** With forward slashes. */
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly encrypted: boolean;
  readonly checksum: number;
  readonly unpackedSize: number;
  readonly headerAt: number;
  readonly dataAt: number;
  readonly dataEnd: number;
};

const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;
const LOCAL = 0x04034b50;
const LOCAL_LENGTH = 30;
const WIDE = 0xffffffff;

type Sizes = { readonly unpacked: number; readonly packed: number; readonly headerAt: number };

/** The entry at `at` of the directory, and where the next one begins. `limit`: where the directory began. */
export function readEntry(
  file: Buffer,
  at: number,
  limit: number,
): Result<{ readonly entry: ZipEntry; readonly next: number }, FileProblem> {
  if (at + ENTRY_LENGTH > file.length || file.readUInt32LE(at) !== ENTRY) return fail('file-damaged');
  const nameEnd = at + ENTRY_LENGTH + file.readUInt16LE(at + 28);
  const extraEnd = nameEnd + file.readUInt16LE(at + 30);
  const next = extraEnd + file.readUInt16LE(at + 32);
  const method = file.readUInt16LE(at + 10);
  if (next > file.length || (method !== 0 && method !== 8)) return fail('file-damaged');
  const sizes = sizesOf(file, at, file.subarray(nameEnd, extraEnd));
  const dataAt = sizes === null ? null : dataPlace(file, sizes.headerAt);
  if (sizes === null || dataAt === null || dataAt + sizes.packed > limit) return fail('file-damaged');
  const entry: ZipEntry = {
    name: file.toString('utf8', at + ENTRY_LENGTH, nameEnd).replaceAll('\\', '/'),
    method: method === 0 ? 'stored' : 'deflated',
    encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
    checksum: file.readUInt32LE(at + 16),
    unpackedSize: sizes.unpacked,
    headerAt: sizes.headerAt,
    dataAt,
    dataEnd: dataAt + sizes.packed,
  };
  return ok({ entry, next });
}

function dataPlace(file: Buffer, headerAt: number): number | null {
  if (headerAt + LOCAL_LENGTH > file.length || file.readUInt32LE(headerAt) !== LOCAL) return null;
  return headerAt + LOCAL_LENGTH + file.readUInt16LE(headerAt + 26) + file.readUInt16LE(headerAt + 28);
}

/** Fields that overflow 32 bits stand in extra field 1, in this order, only those that overflow. */
function sizesOf(file: Buffer, at: number, extra: Buffer): Sizes | null {
  const narrow = [file.readUInt32LE(at + 24), file.readUInt32LE(at + 20), file.readUInt32LE(at + 42)];
  const wide = narrow.includes(WIDE) ? wideNumbers(extra) : [];
  const [unpacked, packed, headerAt] = narrow.map((size) => (size === WIDE ? wide.shift() : size));
  if (unpacked === undefined || packed === undefined || headerAt === undefined) return null;
  return { unpacked, packed, headerAt };
}

function wideNumbers(extra: Buffer): number[] {
  let at = 0;
  while (at + 4 <= extra.length) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (end > extra.length) return [];
    if (extra.readUInt16LE(at) === 1) {
      const count = Math.floor((end - at - 4) / 8);
      const start = at + 4;
      return Array.from({ length: count }, (_, place) => Number(extra.readBigUInt64LE(start + place * 8)));
    }
    at = end;
  }
  return [];
}
