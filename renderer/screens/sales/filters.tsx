import type { ReactNode } from 'react';
import { Pick, PickClerk, PickDays } from '../../parts/filters.tsx';
import type { FormFilter } from './filter.ts';

const states: Readonly<Record<FormFilter['state'], string>> = {
  all: '全部',
  unprinted: '未打印',
  reversed: '已冲销',
  waiting: '待登记',
};

type Props = {
  readonly filter: FormFilter;
  readonly onChange: (filter: FormFilter) => void;
  readonly children: ReactNode;
};

/** Which days, whose, in what state; the search box stands first. */
export function Filters({ filter, onChange, children }: Props) {
  const set = (part: Partial<FormFilter>) => onChange({ ...filter, ...part });
  return (
    <search className="filters">
      {children}
      <PickDays value={filter} onChange={set} />
      <PickClerk value={filter.clerk} onChange={(clerk) => set({ clerk })} />
      <Pick label="状态" value={filter.state} options={states} onChange={(state) => set({ state })} />
    </search>
  );
}
