import { addDays, type CalendarDay, isCalendarDay } from '../../../contract/domain/calendar.ts';
import { releaseHeld } from '../held/held-sales.ts';
import { refuse } from '../problem.ts';
import type { Command } from './command.ts';

/** Confirms a business day on this PC. It never goes back: closed days keep their figures. */
export const openDay: Command<{ readonly day: string }> = {
  does: 'day.opened',
  run(write, { day }) {
    if (!isCalendarDay(day) || day < write.businessDay) {
      throw refuse('DAY', '业务日期不能早于已确认的日期。', `请选择 ${write.businessDay} 或以后的日期。`);
    }
    const { device } = write.journal.identity;
    write.append({
      type: 'day.opened',
      payload: { device, day },
      entities: [{ kind: 'device', id: device }],
    });
    releaseHeld(write.db, day);
  },
};

export function nextDay(day: string): string {
  return addDays(day as CalendarDay, 1);
}
