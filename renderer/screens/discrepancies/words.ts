import type { DiscrepancyRow, Side } from '../../../contract/app/discrepancies.ts';
import type { DiscrepancyKind } from '../../../contract/domain/discrepancy.ts';

/** What it means, under the name of the kind. */
export const meanings: Readonly<Record<DiscrepancyKind, string>> = {
  doubleSale:
    '同一张卡记在两张出库单上，购卡人只有一方拿到了卡。请核对两边的实物和回执，把录错的一张冲销或退卡。',
  doubleIntake: '同样的卡号入过两次库，卡只有一份。请核对两张送卡单，确认实物在哪里。',
  notHeld: '出库单上的卡当时不在这台电脑的钱柜里。请核对实物，录错的把出库单冲销后重开。',
  sameNumber: '两张单据用了同一个单号。请按校验码分清两张纸，在上面注明。',
};

const kinds: Readonly<Record<Side['what'], string>> = {
  sale: '出库单',
  intake: '入库单',
  move: '领用单',
  paper: '单据',
};

/** A paper in one line: which, where, when, as far as it is known here. */
export function sideInWords({ what, pointName, document, day }: Side): string {
  const known = [`${kinds[what]} ${document ?? '（尚未到达）'}`, day, pointName];
  return known.filter((one) => one !== '').join(' · ');
}

export const outcomes = [
  { value: 'corrected', label: '已更正（冲销、退卡等）' },
  { value: 'verified', label: '核实无误，不需更正' },
] as const;

export function settledInWords({ settled }: DiscrepancyRow): string {
  if (settled === null) return '';
  const { outcome, by, pointName, day, remark } = settled;
  const what = outcome === 'corrected' ? '已更正' : '核实无误';
  return `${day} ${by}（${pointName}）：${what}。${remark}`;
}
