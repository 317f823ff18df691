import { z } from 'zod';
import { deriveKey, fromHex, fromUtf8, sameBytes, seal, toHex, utf8 } from '../../../wire/bytes.ts';
import type { Files } from '../world.ts';

const mark = z.strictObject({
  realm: z.string(),
  incarnation: z.string(),
  number: z.int(),
  lamport: z.int(),
  /** Latest wall-clock time seen and believed, so that a clock set back, or far ahead, is noticed. */
  latest: z.int(),
});
export type Mark = z.infer<typeof mark>;

/**
 * The sealed high-water mark beside the database: a database that is behind it was restored from an older copy, and
 * may not go on under its old numbers (reliability.md G22).
 */
export function createMarkFile(files: Files, path: string, databaseKey: Uint8Array) {
  const key = deriveKey(databaseKey, 'high-water mark');
  return {
    /** Null when there is none or its seal is broken. */
    read(): Mark | null {
      const bytes = files.read(path);
      if (bytes === null) return null;
      const [content = '', stamp = ''] = fromUtf8(bytes).split('\n');
      if (!/^[0-9a-f]{64}$/.test(stamp) || !sameBytes(seal(key, utf8(content)), fromHex(stamp))) return null;
      return mark.parse(JSON.parse(content));
    },
    write(value: Mark): void {
      const content = JSON.stringify(mark.parse(value));
      files.replace(path, utf8(`${content}\n${toHex(seal(key, utf8(content)))}\n`));
    },
  };
}
export type MarkFile = ReturnType<typeof createMarkFile>;
