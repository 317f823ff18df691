import { removeBlanks } from './card-number.ts';

/** What a cell of an Excel file can hold, in UTF-16 units. */
const LONGEST = 32_767;

// No XML, hence no Excel file, can hold these; line breaks and tabs stay inside a cell as blanks.
const FORBIDDEN = /[\p{Cc}\uFFFE\uFFFF]/gu;
// Excel reads _x003D_ inside a text as the character with that code.
const ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g;

/**
 * Text from outside as it may stand in a file that somebody opens in a spreadsheet program: what begins like a formula
 * (= + - @ in any width, also behind blanks) gets an apostrophe in front (guarantee G32). Digits are never touched.
 */
export function spreadsheetText(text: string): string {
  const plain = text.replace(FORBIDDEN, ' ').toWellFormed().replace(ESCAPE, '_x005F_');
  const formula = /^[=+\-@]/.test(removeBlanks(plain).slice(0, 1).normalize('NFKC'));
  return `${formula ? "'" : ''}${plain}`.slice(0, LONGEST);
}
