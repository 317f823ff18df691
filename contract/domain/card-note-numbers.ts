import { filled, type NoteCell, type NoteRow } from './card-note-cells.ts';
import type { NoteColumn } from './card-note-header.ts';
import { type CardNumber, cleanCardText, parseCardNumber } from './card-number.ts';
import { fail, ok, type Result } from './result.ts';

/** The numbers of one row as they stand in the file, before anything is judged. */
export type WrittenNumbers = { readonly start: NoteCell | null; readonly end: NoteCell | null };

export type ReadNumber = { readonly number: CardNumber | null; readonly cleaned: boolean };

// As wide as the signs the input method makes of a hyphen; 至 and 到 are written by hand.
const DASH = /[-‐‑‒–—―−－~～至到]+/;
const SCIENTIFIC = /^[0-9](?:\.[0-9]+)?E\+?[0-9]+$/;

/** The two card cells of a row; a column `start-end` is taken apart, and a single number there is one card. */
export function writtenNumbers(row: NoteRow, columns: ReadonlyMap<NoteColumn, number>): WrittenNumbers {
  if (columns.has('cardStart') || !columns.has('cardRange')) {
    return { start: filled(row, columns.get('cardStart')), end: filled(row, columns.get('cardEnd')) };
  }
  const cell = filled(row, columns.get('cardRange'));
  if (cell === null || cell.kind !== 'text') return { start: cell, end: null };
  const [start = '', ...rest] = cell.text.split(DASH);
  return { start: textCell(start), end: rest.length === 0 ? null : textCell(rest.join('-')) };
}

/**
 * Reads one card number. `numeric`: the cell is not text, or is text that went through a numeric cell, so digits
 * may be lost and none are guessed. `format`: no card number at all. An empty cell is no problem here.
 */
export function readNumber(cell: NoteCell | null): Result<ReadNumber, 'numeric' | 'format'> {
  if (cell === null) return ok({ number: null, cleaned: false });
  if (cell.kind !== 'text') return fail('numeric');
  // Excel's text marks survive in CSV files: ="0450…" and a leading apostrophe.
  const bare = cell.text.replace(/^\s*="(.*)"\s*$/, '$1').replace(/^['’]/, '');
  const { text, cleaned } = cleanCardText(bare);
  if (SCIENTIFIC.test(text)) return fail('numeric');
  const parsed = parseCardNumber(bare);
  if (!parsed.ok) return fail('format');
  return ok({ number: parsed.value, cleaned: cleaned || bare !== cell.text });
}

function textCell(text: string): NoteCell | null {
  return text.trim() === '' ? null : { kind: 'text', text };
}
