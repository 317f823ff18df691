import type { Role } from '../../../contract/events/parts.ts';
import { replaceSecret } from '../people/pins.ts';
import { refuse } from '../problem.ts';
import { people } from '../queries/state.ts';
import type { Command, Writer } from './command.ts';

export interface OpenAccount {
  readonly name: string;
  readonly roles: readonly Role[];
  /** argon2id of the first secret, which the person replaces at the first sign-in. */
  readonly hashed: string;
  /** The same for the same secret, as the salted hash is not (`fingerprintOf`). */
  readonly fingerprint: string;
}

/** 新增账号, for this point. The secret is set in the same transaction, so that no account stands without one. */
export const openAccount: Command<OpenAccount> = {
  does: 'account.opened',
  asks: ({ name, roles, fingerprint }) => ({ name, roles, fingerprint }),
  run(write, { name, roles, hashed }) {
    const person = write.journal.nextId();
    write.append({
      type: 'account.opened',
      payload: {
        person,
        name: accountName(write, name, person),
        roles: accountRoles(roles),
        point: write.journal.identity.point,
      },
      entities: [{ kind: 'person', id: person }],
    });
    replaceSecret(write.db, person, hashed, true);
  },
};

/** The name as it stands on the sign-in, where two equal ones could not be told apart. */
export function accountName({ db, journal }: Writer, typed: string, person: string): string {
  const name = typed.normalize('NFC').trim().replace(/\s+/g, ' ');
  if (name === '') throw refuse('NAME', '没有填写姓名。', '请填写姓名。');
  const taken = people(db).some(
    ({ said, closed }) =>
      closed === null &&
      said.point === journal.identity.point &&
      said.person !== person &&
      said.name === name,
  );
  if (taken) {
    throw refuse(
      'NAME',
      `已有在用的账号叫“${name}”。`,
      '同一个人请修改原账号；确是两个人的，请在姓名后加以区分。',
    );
  }
  return name;
}

/** Each role once, in the order of the office. */
export function accountRoles(roles: readonly Role[]): Role[] {
  if (roles.length === 0) throw refuse('ROLES', '没有选择岗位。', '请至少选择一个岗位。');
  return [...new Set(roles)];
}
