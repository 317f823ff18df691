import type { EmergencyBlockState } from '../../../contract/domain/folds/registers.ts';
import { refuse } from '../problem.ts';
import { stateOf } from '../queries/state.ts';
import type { Command } from './command.ts';
import { countPrint } from './print-paper.ts';

/** 打印 / 补打 of a block of blank slips: from the second time on two papers bear one number, so people look again. */
export const printEmergency: Command<{ readonly block: string }> = {
  does: 'slip.printed',
  run(write, { block }) {
    const document = stateOf<EmergencyBlockState>(write.db, 'emergency_block', block)?.allocated.document;
    if (document == null) throw refuse('EMERGENCY_BLOCK', '没有找到这批应急单。', '请重新打开备份页面再选。');
    countPrint(write, document);
  },
};
