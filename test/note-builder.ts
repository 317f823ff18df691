import { type CardNote, readCardNote } from '../contract/domain/card-note.ts';
import type { NoteCell, NoteRow, NoteSheet } from '../contract/domain/card-note-cells.ts';
import type { TakenRange } from '../contract/domain/card-note-overlap.ts';
import { parseCardNumber } from '../contract/domain/card-number.ts';

export const HEADER = ['卡号起', '卡号止', '单位', '数量', '单价', '金额', '单号', '备注'];

function cell(value: string | number | null): NoteCell | null {
  if (value === null || value === '') return null;
  return typeof value === 'number'
    ? { kind: 'number', text: String(value), value }
    : { kind: 'text', text: value };
}

export function row(number: number, ...values: readonly (string | number | null)[]): NoteRow {
  return { number, cells: values.map(cell) };
}

export function sheet(...rows: readonly NoteRow[]): NoteSheet {
  return { name: '出库单', hidden: false, rows };
}

export function noteOf(sheets: readonly NoteSheet[], taken: readonly TakenRange[] = []): CardNote {
  const note = readCardNote(sheets, taken);
  if (!note.ok) throw new Error(note.error.kind);
  return note.value;
}

/** A note whose data rows start at row 2. */
export function note(...rows: readonly (readonly (string | number | null)[])[]): CardNote {
  return noteOf([sheet(row(1, ...HEADER), ...rows.map((values, place) => row(place + 2, ...values)))]);
}

export function refusals(of: CardNote) {
  return of.lines.flatMap((line) =>
    line.kind === 'refused' ? line.refusals.map((one) => ({ row: line.stated.row, ...one })) : [],
  );
}

export function warnings(of: CardNote) {
  return of.lines.flatMap((line) =>
    line.kind === 'accepted' ? line.warnings.map((one) => ({ row: line.stated.row, ...one })) : [],
  );
}

export function ranges(of: CardNote) {
  return of.lines.flatMap((line) =>
    line.kind === 'accepted' ? [`${line.range.first}-${line.range.last}=${line.count}`] : [],
  );
}

function card(text: string) {
  const parsed = parseCardNumber(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

export function taken(first: string, last: string, source: string): TakenRange {
  return { range: { first: card(first), last: card(last) }, source };
}
