import { type CardNumber, parseCardNumber } from './card-number.ts';
import {
  type CardRange,
  type CompleteRangeProblem,
  completeRange,
  countCards,
  overlap,
} from './card-range.ts';
import { parseQuantity } from './quantity.ts';
import { fail, ok, type Result } from './result.ts';

/** Above this one intake's fold would take an engine turn of more than 50 ms. */
export const MOST_CARDS_AN_INTAKE = 10_000;

/** One line of 手工录入, as typed: any two of the three. */
export type IntakeLine = { readonly start: string; readonly end: string; readonly count: string };

export type IntakeProblem =
  | Exclude<CompleteRangeProblem, { readonly kind: 'count-mismatch' }>
  | { readonly kind: 'count-mismatch'; readonly counted: number }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'overlap'; readonly line: number; readonly shared: CardRange }
  | { readonly kind: 'over-limit'; readonly sum: number };

export type JudgedLine =
  | { readonly kind: 'empty' }
  | { readonly kind: 'sound'; readonly range: CardRange }
  | { readonly kind: 'refused'; readonly range: CardRange | null; readonly problem: IntakeProblem };

/** One line by itself; null while nothing stands in it. */
export function readIntakeLine(line: IntakeLine): Result<CardRange, IntakeProblem> | null {
  const [startText, endText, countText] = [line.start.trim(), line.end.trim(), line.count.trim()];
  if (`${startText}${endText}${countText}` === '') return null;
  const start = numberIn(startText);
  if (start === 'unreadable') return fail({ kind: 'start' });
  const end = numberIn(endText);
  if (end === 'unreadable') return fail({ kind: 'end' });
  const count = countText === '' ? undefined : parseQuantity(countText);
  return count === null ? fail({ kind: 'count' }) : completeRange({ start, end, count });
}

function numberIn(text: string): CardNumber | undefined | 'unreadable' {
  if (text === '') return undefined;
  const card = parseCardNumber(text);
  return card.ok ? card.value : 'unreadable';
}

/**
 * All lines of one intake, in their order: the later of two lines that share cards is the one refused, and so is the
 * line by which the sum passes 10,000. `line` counts from 1, as on the screen.
 */
export function judgeIntakeLines(lines: readonly IntakeLine[]): readonly JudgedLine[] {
  const taken: { readonly line: number; readonly range: CardRange }[] = [];
  return lines.map((line, index): JudgedLine => {
    const read = readIntakeLine(line);
    if (read === null) return { kind: 'empty' };
    if (!read.ok) return { kind: 'refused', range: null, problem: read.error };
    const problem = problemAmong(taken, read.value);
    if (problem !== null) return { kind: 'refused', range: read.value, problem };
    taken.push({ line: index + 1, range: read.value });
    return { kind: 'sound', range: read.value };
  });
}

function problemAmong(
  taken: readonly { readonly line: number; readonly range: CardRange }[],
  range: CardRange,
): IntakeProblem | null {
  for (const other of taken) {
    const shared = overlap(other.range, range);
    if (shared !== null) return { kind: 'overlap', line: other.line, shared };
  }
  const sum = countCards([...taken.map((one) => one.range), range]);
  return sum > MOST_CARDS_AN_INTAKE ? { kind: 'over-limit', sum } : null;
}

/** The ranges when every line that holds something is sound and one does; else null. */
export function intakeRanges(
  judged: readonly JudgedLine[],
): Result<readonly CardRange[], 'refused' | 'empty'> {
  if (judged.some(({ kind }) => kind === 'refused')) return fail('refused');
  const ranges = judged.flatMap((line) => (line.kind === 'sound' ? [line.range] : []));
  return ranges.length === 0 ? fail('empty') : ok(ranges);
}
