import type { Files } from '../world.ts';

/** Where a restored database waits for its swap, and the mark that belongs to it. */
export interface SwapFiles {
  readonly database: string;
  readonly mark: string;
  readonly ready: string;
  readonly readyMark: string;
}

/**
 * Puts a restored database in its place, the old one kept aside with its log. The restored file's coming to the name
 * `ready` is what decides; from there a kill at any point is finished at the next start, and before it nothing happened.
 * in: `aside`, under which the old file is kept. out: whether there was anything to finish.
 */
export function finishSwap(
  files: Files,
  { database, mark, ready, readyMark }: SwapFiles,
  aside: string,
): boolean {
  if (!files.exists(ready)) {
    files.remove(readyMark);
    return false;
  }
  // The log first: without it the old file is still a database, a log beside the new one would spoil that.
  for (const suffix of ['-wal', '-shm', '']) files.rename(`${database}${suffix}`, `${aside}${suffix}`);
  files.rename(readyMark, mark);
  files.rename(ready, database);
  return true;
}
