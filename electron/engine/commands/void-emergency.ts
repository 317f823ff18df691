import { refuse } from '../problem.ts';
import { blockWith, emergencySlip } from '../queries/emergency.ts';
import type { Command } from './command.ts';
import { exceptionally } from './exceptional.ts';

/** 应急单作废: a blank slip that was spoiled or stayed empty. One that was entered can't be made void. */
export const voidEmergency: Command<{ readonly number: string; readonly reason: string }> = {
  does: 'emergency.voided',
  run(write, { number, reason }) {
    const { db } = write;
    if (blockWith(db, number) === null) {
      throw refuse('EMERGENCY_UNKNOWN', `应急单 ${number} 没有领用过，没有作废。`, '请照单上的号码核对。');
    }
    const slip = emergencySlip(db, number);
    const [sale] = slip?.sales ?? [];
    if (sale !== undefined) {
      throw refuse(
        'EMERGENCY_ENTERED',
        `应急单 ${number} 已补录为 ${sale.document}，不能作废。`,
        '录错了的，请冲销那笔销售。',
      );
    }
    if (slip?.voided != null) {
      throw refuse('EMERGENCY_VOIDED', `应急单 ${number} 已经作废过了。`, '不用再办。');
    }
    write.append({
      type: 'emergency.voided',
      payload: { number, reason },
      entities: [{ kind: 'emergency', id: number }, exceptionally(write)],
    });
  },
};
