import { rolesInWords } from '../../../contract/domain/roles.ts';
import type { Role } from '../../../contract/events/parts.ts';
import type { Db } from '../database/open.ts';
import { refuse } from '../problem.ts';
import { personOf } from '../queries/state.ts';
import { isInUse } from './accounts.ts';

/** Refuses with APPROVAL_PERSON unless the approver is somebody else than the actor, in use, and of one of these roles. */
export function refuseApprover(
  db: Db,
  roles: readonly Role[],
  { actor, approver }: { readonly actor: string; readonly approver: string },
): void {
  const names = rolesInWords(roles);
  const account = personOf(db, approver);
  const todo = `请经办人以外的一位${names}输入本人密码批准。`;
  if (approver === actor) throw refuse('APPROVAL_PERSON', '经办人不能批准自己办理的业务。', todo);
  if (!isInUse(account) || !account.said.roles.some((role) => roles.includes(role)))
    throw refuse('APPROVAL_PERSON', `这个人不能批准，须由${names}批准。`, todo);
}
