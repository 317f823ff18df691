import type { DueDayRow, RemittanceRow, RemittanceStanding } from '../../../contract/app/remittance.ts';
import { fen, formatYuan } from '../../../contract/domain/money.ts';
import { streamNames } from '../../../contract/domain/payment.ts';
import { sumOfDays } from '../../../contract/domain/remittance.ts';

const yuan = (amountFen: number) => formatYuan(fen(amountFen));

type Limit = { readonly bankBy: string; readonly urgency: DueDayRow['urgency'] };

/** `最迟 2014-05-25 缴存`, and louder when that day is today or over. */
export function limitInWords({ bankBy, urgency }: Limit): string {
  if (urgency === 'overdue') return `最迟 ${bankBy} 缴存，已超期`;
  return urgency === 'today' ? '今天必须缴存' : `最迟 ${bankBy} 缴存`;
}

export function sumInWords(days: readonly { readonly fen: number }[]): string {
  return yuan(sumOfDays(days));
}

/** Whether something is past its last day, and not only due. */
export function isLate({ streams, open }: RemittanceStanding): boolean {
  return [...streams.flatMap(({ days }) => days), ...open].some(({ urgency }) => urgency === 'overdue');
}

/** The alarm, a sentence for each stream and each 缴款单 that is late or due today; empty when none is. */
export function alarms({ streams, open, policy }: RemittanceStanding): readonly string[] {
  return [
    ...streams.flatMap(({ stream, days, atOnce }) => {
      const pressing = days.filter(({ urgency }) => urgency !== 'later');
      const why = atOnce ? `；${atOnceInWords(policy)}` : '';
      return pressing.length === 0
        ? []
        : [
            `${streamNames[stream]} ${sumInWords(pressing)}（${pressing.length} 个营业日）还没有送银行${lateWords(pressing)}${why}`,
          ];
    }),
    ...open.filter(({ urgency }) => urgency !== 'later').map(alarmOf),
  ];
}

function lateWords(days: readonly DueDayRow[]): string {
  const late = days.filter(({ urgency }) => urgency === 'overdue').length;
  if (late === 0) return '，今天到期';
  return late === days.length ? '，已超期' : `，其中 ${late} 个营业日已超期`;
}

function atOnceInWords(policy: RemittanceStanding['policy']): string {
  return policy === null
    ? '市局没有公布缴存期限，须当日缴存'
    : `已满 ${yuan(policy.atOnceFromFen)}，须当日缴存`;
}

function alarmOf({ document, fen: sum, urgency }: RemittanceRow): string {
  const when = urgency === 'overdue' ? '已超期' : '今天到期';
  return `缴款单 ${document}（${yuan(sum)}）还没有登记银行回单，${when}`;
}

export const ruleInWords = (policy: RemittanceStanding['policy']): string =>
  policy === null
    ? '市局没有公布缴存期限，日结后当日缴存'
    : `日结后 ${policy.withinDays} 天内缴存；一种款项满 ${yuan(policy.atOnceFromFen)} 的当日缴存`;
