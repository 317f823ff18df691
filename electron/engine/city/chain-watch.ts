import type { Problem } from '../../../contract/app/problem.ts';
import type { Db } from '../database/open.ts';
import type { Identity } from '../journal/identity.ts';
import { verifyAll } from '../journal/verify.ts';
import { Refusal, refuse } from '../problem.ts';
import type { World } from '../world.ts';
import { FIRST_CHECK_AFTER, startIdleCheck } from './idle-check.ts';
import type { Settlement, Warnings } from './warnings.ts';

const broken: Problem = {
  code: 'CHAIN',
  happened: '业务记录的校验链断开，数据可能被改动或损坏，已停止办理业务。',
  safe: '程序没有改动数据。',
  todo: '请不要删除数据文件夹，立即联系管理员。',
};

export const brokenChain = () => new Refusal(broken);

/**
 * Stops all business when the full check finds the journal broken, also over restarts: until a later check found it
 * whole and somebody has said in writing what was done about it.
 */
export function watchChain(
  { incarnation }: Pick<Identity, 'incarnation'>,
  db: Db,
  world: World,
  warnings: Warnings,
) {
  const stands = () => warnings.standing().some(({ code }) => code === broken.code);
  let stopped = stands();
  let whole: boolean | null = null;

  const stop = startIdleCheck(
    () => verifyAll(db, incarnation),
    world.timers,
    stopped ? 0 : FIRST_CHECK_AFTER,
    (found) => {
      whole = found;
      if (found || stopped) return;
      stopped = true;
      try {
        warnings.keep(broken);
      } catch {
        // A disk that breaks chains may take nothing more; the stop holds all the same.
        warnings.mention(broken);
      }
    },
  );

  return {
    requireWhole() {
      if (stopped) throw brokenChain();
    },
    settle(id: string, by: Settlement): void {
      const isChain = warnings.standing().some((one) => one.id === id && one.code === broken.code);
      if (isChain && whole !== true) {
        throw refuse(
          'CHAIN_UNSOUND',
          '业务记录还没有通过完整核对，这条提示不能标为已处理。',
          '请管理员换回完好的数据；重新启动后程序自动核对，通过后再试。',
        );
      }
      warnings.settle(id, by);
      if (isChain) stopped = stands();
    },
    stop,
  };
}
