import type { ExceptionState } from './folds/exception.ts';

/** What a supervisor looks at again (features.md R6), in the words of the page. */
export const exceptionKinds = [
  '冲销',
  '退卡',
  '退付审核',
  '待核处理',
  '补打',
  '区域外',
  '补录',
  '迟登记',
  '长短款',
  '票据作废',
  '应急单作废',
  '卡作废',
  '缴款撤回',
  '锁定',
  '越权',
  '密码重设',
  '时钟',
  '其他',
] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];

const byType: Readonly<Record<string, ExceptionKind>> = {
  'sale.reversed': '冲销',
  'goods.returned': '退卡',
  'refund.decided': '退付审核',
  'return.settled': '待核处理',
  'slip.printed': '补打',
  'posting.recorded': '迟登记',
  'shift.closed': '长短款',
  'receipt.voided': '票据作废',
  'emergency.voided': '应急单作废',
  'cards.writtenOff': '卡作废',
  'remittance.withdrawn': '缴款撤回',
  'account.locked': '锁定',
  'access.denied': '越权',
  'secret.reset': '密码重设',
  'clock.confirmed': '时钟',
};

/** A sale that was entered late from an emergency slip is 补录, also when its buyer came from elsewhere. */
export function exceptionKindOf({ type, said }: Pick<ExceptionState, 'type' | 'said'>): ExceptionKind {
  if (type === 'sale.made') return said['paper'] == null ? '区域外' : '补录';
  return byType[type] ?? '其他';
}
