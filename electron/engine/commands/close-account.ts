import { otherAdministrators, type Said } from '../people/accounts.ts';
import { refuse } from '../problem.ts';
import { personOf } from '../queries/state.ts';
import type { Command, Writer } from './command.ts';
import { accountName } from './open-account.ts';

export interface CloseAccount {
  readonly person: string;
  readonly reason: string;
}

/** 停用, never 删除: what the person did stays theirs. Nobody closes their own account, nor the last administrator's. */
export const closeAccount: Command<CloseAccount> = {
  does: 'account.closed',
  run(write, { person, reason }) {
    const { said, closed } = ownAccount(write, person);
    if (person === write.actor) throw refuse('OWN_ACCOUNT', '不能停用自己的账号。', '请另一位管理员办理。');
    if (closed) throw refuse('CLOSED', `${said.name}的账号已经停用。`, '不用再办。');
    const last = otherAdministrators(write.db, write.journal.identity.point, person) === 0;
    if (said.roles.includes('administrator') && last) {
      throw refuse(
        'LAST_ADMINISTRATOR',
        '这是最后一个在用的管理员账号，没有停用。',
        '请先给另一人管理员岗位并设好密码。',
      );
    }
    write.append({
      type: 'account.closed',
      payload: { person, reason: statedReason(reason) },
      entities: [{ kind: 'person', id: person }],
    });
  },
};

/** 恢复使用. Refused while somebody else in use bears the name: two equal ones can't be told apart on the sign-in. */
export const reopenAccount: Command<CloseAccount> = {
  does: 'account.reopened',
  run(write, { person, reason }) {
    const { said, closed } = ownAccount(write, person);
    if (!closed) throw refuse('OPEN', `${said.name}的账号正在使用。`, '不用再办。');
    accountName(write, said.name, person);
    write.append({
      type: 'account.reopened',
      payload: { person, reason: statedReason(reason) },
      entities: [{ kind: 'person', id: person }],
    });
  },
};

/** An account of this point; a point's administrator has no say over another's. */
export function ownAccount(
  { db, journal }: Writer,
  person: string,
): { readonly said: Said; readonly closed: boolean } {
  const account = personOf(db, person);
  if (account === null || account.said === null || account.said.point !== journal.identity.point) {
    throw refuse('PERSON', '本销售点没有这个账号。', '请在账号列表里重新选择。');
  }
  return { said: account.said, closed: account.closed !== null };
}

function statedReason(typed: string): string {
  const reason = typed.trim();
  if (reason === '') throw refuse('REASON', '没有填写原因。', '请填写原因。');
  return reason;
}
