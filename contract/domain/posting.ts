import { addDays, type CalendarDay, weekdaysBetween } from './calendar.ts';

/** Documents entered in the regional system under one of its slip numbers at one time. */
export const MOST_POSTED = 200;

/** What stands in a number's place on slips of books alone that the regional system takes no entry for. */
export const BOOKS_NOT_ENTERED = '平台不登记教材';

/** in: the regional system's number, empty where it takes no entry for books. */
export function postedAs(slip: string): string {
  return slip === '' ? BOOKS_NOT_ENTERED : `平台单号 ${slip}`;
}

/** A list longer than this is counted no further: a counter that posted nothing for a year must not be slow. */
export const MOST_COUNTED = 1000;

/**
 * From this age on a sale or reversal not yet entered in the regional system is late. The notice (四) says 及时 and names
 * no number; three working days leave room for one day of a closed platform and one of a crowded counter. A policy of
 * the city may set it later.
 */
export const LATE_FROM_DAYS = 3;

/**
 * Age in working days, counted between business days, never by the PC's clock. Weekends don't count; public holidays
 * do, since nobody tells the program about them: after one the alarm is early, not late.
 */
export function postingAge(day: CalendarDay, today: CalendarDay): number {
  return weekdaysBetween(day, today);
}

export function isLate(day: CalendarDay, today: CalendarDay): boolean {
  return postingAge(day, today) >= LATE_FROM_DAYS;
}

/** The newest business day whose papers are late today. */
export function newestLateDay(today: CalendarDay): CalendarDay {
  let day = today;
  while (!isLate(day, today)) day = addDays(day, -1);
  return day;
}
