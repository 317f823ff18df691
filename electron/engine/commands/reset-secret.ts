import { replaceSecret } from '../people/pins.ts';
import { refuse } from '../problem.ts';
import { ownAccount } from './close-account.ts';
import type { Command } from './command.ts';
import { exceptionally } from './exceptional.ts';

export interface ResetSecret {
  readonly person: string;
  /** argon2id of the new secret, which stays on this PC; the event only says that there is one. */
  readonly hashed: string;
  /** The same for the same secret, as the salted hash is not (`fingerprintOf`). */
  readonly fingerprint: string;
}

/**
 * 重设密码, by an administrator or by the person: event and secret in one transaction. One that somebody else set has to
 * be replaced by its owner at the next sign-in.
 */
export const resetSecret: Command<ResetSecret> = {
  does: 'secret.reset',
  asks: ({ person, fingerprint }) => ({ person, fingerprint }),
  run(write, { person, hashed }) {
    const { said, closed } = ownAccount(write, person);
    if (closed) throw refuse('CLOSED', `${said.name}的账号已停用，没有设置密码。`, '请先恢复使用。');
    write.append({
      type: 'secret.reset',
      payload: { person },
      entities: [{ kind: 'person', id: person }, exceptionally(write)],
    });
    replaceSecret(write.db, person, hashed, person !== write.actor);
  },
};
