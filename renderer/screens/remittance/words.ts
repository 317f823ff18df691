import type { DueDayRow, RemittanceRow, RemittanceStanding } from '../../../contract/app/remittance.ts';
import { streamNames } from '../../../contract/domain/payment.ts';
import { sumOfDays } from '../../../contract/domain/remittance.ts';
import { yuan } from '../../parts/money.tsx';

type Limit = { readonly bankBy: string; readonly urgency: DueDayRow['urgency'] };

/** `最迟 2014-05-25 缴存`, and louder when that day is today or over. */
export function limitInWords({ bankBy, urgency }: Limit): string {
  if (urgency === 'overdue') return `应于 ${bankBy} 前缴存，已超期`;
  return urgency === 'today' ? '今天必须缴存' : `最迟 ${bankBy} 缴存`;
}

export function sumInWords(days: readonly { readonly fen: number }[]): string {
  return yuan(sumOfDays(days));
}

/** The alarm, a sentence for each stream and each 缴款单 that is late or due today; empty when none is. */
export function alarms({ streams, open }: RemittanceStanding): readonly string[] {
  return [
    ...streams.flatMap(({ stream, days, atOnce }) => {
      const pressing = days.filter(({ urgency }) => urgency !== 'later');
      const why = atOnce ? '，金额已到须当日缴存的数' : '';
      return pressing.length === 0
        ? []
        : [
            `${streamNames[stream]}有 ${pressing.length} 天 ${sumInWords(pressing)} 该送银行${lateWords(pressing)}${why}`,
          ];
    }),
    ...open.filter(({ urgency }) => urgency !== 'later').map(alarmOf),
  ];
}

function lateWords(days: readonly DueDayRow[]): string {
  const late = days.filter(({ urgency }) => urgency === 'overdue').length;
  return late === 0 ? '，今天到期' : `，其中 ${late} 天已超期`;
}

function alarmOf({ document, fen, urgency }: RemittanceRow): string {
  const when = urgency === 'overdue' ? '已超期' : '今天到期';
  return `缴款单 ${document}（${yuan(fen)}）还没有登记银行回单，${when}`;
}

export const ruleInWords = (policy: RemittanceStanding['policy']): string =>
  policy === null
    ? '市局没有公布缴存期限，日结后当日缴存'
    : `日结后 ${policy.withinDays} 天内缴存；一种款项满 ${yuan(policy.atOnceFromFen)} 的当日缴存`;
