import type { Command } from './command.ts';
import { exceptionally } from './exceptional.ts';

export interface Denial {
  readonly procedure: string;
  readonly code: string;
  readonly person: string;
}

/** Somebody asked for what their role may not do, or for an approval that was not given. */
export const denyAccess: Command<Denial> = {
  does: 'access.denied',
  run(write, { procedure, code, person }) {
    write.append({
      type: 'access.denied',
      payload: { procedure, code },
      entities: [{ kind: 'person', id: person }, exceptionally(write)],
    });
  },
};
