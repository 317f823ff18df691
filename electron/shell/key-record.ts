import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../files.ts';

/**
 * Where the data's key is. `file`: in the clear beside this record, which the person was told and agreed to. Otherwise
 * the name of the system's key store that wrapped it, because another one cannot unwrap it (reliability.md finding 10).
 */
const keyRecord = z.discriminatedUnion('kind', [
  z.strictObject({ version: z.literal(1), kind: z.literal('file') }),
  z.strictObject({ version: z.literal(1), kind: z.literal('wrapped'), store: z.string(), key: z.base64() }),
]);
export type KeyRecord = z.infer<typeof keyRecord>;

/** out: null when there is none; 'unreadable' when there is one that cannot be understood. */
export function readKeyRecord(folder: string): KeyRecord | null | 'unreadable' {
  if (!existsSync(pathOf(folder))) return null;
  try {
    return keyRecord.parse(JSON.parse(readFileSync(pathOf(folder), 'utf8')));
  } catch {
    return 'unreadable';
  }
}

/** Whole or not at all, only for the owner. */
export function writeKeyRecord(folder: string, record: KeyRecord): void {
  replaceFile(pathOf(folder), Buffer.from(`${JSON.stringify(record)}\n`, 'utf8'));
}

function pathOf(folder: string): string {
  return join(folder, 'key.json');
}
