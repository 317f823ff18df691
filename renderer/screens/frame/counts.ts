import { useQuery } from '@tanstack/react-query';
import { MOST_COUNTED } from '../../../contract/domain/posting.ts';
import type { Role } from '../../../contract/events/parts.ts';
import { ask } from '../../engine.ts';
import { whyNot } from '../../parts/permission.ts';

/** Papers that wait for a hand; `late` of them past the age from which the regional system's list raises its voice. */
export type Count = { readonly papers: number; readonly late: number };

/** Asked anew after everything that was done (engine.ts), and with every new business day. */
export function useCounts(roles: readonly Role[]): Readonly<Record<'unprinted' | 'waiting', Count | null>> {
  const enabled = whyNot('posting.counts', roles) === null;
  const { data } = useQuery(ask.posting.counts.queryOptions({ enabled }));
  if (data === undefined) return { unprinted: null, waiting: null };
  return { unprinted: some(data.unprinted, 0), waiting: some(data.waiting, data.late) };
}

function some(papers: number, late: number): Count | null {
  return papers === 0 ? null : { papers, late };
}

/** `17`, or `999+` where nobody counted on. */
export function figureOf(papers: number): string {
  return papers < MOST_COUNTED ? String(papers) : `${MOST_COUNTED - 1}+`;
}

export function countInWords({ papers, late }: Count): string {
  const all = `${figureOf(papers)} 张`;
  return late === 0 ? all : `${all}，其中 ${figureOf(late)} 张超期`;
}
