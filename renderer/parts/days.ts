import { parseDay } from '../../contract/domain/calendar.ts';

/** How a list is narrowed by days, as the page asks for it. */
export type DayChoice = 'all' | 'today' | 'day' | 'range';

export type DaysForm = { readonly days: DayChoice; readonly from: string; readonly to: string };

export const allDays: DaysForm = { days: 'all', from: '', to: '' };

/** `2014-05-20`, also from `20140520` and `2014.5.20`; null where it is no day. */
export function readDay(typed: string): string | null {
  const text = typed.trim();
  const [, year = '', month = '', date = ''] =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})\D(\d{1,2})\D(\d{1,2})$/.exec(text) ?? [];
  const day = parseDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
  return day.ok ? day.value : null;
}

type Days = { readonly from: string | null; readonly to: string | null };

/** in: the business day; out: null while a day is missing or none. */
export function daysOf({ days, from, to }: DaysForm, today: string): Days | null {
  if (days === 'all') return { from: null, to: null };
  if (days === 'today') return { from: today, to: today };
  const first = readDay(from);
  if (days === 'day') return first === null ? null : { from: first, to: first };
  const last = readDay(to);
  if (first === null || last === null) return null;
  return first <= last ? { from: first, to: last } : { from: last, to: first };
}
