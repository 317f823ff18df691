import { type CashCount, sumOfCount, tidyCount } from '../../../contract/domain/closing.ts';
import { tillOf } from '../journal/identity.ts';
import { refuse } from '../problem.ts';
import { openShiftOf } from '../queries/shifts.ts';
import { nameOf } from '../queries/state.ts';
import type { Command } from './command.ts';

/** 开班: whoever takes the drawer over counts what lies in it, piece by piece. One shift a drawer. */
export const openShift: Command<{ readonly count: CashCount }> = {
  does: 'shift.opened',
  run(write, { count }) {
    const { identity } = write.journal;
    const open = openShiftOf(write.db, identity.device);
    if (open !== null) {
      throw refuse(
        'SHIFT_OPEN',
        `${nameOf(write.db, open.state.openedBy)}的班还没有交，没有重复开班。`,
        '请先交班，再由接班人开班。',
      );
    }
    const shift = write.journal.nextId();
    const tidy = tidyCount(count);
    write.append({
      type: 'shift.opened',
      payload: { shift, holder: tillOf(identity), count: tidy, floatFen: sumOfCount(tidy) },
      entities: [{ kind: 'shift', id: shift }],
    });
  },
};
