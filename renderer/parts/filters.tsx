import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useId } from 'react';
import { ask } from '../engine.ts';
import { type DayChoice, type DaysForm, readDay } from './days.ts';

const dayChoices: Readonly<Record<DayChoice, string>> = {
  all: '全部日期',
  today: '今天',
  day: '某一天',
  range: '一段日期',
};

type PickProps<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly options: Readonly<Record<T, string>>;
  readonly onChange: (value: T) => void;
};

/** One of a few, beside others above a list. */
export function Pick<T extends string>({ label, value, options, onChange }: PickProps<T>) {
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

type ClerkProps = { readonly value: string; readonly onChange: (clerk: string) => void };

/** Everybody who may have worked here; empty for all. */
export function PickClerk({ value, onChange }: ClerkProps) {
  const clerks = useQuery(ask.sales.clerks.queryOptions());
  const names = Object.fromEntries((clerks.data ?? []).map(({ id, name }) => [id, name]));
  return <Pick label="经办人" value={value} options={{ '': '全部', ...names }} onChange={onChange} />;
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

type DaysProps = { readonly value: DaysForm; readonly onChange: (days: DaysForm) => void };

/** Which business days: all, today, one, or a span. */
export function PickDays({ value, onChange }: DaysProps) {
  const { days, from, to } = value;
  return (
    <>
      <Pick
        label="业务日期"
        value={days}
        options={dayChoices}
        onChange={(next) => onChange({ days: next, from: '', to: '' })}
      />
      {(days === 'day' || days === 'range') && (
        <DayField
          label={days === 'day' ? '哪一天' : '从'}
          value={from}
          onChange={(next) => onChange({ days, from: next, to })}
        />
      )}
      {days === 'range' && (
        <DayField label="到" value={to} onChange={(next) => onChange({ days, from, to: next })} />
      )}
    </>
  );
}
