import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../contract/app/problem.ts';
import { keyFromFile } from '../key-file.ts';
import { type KeyRecord, readKeyRecord, writeKeyRecord } from './key-record.ts';
import { keyProblems, storeChanged } from './key-words.ts';
import { systemKeyStore, unwrap, wrap } from './system-key-store.ts';

export type KeyAnswer =
  | { readonly kind: 'key'; readonly key: Uint8Array }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** The person did not want a key in the clear. */
  | { readonly kind: 'declined' };

export interface KeyQuestion {
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  /** Shows the warning about a key in the clear; false when the person would rather stop. */
  readonly agreeToFile: () => Promise<boolean>;
}

/**
 * The key of this folder's data: made once, and from then on found again or refused in words. Where it is once kept it
 * stays, whatever key store appears later, and nothing that exists is ever overwritten by a new key.
 */
export async function keyOf(question: KeyQuestion): Promise<KeyAnswer> {
  const { folder, platform } = question;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const record = readKeyRecord(folder);
  if (record === 'unreadable') return refused(keyProblems.unreadable);
  if (record?.kind === 'wrapped') return unwrapped(record, folder, await systemKeyStore(platform));
  if (record?.kind === 'file')
    return existsSync(fileOf(folder)) ? fromFile(folder) : refused(keyProblems.lost);
  // The browser host was here before us and keeps the key of this data in the file.
  if (existsSync(fileOf(folder))) return agreedFile(question);
  if (hasData(folder)) return refused(keyProblems.lost);
  const store = await systemKeyStore(platform);
  return store === null ? agreedFile(question) : newKey(folder, store);
}

async function newKey(folder: string, store: string): Promise<KeyAnswer> {
  const key = randomBytes(32);
  const wrapped = await wrap(key);
  // A store that gives back something else would lose the data at the next start.
  const again = await unwrap(wrapped);
  if (again === null || !key.equals(again.key)) return refused(keyProblems.wontUnwrap);
  writeKeyRecord(folder, { version: 1, kind: 'wrapped', store, key: wrapped });
  return { kind: 'key', key };
}

type Wrapped = Extract<KeyRecord, { kind: 'wrapped' }>;

async function unwrapped(record: Wrapped, folder: string, store: string | null): Promise<KeyAnswer> {
  if (store === null) return refused(keyProblems.storeGone);
  if (store !== record.store) return refused(storeChanged(record.store, store));
  const found = await unwrap(record.key);
  if (found === null) return refused(keyProblems.wontUnwrap);
  if (found.stale) writeKeyRecord(folder, { ...record, key: await wrap(found.key) });
  return { kind: 'key', key: found.key };
}

async function agreedFile({ folder, agreeToFile }: KeyQuestion): Promise<KeyAnswer> {
  if (!(await agreeToFile())) return { kind: 'declined' };
  const answer = fromFile(folder);
  if (answer.kind === 'key') writeKeyRecord(folder, { version: 1, kind: 'file' });
  return answer;
}

function fromFile(folder: string): KeyAnswer {
  try {
    return { kind: 'key', key: keyFromFile(folder) };
  } catch {
    return refused(keyProblems.fileDamaged);
  }
}

/** Whether some city's database lies in a folder of its own below this one. */
function hasData(folder: string): boolean {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .some((entry) => readdirSync(join(folder, entry.name)).some((name) => name.endsWith('.db')));
}

function fileOf(folder: string): string {
  return join(folder, 'key');
}

function refused(problem: Problem): KeyAnswer {
  return { kind: 'refused', problem };
}
