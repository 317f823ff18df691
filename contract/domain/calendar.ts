import { fail, ok, type Result } from './result.ts';

/**
 * A day as `YYYY-MM-DD`, years 0001 to 9999. Counted by arithmetic, without Date: its time zones have moved
 * birthdays and closing days by one.
 */
export type CalendarDay = string & { readonly __brand: 'CalendarDay' };

const DAY_TEXT = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const DAYS_BEFORE_EPOCH = 719_468;
const DAYS_PER_400_YEARS = 146_097;
const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;
// China has kept UTC+8 without summer time since 1991.
const SHANGHAI_OFFSET_MS = 8 * 60 * MS_PER_MINUTE;

/** A real day of the Gregorian calendar in exactly this form. */
export function isCalendarDay(text: string): text is CalendarDay {
  const [, year = '', month = '', day = ''] = DAY_TEXT.exec(text) ?? [];
  if (Number(year) < 1 || Number(day) < 1) return false;
  return Number(day) <= daysInMonth(Number(year), Number(month));
}

/** Reads `YYYY-MM-DD`: `format` when it is written otherwise, `date` when there is no such day. */
export function parseDay(text: string): Result<CalendarDay, 'format' | 'date'> {
  if (!DAY_TEXT.test(text)) return fail('format');
  return isCalendarDay(text) ? ok(text) : fail('date');
}

/** The day `days` later (earlier if negative); leaving the years 0001 to 9999 is a bug and throws. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  const [year, month, date] = partsOf(day);
  return dayFromNumber(numberOfDay(year, month, date) + days);
}

/** Days from one day to a later one; negative when it lies before. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return numberOfDay(...partsOf(to)) - numberOfDay(...partsOf(from));
}

/** Days from Monday to Friday after `from`, up to and including `to`; 0 when `to` is no later. */
export function weekdaysBetween(from: CalendarDay, to: CalendarDay): number {
  const start = numberOfDay(...partsOf(from));
  const days = Math.max(0, numberOfDay(...partsOf(to)) - start);
  const rest = Array.from({ length: days % 7 }, (_, index) => start + days - index);
  return Math.floor(days / 7) * 5 + rest.filter(isWeekday).length;
}

/** Negative, zero or positive, as for sorting. */
export function compareDays(a: CalendarDay, b: CalendarDay): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Both ends included: a course's last day still counts. */
export function isWithin(day: CalendarDay, from: CalendarDay, to: CalendarDay): boolean {
  return from <= day && day <= to;
}

/** The day on the wall in Qinzhou at a moment given in milliseconds since 1970 UTC. */
export function dayInShanghai(epochMs: number): CalendarDay {
  return dayFromNumber(Math.floor((epochMs + SHANGHAI_OFFSET_MS) / MS_PER_DAY));
}

/** `HH:MM` on the wall in Qinzhou; seconds are dropped. */
export function hourInShanghai(epochMs: number): string {
  const minutes = Math.floor((epochMs + SHANGHAI_OFFSET_MS) / MS_PER_MINUTE);
  const ofDay = ((minutes % 1440) + 1440) % 1440;
  return `${digits(Math.floor(ofDay / 60), 2)}:${digits(ofDay % 60, 2)}`;
}

/** `YYYY-MM-DD HH:MM` on the wall in Qinzhou. */
export function timeInShanghai(epochMs: number): string {
  return `${dayInShanghai(epochMs)} ${hourInShanghai(epochMs)}`;
}

/** `2014年5月4日`, the form used on printed papers. */
export function formatDayOnPaper(day: CalendarDay): string {
  const [year, month, date] = partsOf(day);
  return `${year}年${month}月${date}日`;
}

/** `2014年5月4日 09:31` on printed papers. in: `YYYY-MM-DD HH:MM`, as `timeInShanghai` writes it. */
export function formatTimeOnPaper(time: string): string {
  const [day = '', hour = ''] = time.split(' ');
  return `${formatDayOnPaper(day as CalendarDay)} ${hour}`;
}

// Day 0, 1970-01-01, was a Thursday.
function isWeekday(number: number): boolean {
  return (((number + 3) % 7) + 7) % 7 < 5;
}

function partsOf(day: CalendarDay): readonly [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysInMonth(year: number, month: number): number {
  const february = isLeapYear(year) ? 29 : 28;
  return [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

// Years are counted from March, so that the leap day is the last of its year; 400 years are one cycle.
function numberOfDay(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const cycle = Math.floor(marchYear / 400);
  const yearOfCycle = marchYear - cycle * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfCycle =
    yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfYear;
  return cycle * DAYS_PER_400_YEARS + dayOfCycle - DAYS_BEFORE_EPOCH;
}

function dayFromNumber(number: number): CalendarDay {
  const shifted = number + DAYS_BEFORE_EPOCH;
  const cycle = Math.floor(shifted / DAYS_PER_400_YEARS);
  const dayOfCycle = shifted - cycle * DAYS_PER_400_YEARS;
  const leapDays =
    Math.floor(dayOfCycle / 36_524) - Math.floor(dayOfCycle / 1460) - Math.floor(dayOfCycle / 146_096);
  const yearOfCycle = Math.floor((dayOfCycle + leapDays) / 365);
  const dayOfYear =
    dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = ((fromMarch + 2) % 12) + 1;
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0);
  const text = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
  if (!isCalendarDay(text)) throw new RangeError('the day lies outside the years 0001 to 9999');
  return text;
}

function digits(n: number, width: number): string {
  return String(n).padStart(width, '0');
}
