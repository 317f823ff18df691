import { type CardRange, parseRanges, subtract } from '../../../contract/domain/card-range.ts';

/**
 * The card numbers with one more, scanned away from their field: behind the others, as the end of a run after a hyphen.
 * One that is among them already changes nothing.
 */
export function withScanned(text: string, scanned: string): string {
  const before = text.trim();
  if (before === '' || /[-–，,、]$/.test(before)) return before + scanned;
  return isAmong(before, scanned) ? text : `${before}，${scanned}`;
}

function isAmong(text: string, scanned: string): boolean {
  const known: readonly CardRange[] = rangesIn(text);
  const one = rangesIn(scanned);
  return one.length > 0 && one.every((range) => subtract(range, known).length === 0);
}

/** The card numbers in a text as typed; none while they can't be read. */
export function rangesIn(text: string): readonly CardRange[] {
  const read = parseRanges(text);
  return read.ok ? read.value : [];
}
