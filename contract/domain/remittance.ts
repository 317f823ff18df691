import type { z } from 'zod';
import type { policiesPublished } from '../events/policies.ts';
import { addDays, type CalendarDay } from './calendar.ts';
import type { MoneyLine } from './closing-figures.ts';
import type { DayCloseState, RemittanceState } from './folds/closing.ts';
import { addFen, type Fen, fen } from './money.ts';
import type { MoneyStream } from './payment.ts';

export type BankPolicy = Pick<z.infer<typeof policiesPublished>, 'bankWithinDays' | 'bankSameDayFromFen'>;

/** A closed day's cash and cheques of one stream that no 缴款单 holds. */
export interface DueDay {
  readonly day: CalendarDay;
  /** Its 日结单. */
  readonly document: string;
  readonly fen: Fen;
}

/**
 * What of a day must be carried to the bank, in fen: cash and cheques in less out, in full, since nothing is kept back
 * or spent (收支两条线, domain.md §3). Transfers and cards get there by themselves.
 */
export function dueOf(money: readonly MoneyLine[], stream: MoneyStream): Fen {
  const carried = money.filter((line) => line.stream === stream && isCarried(line));
  return addFen(...carried.map(({ inFen, outFen }) => fen(inFen - outFen)));
}

function isCarried({ method }: Pick<MoneyLine, 'method'>): boolean {
  return method === 'cash' || method === 'cheque';
}

/** Null for a day that is open, that a 缴款单 of the stream holds, or that took in nothing to be carried. */
export function dueDayOf(
  { closed, remitted }: Pick<DayCloseState, 'closed' | 'remitted'>,
  stream: MoneyStream,
): DueDay | null {
  if (closed === null || remitted[stream] !== null) return null;
  const due = dueOf(closed.figures.money, stream);
  return due > 0 ? { day: closed.day as CalendarDay, document: closed.document, fen: due } : null;
}

export function sumOfDays(days: readonly { readonly fen: number }[]): Fen {
  return addFen(...days.map((one) => fen(one.fen)));
}

/**
 * The last day on which a closed day's money may reach the bank: so many days later as the city allows, or at once, on
 * the day itself, where the stream's money at hand has grown to its limit. in: null, the strictest, is at once too.
 */
export function bankBy(day: CalendarDay, dueFen: number, policy: BankPolicy | null): CalendarDay {
  if (policy === null || dueFen >= policy.bankSameDayFromFen) return day;
  return addDays(day, policy.bankWithinDays);
}

/** `overdue` from the business day after the last allowed one. */
export type Urgency = 'overdue' | 'today' | 'later';

/** in: the last allowed day, and this PC's business day. */
export function urgencyOf(by: CalendarDay, today: CalendarDay): Urgency {
  if (today > by) return 'overdue';
  return today === by ? 'today' : 'later';
}

export type BankProblem = 'future' | 'before';

/** What is wrong with the day on a bank slip: it has not come yet, or the money was not all taken in by then. */
export function bankDayProblem(
  on: CalendarDay,
  today: CalendarDay,
  days: readonly { readonly day: string }[],
): BankProblem | null {
  if (on > today) return 'future';
  return days.some(({ day }) => day > on) ? 'before' : null;
}

/** `已缴存`, `已撤回`, or what is still to be done. */
export function remittanceInWords({ banked, withdrawn }: Pick<RemittanceState, 'banked' | 'withdrawn'>) {
  if (banked !== null) return '已缴存';
  return withdrawn === null ? '待登记银行回单' : '已撤回';
}
