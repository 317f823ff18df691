import { type CalendarDay, parseDay } from './calendar.ts';
import { foldWidth, removeBlanks } from './card-number.ts';
import { fail, ok, type Result } from './result.ts';

/** Number of a slip, as `QZ1A-20140520-00017`: point, PC, incarnation, business day, serial. */
export type DocumentNumber = string & { readonly __brand: 'DocumentNumber' };

export type DocumentNumberParts = {
  /** Code of the sales point, one to four letters A-Z. */
  readonly point: string;
  /** Number of the PC within its point, from 1. */
  readonly pc: number;
  /** From `incarnationLetter`: a restored PC counts anew under the next letter, so no number repeats. */
  readonly letter: string;
  readonly day: CalendarDay;
  /** From 1, without gaps within an incarnation. */
  readonly serial: number;
};

const DOCUMENT_NUMBER =
  /^([A-Z]{1,4})([1-9][0-9]{0,3})([A-Z]{1,4})-([0-9]{4})([0-9]{2})([0-9]{2})-([0-9]{5}|[1-9][0-9]{5,14})$/;

/** Parts that can't make a valid number are a bug and throw. */
export function makeDocumentNumber(parts: DocumentNumberParts): DocumentNumber {
  const { point, pc, letter, day, serial } = parts;
  const number = `${point}${pc}${letter}-${day.replaceAll('-', '')}-${String(serial).padStart(5, '0')}`;
  if (serial < 1 || !DOCUMENT_NUMBER.test(number))
    throw new RangeError('these parts make no document number');
  return number as DocumentNumber;
}

/** Reads a number as typed or scanned from paper; blanks, width, case and dashes are folded. */
export function parseDocumentNumber(text: string): Result<DocumentNumberParts, 'format' | 'date'> {
  const folded = foldWidth(removeBlanks(text))
    .toUpperCase()
    .replace(/[－–—]/g, '-');
  const [, point = '', pc, letter = '', year, month, date, serial] = DOCUMENT_NUMBER.exec(folded) ?? [];
  if (serial === undefined || Number(serial) < 1) return fail('format');
  const day = parseDay(`${year}-${month}-${date}`);
  return day.ok
    ? ok({ point, pc: Number(pc), letter, day: day.value, serial: Number(serial) })
    : fail('date');
}

/** 0 → A, 25 → Z, 26 → AA: the letter(s) of a device's n-th incarnation. */
export function incarnationLetter(n: number): string {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError('incarnations are counted from 0');
  const last = String.fromCharCode(65 + (n % 26));
  return n < 26 ? last : incarnationLetter(Math.floor(n / 26) - 1) + last;
}

/** The four characters of the event's hash on paper, by which a forged or altered slip is told. */
export function paperMark(hashHex: string): string {
  if (!/^[0-9a-f]{4,}$/i.test(hashHex)) throw new RangeError('an event hash in hexadecimal is needed');
  return hashHex.slice(0, 4).toUpperCase();
}
