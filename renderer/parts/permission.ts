import { access, mayCall, type ProcedureName } from '../../contract/app/access.ts';
import { rolesInWords } from '../../contract/domain/roles.ts';
import type { Role } from '../../contract/events/parts.ts';

/** Null if these roles may, else the sentence that a greyed action shows. The engine decides; this only explains. */
export function whyNot(procedure: ProcedureName, roles: readonly Role[]): string | null {
  if (mayCall(procedure, roles)) return null;
  const rule: 'open' | 'anyone' | readonly Role[] = access[procedure];
  if (rule === 'open' || rule === 'anyone') return null;
  return `由${rolesInWords(rule)}办理`;
}
