import type { Approver } from '../../../contract/app/problem.ts';
import type { PersonState } from '../../../contract/domain/folds/person.ts';
import type { Payload } from '../../../contract/events/catalogue.ts';
import type { Role } from '../../../contract/events/parts.ts';
import type { Db } from '../database/open.ts';
import { refuse } from '../problem.ts';
import { people, personOf } from '../queries/state.ts';
import { practicePinOf, secretState } from './pins.ts';

export type Said = Payload<'person.registered'>;

export function isInUse(person: PersonState | null): person is PersonState & { readonly said: Said } {
  return person !== null && person.said !== null && person.closed === null;
}

/** The account of somebody who wants in; refuses one that is unknown or 停用. */
export function accountInUse(db: Db, id: string): Said {
  const person = personOf(db, id);
  if (person === null || person.said === null) throw refuse('PERSON', '没有这个账号。', '请重新选择经办人。');
  if (!isInUse(person))
    throw refuse('PERSON', `${person.said.name}的账号已停用。`, '请换人办理，或请管理员恢复使用。');
  return person.said;
}

/** Who may approve for `actor`: in use, of one of these roles, with a secret on this PC, and somebody else. */
export function approversFor(db: Db, roles: readonly Role[], actor: string): Approver[] {
  return people(db)
    .filter(({ said, closed }) => closed === null && said.person !== actor)
    .filter(({ said }) => said.roles.some((role) => roles.includes(role)))
    .filter(({ said }) => secretState(db, said.person, 0) !== null)
    .map(({ said }) => ({
      id: said.person,
      name: said.name,
      practicePin: practicePinOf(db, said.person),
    }));
}

/** Administrators of a point, beside one, who can sign in on this PC; without them nobody could mend an account again. */
export function otherAdministrators(db: Db, point: string, beside: string): number {
  return people(db).filter(
    ({ said, closed }) =>
      closed === null &&
      said.point === point &&
      said.person !== beside &&
      said.roles.includes('administrator') &&
      secretState(db, said.person, 0) !== null,
  ).length;
}
