import type { Role } from '../events/parts.ts';

/** Who may call what: `open` before sign-in, `anyone` who signed in, or these roles. The engine enforces it, never the page. */
export const access = {
  'session.state': 'open',
  'session.startPractice': 'open',
  'session.signIn': 'open',
  'session.chooseSecret': 'open',
  'session.signOut': 'anyone',
  'session.settleWarning': ['supervisor', 'administrator'],
  'session.look': 'anyone',
  'session.setLook': 'anyone',
  'session.nextPracticeDay': ['counter', 'supervisor'],
  'cards.practiceFiles': ['counter', 'supervisor'],
  'cards.previewNote': ['counter', 'supervisor'],
  'cards.commitNote': ['counter', 'supervisor'],
  'cards.refusedRows': ['counter', 'supervisor'],
  'intake.choices': ['counter', 'supervisor'],
  'intake.checkCards': ['counter', 'supervisor'],
  'intake.receiveCards': ['counter', 'supervisor'],
  'intake.receiveBooks': ['counter', 'supervisor'],
  'receipts.list': ['counter', 'supervisor'],
  'receipts.slip': ['counter', 'supervisor'],
  'receipts.recordPrint': ['counter', 'supervisor'],
  'stock.view': ['counter', 'supervisor'],
  'custody.places': ['counter', 'supervisor'],
  'custody.open': ['counter', 'supervisor'],
  'custody.checkCards': ['counter', 'supervisor'],
  'custody.dispatch': ['counter', 'supervisor'],
  'custody.accept': ['counter', 'supervisor'],
  'sales.offers': ['counter', 'supervisor'],
  'sales.employers': ['counter', 'supervisor'],
  'sales.correctEmployer': ['counter', 'supervisor'],
  'sales.nextReceipts': ['counter', 'supervisor'],
  'sales.checkCards': ['counter', 'supervisor'],
  'sales.make': ['counter', 'supervisor'],
  'sales.list': ['counter', 'supervisor'],
  'sales.clerks': ['counter', 'supervisor'],
  'held.hold': ['counter', 'supervisor'],
  'held.list': ['counter', 'supervisor'],
  'held.resume': ['counter', 'supervisor'],
  'held.drop': ['counter', 'supervisor'],
  'held.saveDraft': ['counter', 'supervisor'],
  'held.draft': ['counter', 'supervisor'],
  'sales.reversal': ['counter', 'supervisor'],
  'sales.reverse': ['counter', 'supervisor'],
  'documents.slip': ['counter', 'supervisor'],
  'documents.recordPrint': ['counter', 'supervisor'],
  'documents.undrawable': ['counter', 'supervisor'],
  'accounts.list': ['administrator'],
  'accounts.open': ['administrator'],
  'accounts.change': ['administrator'],
  'accounts.close': ['administrator'],
  'accounts.reopen': ['administrator'],
  'accounts.resetSecret': ['administrator'],
  'posting.counts': ['counter', 'supervisor'],
  'posting.waiting': ['counter', 'supervisor'],
  'posting.unprinted': ['counter', 'supervisor'],
  'posting.posted': ['counter', 'supervisor'],
  'posting.record': ['counter', 'supervisor'],
  'posting.withdraw': ['counter', 'supervisor'],
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
