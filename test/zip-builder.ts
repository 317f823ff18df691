import { crc32, deflateRawSync } from 'node:zlib';

/** A part to be packed; the other fields make the directory say something untrue. */
export type PackedPart = {
  readonly name: string;
  readonly content: string | Buffer;
  readonly stored?: boolean;
  readonly declaredSize?: number;
  readonly declaredPackedSize?: number;
  readonly checksum?: number;
  readonly flags?: number;
  /** Points the directory at another part's place. */
  readonly headerAt?: number;
  /** Writes sizes and place the 64-bit way, as some Java programs always do. */
  readonly wide?: boolean;
};

/** A zip written by hand, so that a test can make each of its fields lie. */
export function zipOf(parts: readonly PackedPart[], wideEnd = false): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const packed = pack(part);
    const local = Buffer.concat([localHeader(part, packed), packed.bytes]);
    directory.push(directoryEntry(part, packed, part.headerAt ?? at));
    locals.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  return Buffer.concat([...locals, list, ...endRecords(parts.length, list.length, at, wideEnd)]);
}

type Packed = {
  readonly bytes: Buffer;
  readonly size: number;
  readonly checksum: number;
  readonly method: number;
};

function pack(part: PackedPart): Packed {
  const content = Buffer.from(part.content);
  const bytes = part.stored === true ? content : deflateRawSync(content, { level: 1 });
  const checksum = part.checksum ?? crc32(content);
  return { bytes, size: part.declaredSize ?? content.length, checksum, method: part.stored === true ? 0 : 8 };
}

function localHeader(part: PackedPart, packed: Packed): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(part.flags ?? 0, 6);
  header.writeUInt16LE(packed.method, 8);
  header.writeUInt32LE(packed.checksum, 14);
  header.writeUInt32LE(packed.bytes.length, 18);
  header.writeUInt32LE(packed.size, 22);
  header.writeUInt16LE(Buffer.byteLength(part.name), 26);
  return Buffer.concat([header, Buffer.from(part.name)]);
}

function directoryEntry(part: PackedPart, packed: Packed, headerAt: number): Buffer {
  const wide = part.wide === true;
  const extra = wide ? Buffer.alloc(28) : Buffer.alloc(0);
  if (wide) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    for (const [place, value] of [packed.size, packed.bytes.length, headerAt].entries()) {
      extra.writeBigUInt64LE(BigInt(value), 4 + place * 8);
    }
  }
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(part.flags ?? 0, 8);
  entry.writeUInt16LE(packed.method, 10);
  entry.writeUInt32LE(packed.checksum, 16);
  entry.writeUInt32LE(wide ? 0xffffffff : (part.declaredPackedSize ?? packed.bytes.length), 20);
  entry.writeUInt32LE(wide ? 0xffffffff : packed.size, 24);
  entry.writeUInt16LE(Buffer.byteLength(part.name), 28);
  entry.writeUInt16LE(extra.length, 30);
  entry.writeUInt32LE(wide ? 0xffffffff : headerAt, 42);
  return Buffer.concat([entry, Buffer.from(part.name), extra]);
}

function endRecords(count: number, length: number, start: number, wide: boolean): Buffer[] {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(wide ? 0xffff : count, 8);
  end.writeUInt16LE(wide ? 0xffff : count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(wide ? 0xffffffff : start, 16);
  if (!wide) return [end];
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + length), 8);
  return [record, locator, end];
}
