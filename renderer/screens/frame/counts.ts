import { useQuery } from '@tanstack/react-query';
import { MOST_COUNTED } from '../../../contract/domain/posting.ts';
import type { Role } from '../../../contract/events/parts.ts';
import { ask } from '../../engine.ts';
import { whyNot } from '../../parts/permission.ts';

type Counted = 'unprinted' | 'waiting' | 'remittance' | 'discrepancies';

/** Papers that wait for a hand; `late` of them past the age from which the regional system's list raises its voice. */
export type Count = { readonly papers: number; readonly late: number; readonly unit: '张' | '笔' | '项' };

/** Asked anew after everything that was done (engine.ts), and with every new business day. */
export function useCounts(roles: readonly Role[]): Readonly<Record<Counted, Count | null>> {
  const enabled = whyNot('posting.counts', roles) === null;
  const { data } = useQuery(ask.posting.counts.queryOptions({ enabled }));
  const remits = whyNot('remittance.counts', roles) === null;
  const { data: money } = useQuery(ask.remittance.counts.queryOptions({ enabled: remits }));
  const sees = whyNot('discrepancies.counts', roles) === null;
  const { data: doubts } = useQuery(ask.discrepancies.counts.queryOptions({ enabled: sees }));
  return {
    unprinted: some(data?.unprinted, 0, '张'),
    waiting: some(data?.waiting, data?.late ?? 0, '张'),
    remittance: some(money?.waiting, money?.overdue ?? 0, '笔'),
    discrepancies: some(doubts?.open, 0, '项'),
  };
}

function some(papers = 0, late: number, unit: Count['unit']): Count | null {
  return papers === 0 ? null : { papers, late, unit };
}

/** `17`, or `999+` where nobody counted on. */
export function figureOf(papers: number): string {
  return papers < MOST_COUNTED ? String(papers) : `${MOST_COUNTED - 1}+`;
}

export function countInWords({ papers, late, unit }: Count): string {
  const all = `${figureOf(papers)} ${unit}`;
  return late === 0 ? all : `${all}，其中 ${figureOf(late)} ${unit}超期`;
}
