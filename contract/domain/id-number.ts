import { type CalendarDay, compareDays, isCalendarDay, parseDay } from './calendar.ts';
import { foldWidth, removeBlanks } from './card-number.ts';
import { fail, ok, type Result } from './result.ts';

/** Citizen identification number of 18 characters (GB 11643), the last one a digit or X. */
export type IdNumber = string & { readonly __brand: 'IdNumber' };

export type IdNumberProblem = 'missing' | 'scientific' | '15-digit' | 'format' | 'date' | 'check-digit';

const ID_TEXT = /^[0-9]{17}[0-9X]$/;
const SCIENTIFIC = /^[0-9](?:\.[0-9]+)?E\+?[0-9]+$/;
const CSV_WRAPPER = /^="(.*)"$/;
const APOSTROPHES = /['‘’＇`]/g;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/**
 * Reads an ID number as typed or imported. Blanks, invisible characters, apostrophes, full-width forms, a
 * lower-case x and a CSV `="…"` wrapper are folded (`cleaned`). Nothing is guessed: 15-digit numbers and
 * text that went through a numeric cell are refused, for their missing digits can't be known. A birth date
 * after `today` counts as wrong.
 */
export function parseIdNumber(
  text: string,
  today: CalendarDay,
): Result<{ readonly id: IdNumber; readonly cleaned: boolean }, IdNumberProblem> {
  const folded = foldIdText(text);
  if (folded === '') return fail('missing');
  if (SCIENTIFIC.test(folded)) return fail('scientific');
  if (/^[0-9]{15}$/.test(folded)) return fail('15-digit');
  if (!ID_TEXT.test(folded)) return fail('format');
  const birth = parseDay(birthTextOf(folded));
  if (!birth.ok || compareDays(birth.value, today) > 0) return fail('date');
  if (!isIdNumber(folded)) return fail('check-digit');
  return ok({ id: folded, cleaned: folded !== text });
}

/** Exact form, nothing folded: for stored data. Real birth date and right check digit. */
export function isIdNumber(text: string): text is IdNumber {
  return ID_TEXT.test(text) && isCalendarDay(birthTextOf(text)) && text.endsWith(checkDigitOf(text));
}

export function birthDateOf(id: IdNumber): CalendarDay {
  return birthTextOf(id) as CalendarDay;
}

/** The 17th digit is odd for men, even for women. */
export function sexOf(id: IdNumber): 'male' | 'female' {
  return Number(id.charAt(16)) % 2 === 1 ? 'male' : 'female';
}

/** First six, eight stars over the birth date, last four: the form for screens, rosters and logs. */
export function maskIdNumber(id: string): string {
  return `${id.slice(0, 6)}********${id.slice(-4)}`;
}

function foldIdText(text: string): string {
  const bare = removeBlanks(text).replace(CSV_WRAPPER, '$1').replace(APOSTROPHES, '');
  return foldWidth(bare).toUpperCase();
}

function birthTextOf(text: string): string {
  return `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
}

function checkDigitOf(text: string): string {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(text.charAt(place)), 0);
  return CHECK_DIGITS.charAt(sum % 11);
}
