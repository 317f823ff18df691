import { fail, ok, type Result } from './result.ts';

/**
 * The number printed on an activation card: text with its leading zeros, perhaps letters in front, and a
 * numeric tail. Never a JS number: the 18 digits in use are beyond 2^53.
 */
export type CardNumber = string & { readonly __brand: 'CardNumber' };

export type CardNumberProblem = 'missing' | 'too-long' | 'format';

const LONGEST = 40;
const CARD_NUMBER = /^[0-9A-Z]*[0-9]+$/;
// White space of any kind, control and format characters, fillers, and the braille blank.
const BLANKS = /[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const FULL_WIDTH_LETTER_OR_DIGIT = /[０-９Ａ-Ｚａ-ｚ]/g;
const FULL_WIDTH_SHIFT = 0xfee0;

/** Removes blanks and invisible characters, which Excel cells and chat windows leave inside numbers. */
export function removeBlanks(text: string): string {
  return text.replace(BLANKS, '');
}

/** Full-width letters and digits (typed with the input method on) become half width; other signs stay. */
export function foldWidth(text: string): string {
  return text.replace(FULL_WIDTH_LETTER_OR_DIGIT, (sign) =>
    String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_SHIFT),
  );
}

/**
 * What a person or a sheet wrote, ready to be parsed. `cleaned` says that blanks, width or case were folded;
 * a trailing 张 is usual on delivery notes and is dropped without being called a repair.
 */
export function cleanCardText(text: string): { readonly text: string; readonly cleaned: boolean } {
  const folded = foldWidth(removeBlanks(text)).toUpperCase();
  return { text: folded.replace(/张$/, ''), cleaned: folded !== text };
}

/** Exact form, nothing folded: for stored data. */
export function isCardNumber(text: string): text is CardNumber {
  return text.length <= LONGEST && CARD_NUMBER.test(text);
}

/** Reads a card number as typed, scanned or imported; 1 to 40 characters after cleaning. */
export function parseCardNumber(text: string): Result<CardNumber, CardNumberProblem> {
  const cleaned = cleanCardText(text).text;
  if (cleaned === '') return fail('missing');
  if (cleaned.length > LONGEST) return fail('too-long');
  return isCardNumber(cleaned) ? ok(cleaned) : fail('format');
}

/** Everything before the numeric tail: up to and including the last letter. */
export function prefixOf(card: CardNumber): string {
  return card.replace(/[0-9]+$/, '');
}

export function tailOf(card: CardNumber): bigint {
  return BigInt(card.slice(prefixOf(card).length));
}

/** Only cards of one width and one prefix can be counted between. */
export function sameSeries(a: CardNumber, b: CardNumber): boolean {
  return a.length === b.length && prefixOf(a) === prefixOf(b);
}

/**
 * Total order that keeps a series together: width, prefix, tail. Plain text order would put 1A5 between
 * 100 and 200, which belong together.
 */
export function compareCards(a: CardNumber, b: CardNumber): number {
  return a.length - b.length || compareText(prefixOf(a), prefixOf(b)) || compareText(a, b);
}

/** The card `offset` places further (or back) in the series; `overflow` when the width can't hold it. */
export function cardAt(card: CardNumber, offset: bigint): Result<CardNumber, 'overflow'> {
  const prefix = prefixOf(card);
  const width = card.length - prefix.length;
  const tail = tailOf(card) + offset;
  if (tail < 0n || tail.toString().length > width) return fail('overflow');
  return ok(`${prefix}${tail.toString().padStart(width, '0')}` as CardNumber);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Names the series (letters in front and width): within one, text order is number order. */
export function seriesOf(card: CardNumber): string {
  return `${prefixOf(card)}/${card.length}`;
}
