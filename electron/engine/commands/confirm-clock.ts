import type { ClockJump } from '../../../contract/domain/clock.ts';
import type { Command } from './command.ts';
import { exceptionally } from './exceptional.ts';

/** The clock went back or jumped, and somebody looked at it and said that it is right now. Shown and recorded only. */
export const confirmClock: Command<ClockJump> = {
  does: 'clock.confirmed',
  // A clock goes on between two presses of one button.
  asks: ({ kind }) => kind,
  run(write, { kind, seen, shown }) {
    const { device } = write.journal.identity;
    write.append({
      type: 'clock.confirmed',
      payload: { device, kind, seen, shown },
      entities: [exceptionally(write)],
    });
  },
};
