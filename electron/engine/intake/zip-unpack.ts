import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { fail, ok, type Result } from '../../../contract/domain/result.ts';
import { type FileProblem, MOST_UNPACKED_BYTES } from './sheet.ts';
import type { ZipEntry } from './zip-entry.ts';

/** Unpacks one part, never into more memory than the directory announced; size and checksum must both be right. */
export async function unpack(file: Buffer, entry: ZipEntry): Promise<Result<Buffer, FileProblem>> {
  const packed = file.subarray(entry.dataAt, entry.dataEnd);
  const bytes = entry.method === 'stored' ? packed : inflated(packed, entry.unpackedSize);
  if (bytes === null) return fail(await whyNot(packed));
  return bytes.length === entry.unpackedSize && crc32(bytes) === entry.checksum
    ? ok(bytes)
    : fail('file-damaged');
}

function inflated(packed: Buffer, size: number): Buffer | null {
  try {
    // One chunk with a byte to spare: the output is then allocated once, not gathered from pieces.
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1), chunkSize: Math.max(size + 1, 64) });
  } catch {
    return null;
  }
}

/** A directory that lies may hide a bomb or be plain damage: counting what comes out, without keeping it, tells. */
async function whyNot(packed: Buffer): Promise<FileProblem> {
  let size = 0;
  const counter = new Writable({
    write(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      done(size > MOST_UNPACKED_BYTES ? new Error('enough seen') : null);
    },
  });
  await pipeline(Readable.from([packed]), createInflateRaw(), counter).catch(() => undefined);
  return size > MOST_UNPACKED_BYTES ? 'file-too-large' : 'file-damaged';
}
