import { createCipheriv, createDecipheriv } from 'node:crypto';
import { deriveKey, fromUtf8, utf8 } from '../../../wire/bytes.ts';
import { refuse } from '../problem.ts';
import type { World } from '../world.ts';

const [NONCE, TAG] = [12, 16];

/** One small file of JSON under AES-256-GCM, for secrets that have no database yet. in: a key, and what the file is for. */
export function createSealedFile(
  { files, random }: Pick<World, 'files' | 'random'>,
  path: string,
  masterKey: Uint8Array,
  purpose: string,
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

function damaged() {
  return refuse(
    'JOINING_FILE',
    '这台电脑的入网申请读不出来：文件已损坏，或数据密钥不是原来那把。',
    '请联系管理员：把数据文件夹里 city 文件夹下的 gongxu.joining 移走，再重新申请入网，入网码也要另要一个。',
    '程序没有改动任何文件。',
  );
}
