import type { Role } from '../events/parts.ts';

/** Roles in the words of the office (domain.md §6.3). */
export const roleNames: Readonly<Record<Role, string>> = {
  counter: '售卡员',
  archivist: '档案员',
  certificates: '发证员',
  supervisor: '主管',
  administrator: '管理员',
};

/** `售卡员、主管` */
export function rolesInWords(roles: readonly Role[]): string {
  return roles.map((role) => roleNames[role]).join('、');
}
