import { nextRun } from '../../../contract/domain/emergency.ts';
import { refuse } from '../problem.ts';
import { emergencyBlocks } from '../queries/emergency.ts';
import type { Command } from './command.ts';
import { nextDocument } from './documents.ts';

/** 领用应急单号: the next numbers of this PC's own series, for blank slips that are printed beforehand. */
export const allocateEmergency: Command<{ readonly count: number }> = {
  does: 'emergency.allocated',
  run(write, { count }) {
    const { workplace, pc, incarnation } = write.journal.identity;
    const series = `${workplace}${pc}${incarnation.split('-')[0] ?? ''}`;
    const given = emergencyBlocks(write.db).map(({ allocated }) => allocated);
    const run = nextRun(series, given, count);
    if (run === null) throw refuse('EMERGENCY_FULL', '应急单号已经用完，没有领用。', '请联系管理员。');
    const block = write.journal.nextId();
    const document = nextDocument(write);
    write.append({
      type: 'emergency.allocated',
      payload: { block, ...run, count, document },
      entities: [
        { kind: 'emergency-block', id: block },
        { kind: 'document', id: document },
      ],
    });
  },
};
