/**
 * Tells a scanner from a typist by the time between keys. A scanner in keyboard mode sends one key every 1 to 30 ms and
 * ends with Enter; the fastest typists need 60 ms and more on average (features.md §5 no. 13). Pure: fed with key times.
 */

/** One key that went down. `code` is the physical key: an input method changes what a key means, not which one it is. */
export type Stroke = {
  readonly code: string;
  /** What the browser says the key means: one character, `Enter`, or `Process` where an input method took it. */
  readonly key: string;
  readonly shift: boolean;
  /** Milliseconds, when the key went down and not when the page got to it: a busy page must not split a number. */
  readonly at: number;
  /** An input method was on and took the key. */
  readonly ime: boolean;
};

/** Keys that came fast after each other. `broken`: a piece of the same number came before, and then a pause. */
export type Run = { readonly strokes: readonly Stroke[]; readonly broken: boolean };

export const noRun: Run = { strokes: [], broken: false };

export type Heard =
  | { readonly kind: 'nothing' }
  /** A new run begins with this very key: what stands in the field now is what must stand there again if it is a scan. */
  | { readonly kind: 'begin' }
  | { readonly kind: 'scan'; readonly text: string }
  /** The end of a number whose beginning came before a pause: neither half may pass for a number. */
  | { readonly kind: 'interrupted' };

/** Shorter texts are left to the keyboard: no number on a card or paper has fewer characters than this. */
export const SHORTEST_SCAN = 8;
const LONGEST_GAP = 60;
const LONGEST_AVERAGE = 35;
/** Some scanners wait before the Enter they were told to add. */
const LONGEST_GAP_BEFORE_ENTER = 120;
/** So many fast keys were a scanner's, even though they stopped. */
const PIECE = 4;
const PAUSE_WITHIN_A_SCAN = 1000;
/** Nobody pulls a trigger so soon after typing a key: what comes then belongs to what came before. */
const PAUSE_OF_A_HAND = 300;

const SHIFTED_DIGITS = ')!@#$%^&*(';
const SIGNS: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  Period: ['.', '>'],
  Comma: [',', '<'],
  Slash: ['/', '?'],
  Semicolon: [';', ':'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Space: [' ', ' '],
  NumpadAdd: ['+', '+'],
  NumpadSubtract: ['-', '-'],
  NumpadDecimal: ['.', '.'],
};

/**
 * The character of a key, letters in upper case as on cards; empty for other keys. The browser's word counts when it is
 * a plain character; behind an input method the physical key does, read as the US layout scanners send.
 */
export function characterOf({ code, key, shift }: Stroke): string {
  if (/^[!-~]$/.test(key)) return key.toUpperCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letter;
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  if (digit !== undefined)
    return shift && code.startsWith('Digit') ? SHIFTED_DIGITS.charAt(Number(digit)) : digit;
  return SIGNS[code]?.[shift ? 1 : 0] ?? '';
}

/** Enter ends a scan; so does Tab, which some scanners send in its place. */
export function isSuffix({ code }: Stroke): boolean {
  return code === 'Enter' || code === 'NumpadEnter' || code === 'Tab';
}

/** Takes the next key. Shift and the like come with characters and must not be handed in. */
export function hear(run: Run, stroke: Stroke): { readonly run: Run; readonly heard: Heard } {
  const gap = stroke.at - (run.strokes.at(-1)?.at ?? Number.NEGATIVE_INFINITY);
  if (isSuffix(stroke)) return { run: noRun, heard: ending(run, gap) };
  if (characterOf(stroke) === '') return { run: noRun, heard: { kind: 'nothing' } };
  if (gap <= LONGEST_GAP) {
    return { run: { ...run, strokes: [...run.strokes, stroke] }, heard: { kind: 'nothing' } };
  }
  const broken = gap <= PAUSE_OF_A_HAND || (gap <= PAUSE_WITHIN_A_SCAN && isPiece(run.strokes));
  // After a pause within one number, what stood in the field before its first half is still what counts.
  const heard: Heard = { kind: broken ? 'nothing' : 'begin' };
  return { run: { strokes: [stroke], broken }, heard };
}

function ending({ strokes, broken }: Run, gap: number): Heard {
  if (gap > LONGEST_GAP_BEFORE_ENTER || !isFast(strokes)) return { kind: 'nothing' };
  if (broken) return { kind: isPiece(strokes) ? 'interrupted' : 'nothing' };
  const text = scannedText(strokes);
  return strokes.length < SHORTEST_SCAN || text === '' ? { kind: 'nothing' } : { kind: 'scan', text };
}

function isPiece(strokes: readonly Stroke[]): boolean {
  return strokes.length >= PIECE && isFast(strokes);
}

function isFast(strokes: readonly Stroke[]): boolean {
  const gaps = gapsOf(strokes);
  return gaps.length > 0 && average(gaps) <= LONGEST_AVERAGE;
}

/** Milliseconds between neighbouring keys. */
export function gapsOf(strokes: readonly Stroke[]): readonly number[] {
  return strokes.slice(1).map(({ at }, index) => at - (strokes[index]?.at ?? at));
}

export function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);
}

const SYMBOLOGY = /^\][A-Z][0-9A-Z]/;
const STARS = /^\*(.*)\*$/;

/**
 * The number itself: without the symbology mark (`]C1`) and the asterisks of Code 39 that a scanner can be set to send
 * along. Nothing else is taken off: a prefix somebody invented belongs to nobody's card and will be refused as such.
 */
export function scannedText(strokes: readonly Stroke[]): string {
  return strokes.map(characterOf).join('').trim().replace(SYMBOLOGY, '').replace(STARS, '$1');
}
