import type { Role } from '../../../contract/events/parts.ts';
import { otherAdministrators } from '../people/accounts.ts';
import { refuse } from '../problem.ts';
import { ownAccount } from './close-account.ts';
import type { Command, Writer } from './command.ts';
import { accountName, accountRoles } from './open-account.ts';

export interface ChangeAccount {
  readonly person: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** New name or roles. The last administrator stays one: nobody else could give the role back. */
export const changeAccount: Command<ChangeAccount> = {
  does: 'account.changed',
  run(write, { person, name, roles }) {
    const { said } = ownAccount(write, person);
    if (said.roles.includes('administrator') && !roles.includes('administrator')) {
      refuseLastAdministrator(write, person);
    }
    write.append({
      type: 'account.changed',
      payload: { person, name: accountName(write, name, person), roles: accountRoles(roles) },
      entities: [{ kind: 'person', id: person }],
    });
  },
};

function refuseLastAdministrator({ db, journal }: Writer, person: string): void {
  if (otherAdministrators(db, journal.identity.point, person) > 0) return;
  throw refuse(
    'LAST_ADMINISTRATOR',
    '这是最后一个在用的管理员账号，没有改动。',
    '请先给另一人管理员岗位并设好密码。',
  );
}
