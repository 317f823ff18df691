import { foldWidth, removeBlanks } from './card-number.ts';
import { type Fen, fen } from './money.ts';

/** A cell as the spreadsheet reader hands it over; `value` is there for numbers and dates. */
export type NoteCell = {
  readonly text: string;
  readonly kind: 'text' | 'number' | 'bool' | 'error' | 'date';
  readonly value?: number;
};

/** `number` is the sheet's own row number, from 1; `cells` are in column order, null where nothing stands. */
export type NoteRow = {
  readonly number: number;
  readonly hidden?: boolean;
  readonly cells: readonly (NoteCell | null)[];
};

export type NoteSheet = {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly NoteRow[];
};

// What offices put into a cell to say that nothing belongs there.
const EMPTY_MARKS = new Set(['-', '--', '—', '——', '－', '/', '无', 'N/A', '同上', '〃', '″', '"']);

/** The cell, or null when it is blank, outside the row, or holds one of the marks that mean "nothing". */
export function filled(row: NoteRow, column: number | undefined): NoteCell | null {
  const cell = column === undefined ? null : (row.cells[column] ?? null);
  const bare = cell === null ? '' : removeBlanks(cell.text);
  const blank = cell?.kind === 'text' && (bare === '' || EMPTY_MARKS.has(bare.toUpperCase()));
  return blank ? null : cell;
}

/** The cell's text without outer blanks, '' when nothing stands there. */
export function textIn(row: NoteRow, column: number | undefined): string {
  return filled(row, column)?.text.trim() ?? '';
}

/**
 * A number of cards: null when the cell is empty, NaN when it can't be read, so that it differs from every real
 * count. 张 and thousands separators are tolerated.
 */
export function countIn(row: NoteRow, column: number | undefined): number | null {
  return numberIn(filled(row, column), /^([0-9]+)张?$/);
}

/** An amount in fen: null when the cell is empty, NaN when it can't be read exactly. Yuan in the sheet. */
export function fenIn(row: NoteRow, column: number | undefined): number | null {
  const yuan = numberIn(filled(row, column), /^[¥￥]?([0-9]+(?:\.[0-9]{1,2})?)(?:元整?)?(?:\/张)?$/);
  if (yuan === null) return null;
  const rounded = Math.round(yuan * 100);
  // 0.1 + 0.2 in a formula cell is off by far less than this; a third of a fen is an error of the sheet.
  return Math.abs(yuan * 100 - rounded) < 0.0001 ? rounded : Number.NaN;
}

/** Brands an amount that was read; null stays null, and so does an unreadable one. */
export function fenOrNull(amount: number | null): Fen | null {
  return amount === null || !Number.isSafeInteger(amount) ? null : fen(amount);
}

function numberIn(cell: NoteCell | null, form: RegExp): number | null {
  if (cell === null) return null;
  if (cell.kind === 'number') return cell.value ?? Number.NaN;
  if (cell.kind !== 'text') return Number.NaN;
  const plain = foldWidth(removeBlanks(cell.text)).replace(/[,，]/g, '').replace('．', '.');
  return Number(form.exec(plain)?.[1] ?? Number.NaN);
}
