import { z } from 'zod';
import { deriveKey, fromHex, fromUtf8, sameBytes, seal, toHex, utf8 } from '../../../wire/bytes.ts';
import type { Disk } from '../world.ts';
import type { Known } from './second-file.ts';

const note = z.strictObject({
  id: z.string(),
  end: z.int(),
  index: z.int(),
  seal: z.string(),
  rows: z.int(),
  pc: z.string(),
});
const LARGEST = 4096;

/**
 * Where the second copy's last record of events begins, kept beside the database: that record's own seal covers its
 * index and the seal before it, so a start reads from there and knows the end for genuine without reading 200 MB. A note
 * that is torn, old or forged proves nothing, and the file is read from its beginning.
 */
export function createTailNote(
  disk: Pick<Disk, 'size' | 'read' | 'write'>,
  path: string,
  databaseKey: Uint8Array,
) {
  const key = deriveKey(databaseKey, 'second copy tail');
  return {
    async read(): Promise<Known | null> {
      if ((await disk.size(path)) === null) return null;
      const text = fromUtf8(await disk.read(path, 0, LARGEST));
      const [content = '', stamp = ''] = text.split('\n');
      if (!/^[0-9a-f]{64}$/.test(stamp) || !sameBytes(seal(key, utf8(content)), fromHex(stamp))) return null;
      const { id, end, index, seal: last, rows, pc } = note.parse(JSON.parse(content));
      return { tail: { id: fromHex(id), end, index, seal: fromHex(last) }, rows, pc };
    },
    async write({ tail, rows, pc }: Known): Promise<void> {
      const said = { id: toHex(tail.id), end: tail.end, index: tail.index, seal: toHex(tail.seal), rows, pc };
      const content = JSON.stringify(note.parse(said));
      await disk.write(path, 0, utf8(`${content}\n${toHex(seal(key, utf8(content)))}\n`));
    },
  };
}
