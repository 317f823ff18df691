import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { ask } from '../../engine.ts';
import { type DayChoice, type FormFilter, readDay } from './filter.ts';

const dayChoices: Readonly<Record<DayChoice, string>> = {
  all: '全部日期',
  today: '今天',
  day: '某一天',
  range: '一段日期',
};

const states: Readonly<Record<FormFilter['state'], string>> = {
  all: '全部',
  unprinted: '未打印',
  reversed: '已冲销',
  waiting: '待登记',
};

type PickProps<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly options: Readonly<Record<T, string>>;
  readonly onChange: (value: T) => void;
};

function Pick<T extends string>({ label, value, options, onChange }: PickProps<T>) {
  return (
    <label className="filter">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value as T)}>
        {(Object.entries(options) as [T, string][]).map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

type DayProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function DayField({ label, value, onChange }: DayProps) {
  const wrong = value.trim().length >= 8 && readDay(value) === null;
  const id = useId();
  return (
    <div className="filter filter-day">
      <label htmlFor={id}>{wrong ? `${label}（没有这一天）` : label}</label>
      <Input
        id={id}
        autoComplete="off"
        placeholder="2014-05-20"
        maxLength={10}
        aria-invalid={wrong}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

type Props = {
  readonly filter: FormFilter;
  readonly onChange: (filter: FormFilter) => void;
  readonly children: ReactNode;
};

/** Which days, whose, in what state; the search box stands first. */
export function Filters({ filter, onChange, children }: Props) {
  const clerks = useQuery(ask.sales.clerks.queryOptions());
  const set = (part: Partial<FormFilter>) => onChange({ ...filter, ...part });
  const names = Object.fromEntries((clerks.data ?? []).map(({ id, name }) => [id, name]));
  return (
    <search className="filters">
      {children}
      <Pick
        label="业务日期"
        value={filter.days}
        options={dayChoices}
        onChange={(days) => set({ days, from: '', to: '' })}
      />
      {(filter.days === 'day' || filter.days === 'range') && (
        <DayField
          label={filter.days === 'day' ? '哪一天' : '从'}
          value={filter.from}
          onChange={(from) => set({ from })}
        />
      )}
      {filter.days === 'range' && <DayField label="到" value={filter.to} onChange={(to) => set({ to })} />}
      <Pick
        label="经办人"
        value={filter.clerk}
        options={{ '': '全部', ...names }}
        onChange={(clerk) => set({ clerk })}
      />
      <Pick label="状态" value={filter.state} options={states} onChange={(state) => set({ state })} />
    </search>
  );
}
