import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from './engine/problem.ts';
import { replaceFile } from './files.ts';

/**
 * The browser host's key store: a file only its owner may read. Openly weaker than a system key store, since whoever
 * copies the whole folder has both lock and key; the start line and the README say so.
 */
export function keyFromFile(folder: string): Uint8Array {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'key');
  if (!existsSync(path) && existsSync(join(folder, 'key.json'))) {
    throw refuse(
      'KEY_ELSEWHERE',
      '这个数据文件夹的密钥由系统钥匙串保管，浏览器方式打不开它。',
      '请用桌面窗口打开，或用 --data 指定另一个文件夹。',
      '数据完好，没有任何改动。',
    );
  }
  if (!existsSync(path)) replaceFile(path, Buffer.from(randomBytes(32).toString('hex'), 'utf8'));
  chmodSync(path, 0o600);
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (key.length !== 32) {
    throw refuse(
      'KEY',
      '密钥文件已损坏，程序没有打开数据。',
      '请不要删除数据文件夹，联系管理员。',
      '程序没有改动数据。',
    );
  }
  return key;
}
