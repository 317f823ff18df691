import { crc32 } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 1980-01-01: a fixed date keeps the file the same every time. */
const DATE = 0x21;

/** A zip without compression: enough for a stub of a few hundred kilobytes, and no tool is needed. */
export function storeZip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const file = Buffer.concat([localHeader(entry), Buffer.from(entry.name), entry.bytes]);
    directory.push(centralHeader(entry, offset), Buffer.from(entry.name));
    files.push(file);
    offset += file.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, central, end]);
}

function localHeader(entry: ZipEntry): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL, 0);
  header.writeUInt16LE(20, 4);
  common(header, 6, entry);
  return header;
}

function centralHeader(entry: ZipEntry, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL, 0);
  header.writeUInt16LE((3 << 8) | 20, 4); // made on Unix, so the mode below counts
  header.writeUInt16LE(20, 6);
  common(header, 8, entry);
  const mode = 0o100000 | (entry.executable ? 0o755 : 0o644);
  header.writeUInt32LE(mode * 0x10000, 38);
  header.writeUInt32LE(offset, 42);
  return header;
}

/** The fields both headers share, from the flags to the length of the name. */
function common(header: Buffer, at: number, { name, bytes }: ZipEntry): void {
  header.writeUInt16LE(0x0800, at); // names in UTF-8
  header.writeUInt16LE(DATE, at + 6);
  header.writeUInt32LE(crc32(bytes), at + 8);
  header.writeUInt32LE(bytes.length, at + 12);
  header.writeUInt32LE(bytes.length, at + 16);
  header.writeUInt16LE(Buffer.byteLength(name), at + 20);
}
