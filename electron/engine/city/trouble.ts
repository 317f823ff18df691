import { Refusal, refuse } from '../problem.ts';
import type { World } from '../world.ts';
import type { CityFiles } from './open-city.ts';

/** What a restore can put right. Data in use elsewhere, or of a newer program, is sound. */
const TROUBLES: readonly string[] = ['UNREADABLE', 'CHAIN', 'DATABASE_GONE'];

/** Whether a city doesn't open for a reason that people can do something about with a copy. */
export function isTrouble(error: unknown): error is Refusal {
  return error instanceof Refusal && TROUBLES.includes(error.problem.code);
}

/** A mark without its database: whoever went on would begin a new city in the place of the old one, in silence. */
export function requireNotLost({ database, mark }: CityFiles, { files }: Pick<World, 'files'>): void {
  if (files.exists(database) || !files.exists(mark)) return;
  throw refuse(
    'DATABASE_GONE',
    '数据文件不见了：这台电脑办过业务，文件夹里却没有数据文件。',
    '请不要删除数据文件夹；用备份恢复，或请管理员找回数据文件。',
    '程序没有改动任何文件。',
  );
}
