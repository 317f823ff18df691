import type { CalendarDay } from './calendar.ts';
import { isCalendarDay } from './calendar.ts';
import { foldWidth } from './card-number.ts';

/** 应急单: numbers of blank slips are a series of their own, `QZ1A-YJ-00017`, given out before they are needed. */
const NUMBER = /^([A-Z]{1,4}\d{1,3}[A-Z]{1,2}-YJ-)(\d{5})$/;
const LAST = 99_999;

/** As typed or scanned: full-width letters and small ones count as what is printed. Null for what is no such number. */
export function parseEmergencyNumber(text: string): string | null {
  const number = foldWidth(text.trim()).toUpperCase();
  return NUMBER.test(number) ? number : null;
}

export interface EmergencyRun {
  readonly first: string;
  readonly last: string;
}

export function isInRun({ first, last }: EmergencyRun, number: string): boolean {
  return seriesOf(number) === seriesOf(first) && number >= first && number <= last;
}

/** Every number of a run, in order. */
export function numbersOf({ first, last }: EmergencyRun): readonly string[] {
  const from = serialOf(first);
  return Array.from({ length: serialOf(last) - from + 1 }, (_, index) =>
    numbered(seriesOf(first), from + index),
  );
}

/** The next `count` numbers of a series behind those given out; null when the series is used up. */
export function nextRun(series: string, given: readonly EmergencyRun[], count: number): EmergencyRun | null {
  const own = given.filter(({ first }) => seriesOf(first) === `${series}-YJ-`);
  const from = Math.max(0, ...own.map(({ last }) => serialOf(last))) + 1;
  if (from + count - 1 > LAST) return null;
  return { first: numbered(`${series}-YJ-`, from), last: numbered(`${series}-YJ-`, from + count - 1) };
}

function numbered(series: string, serial: number): string {
  return `${series}${String(serial).padStart(5, '0')}`;
}

const seriesOf = (number: string) => NUMBER.exec(number)?.[1] ?? '';
const serialOf = (number: string) => Number(NUMBER.exec(number)?.[2] ?? 0);

export type EntryProblem = 'day' | 'future' | 'before' | 'unknown' | 'entered' | 'voided';

export interface KnownSlip {
  readonly entered: boolean;
  readonly voided: boolean;
}

/**
 * 补录: whether a sale may be entered from a blank slip. in: the day written on it, this PC's business day, the day its
 * number was given out (null where it never was), and what became of the number. out: what stands against it, or null.
 */
export function whyNotEntered(
  paperDay: string,
  businessDay: string,
  allocated: string | null,
  slip: KnownSlip | null,
): EntryProblem | null {
  if (!isCalendarDay(paperDay as CalendarDay)) return 'day';
  if (allocated === null) return 'unknown';
  if (paperDay > businessDay) return 'future';
  if (paperDay < allocated) return 'before';
  if (slip?.entered === true) return 'entered';
  return slip?.voided === true ? 'voided' : null;
}

/** Everything a block of blank slips says on paper. */
export interface EmergencyPaper {
  readonly numbers: readonly string[];
  /** Of the block itself, under which it was given out. */
  readonly document: string;
  readonly practice: boolean;
  readonly point: { readonly name: string; readonly address: string; readonly phone: string };
  readonly course: string;
  readonly approval: string;
  readonly printedBy: string;
  /** `YYYY-MM-DD HH:MM`. */
  readonly printedAt: string;
  /** 0 is the original, n is 补打第 n 次. */
  readonly reprint: number;
}
