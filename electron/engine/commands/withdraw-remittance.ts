import { refuse } from '../problem.ts';
import { openRemittance } from './bank-remittance.ts';
import type { Command } from './command.ts';
import { exceptionally } from './exceptional.ts';

/** 撤回: the 缴款单 was not carried to the bank. Its days are due again, and a supervisor says why. */
export const withdrawRemittance: Command<{ readonly remittance: string; readonly reason: string }> = {
  does: 'remittance.withdrawn',
  run(write, { remittance, reason: typed }) {
    const reason = typed.trim();
    if (reason === '') throw refuse('REASON', '没有填写原因，缴款单没有撤回。', '请写明为什么撤回。');
    const { device, days } = openRemittance(write, remittance, '没有撤回');
    write.append({
      type: 'remittance.withdrawn',
      payload: { remittance, reason },
      entities: [
        { kind: 'remittance', id: remittance },
        ...days.map(({ day }) => ({ kind: 'day-close', id: `${device}/${day}` })),
        exceptionally(write),
      ],
    });
  },
};
