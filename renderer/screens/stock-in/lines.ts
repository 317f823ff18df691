/** One line as typed; `key` keeps its place on the screen while others come and go. */
export type Line = {
  readonly key: string;
  readonly start: string;
  readonly end: string;
  readonly count: string;
};

export type Figure = 'start' | 'end' | 'count';

export const MOST_LINES = 100;

export function blankLine(): Line {
  return { key: crypto.randomUUID(), start: '', end: '', count: '' };
}

export function isBlank({ start, end, count }: Line): boolean {
  return `${start}${end}${count}`.trim() === '';
}

/** The lines after a change: there is always a blank one at the end to go on in. */
export function changed(lines: readonly Line[], key: string, figure: Figure, text: string): readonly Line[] {
  const next = lines.map((line) => (line.key === key ? { ...line, [figure]: text } : line));
  const last = next.at(-1);
  const full = next.length >= MOST_LINES || (last !== undefined && isBlank(last));
  return full ? next : [...next, blankLine()];
}

export function without(lines: readonly Line[], key: string): readonly Line[] {
  const rest = lines.filter((line) => line.key !== key);
  const last = rest.at(-1);
  return last !== undefined && isBlank(last) ? rest : [...rest, blankLine()];
}

/** Where the next number scanned belongs; null when every line is full. */
export function nextScanned(
  lines: readonly Line[],
): { readonly at: number; readonly figure: 'start' | 'end' } | null {
  const begun = lines.findIndex(
    ({ start, end, count }) => start.trim() !== '' && end.trim() === '' && count.trim() === '',
  );
  if (begun >= 0) return { at: begun, figure: 'end' };
  const blank = lines.findIndex(isBlank);
  return blank < 0 ? null : { at: blank, figure: 'start' };
}
