import { createCipheriv, createDecipheriv } from 'node:crypto';
import { deriveKey, fromUtf8, utf8 } from '../../../wire/bytes.ts';
import type { Refusal } from '../problem.ts';
import type { World } from '../world.ts';

const [NONCE, TAG] = [12, 16];

/**
 * One small file of JSON under AES-256-GCM, for secrets that have no database. in: a key, what the file is for, and the
 * words for one that can't be read.
 */
export function createSealedFile(
  { files, random }: Pick<World, 'files' | 'random'>,
  path: string,
  masterKey: Uint8Array,
  purpose: string,
  damaged: () => Refusal,
) {
  const key = deriveKey(masterKey, purpose);
  return {
    /** Null when there is none. Refuses one that is damaged, or of another key: it may be all there is of a secret. */
    read(): unknown {
      const bytes = files.read(path);
      if (bytes === null) return null;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), {
          authTagLength: TAG,
        });
        decipher.setAuthTag(bytes.subarray(-TAG));
        const text = [decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()];
        return JSON.parse(fromUtf8(Buffer.concat(text)));
      } catch {
        throw damaged();
      }
    },
    /** On the disk, whole, when this returns. */
    write(value: object): void {
      const nonce = random(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const text = [cipher.update(utf8(JSON.stringify(value))), cipher.final()];
      files.replace(path, Buffer.concat([nonce, ...text, cipher.getAuthTag()]));
    },
    remove: () => files.remove(path),
  };
}
