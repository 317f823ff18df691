import type { Role } from '../events/parts.ts';

/** Who may call what: `open` before sign-in, `anyone` who signed in, or these roles. The engine enforces it, never the page. */
export const access = {
  'session.state': 'open',
  'session.startPractice': 'open',
  'session.signIn': 'open',
  'session.signOut': 'anyone',
  'session.look': 'anyone',
  'session.setLook': 'anyone',
  'session.nextPracticeDay': ['counter', 'supervisor'],
  'cards.practiceFiles': ['counter', 'supervisor'],
  'cards.previewNote': ['counter', 'supervisor'],
  'cards.commitNote': ['counter', 'supervisor'],
  'cards.receipts': ['counter', 'supervisor'],
  'cards.stock': ['counter', 'supervisor'],
  'sales.offers': ['counter', 'supervisor'],
  'sales.employers': ['counter', 'supervisor'],
  'sales.checkCards': ['counter', 'supervisor'],
  'sales.make': ['counter', 'supervisor'],
  'sales.list': ['counter', 'supervisor'],
  'documents.slip': ['counter', 'supervisor'],
  'documents.recordPrint': ['counter', 'supervisor'],
  'documents.priceNotice': 'anyone',
  'advice.notice': 'anyone',
  'advice.logIn': 'anyone',
} as const satisfies Record<string, 'open' | 'anyone' | readonly Role[]>;

export type ProcedureName = keyof typeof access;

export function mayCall(procedure: ProcedureName, roles: readonly Role[] | null): boolean {
  const rule: 'open' | 'anyone' | readonly Role[] = access[procedure];
  if (rule === 'open') return true;
  if (roles === null) return false;
  return rule === 'anyone' || rule.some((allowed) => roles.includes(allowed));
}
