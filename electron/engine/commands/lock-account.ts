import type { Command } from './command.ts';
import { exceptionally } from './exceptional.ts';

/** Five wrong tries. The lock itself is the count in the `pin` table, which no event can reset. */
export const lockAccount: Command<{ readonly person: string }> = {
  does: 'account.locked',
  run(write, { person }) {
    write.append({
      type: 'account.locked',
      payload: { person },
      entities: [{ kind: 'person', id: person }, exceptionally(write)],
    });
  },
};
