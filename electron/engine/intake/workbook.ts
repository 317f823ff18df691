import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import { fail, ok, type Result } from '../../../contract/domain/result.ts';
import { withoutBlanks } from './blank-cells.ts';
import { withChineseDates } from './number-formats.ts';
import { type PackageParts, readPackage } from './package-parts.ts';
import {
  type Cell,
  type FileProblem,
  type Merge,
  MOST_COLUMNS,
  MOST_ROWS,
  type Sheet,
  type SheetRow,
  type Workbook,
} from './sheet.ts';
import { type SheetFlags, sheetFlags } from './sheet-flags.ts';
import { listedSheets } from './workbook-sheets.ts';
import { addressOf, parseParts, placeOf, shownDay, shownNumber } from './xlsx-library.ts';
import { partText } from './xml-part.ts';

type Context = { readonly date1904: boolean; readonly flags: SheetFlags };

const NO_FLAGS: SheetFlags = { hiddenRows: new Set(), hiddenColumns: [], formulas: new Map() };

class Broken extends Error {}

/** Reads the visible sheets of an Excel file. Damage anywhere refuses the whole file: half a list is worse than none. */
export async function readWorkbook(file: Buffer): Promise<Result<Workbook, FileProblem>> {
  const parts = await readPackage(file);
  if (!parts.ok) return parts;
  try {
    return sheetsOf(parts.value);
  } catch {
    // The library throws its own errors at malformed parts; none of them means more to a clerk than this.
    return fail('file-damaged');
  }
}

function sheetsOf(parts: PackageParts): Result<Workbook, FileProblem> {
  const listed = listedSheets(parts);
  const visible = listed.flatMap((sheet, place) => (sheet.hidden ? [] : [place]));
  const flags = new Map<string, SheetFlags>();
  const book = parseParts(libraryParts(parts, flags), visible);
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const sheets: Sheet[] = [];
  for (const [place, { hidden, part }] of listed.entries()) {
    const read = hidden ? null : book.Sheets[book.SheetNames[place] ?? ''];
    if (read === undefined) return fail('file-damaged');
    const context = { date1904, flags: flags.get(part ?? '') ?? NO_FLAGS };
    const rows = read === null ? [] : rowsOf(read, context);
    if (rows === null) return fail('file-too-large');
    sheets.push({ ...frameOf(book, place, read, context), hidden, rows });
  }
  return ok({ format: 'xlsx', date1904, sheets });
}

function libraryParts(parts: PackageParts, flags: Map<string, SheetFlags>) {
  return Array.from(parts, ([name, bytes]) => ({
    name,
    asBinary() {
      const text = partText(bytes);
      if (text === null) throw new Broken();
      if (/styles\.xml$/i.test(name)) return withChineseDates(text);
      if (!/<(?:\w+:)?worksheet[\s>]/.test(text.slice(0, 2000))) return text;
      flags.set(name, sheetFlags(text));
      // A link over A1:XFD1048576 makes the library allocate every cell under it; the shown text is in the cells.
      return withoutBlanks(text).replace(/<((?:\w+:)?)hyperlink /g, '<$1linkleftout ');
    },
  }));
}

function frameOf(book: WorkBook, place: number, sheet: WorkSheet | null, { flags }: Context) {
  const merges = (sheet?.['!merges'] ?? []).map(
    ({ s, e }): Merge => ({ firstRow: s.r + 1, lastRow: e.r + 1, firstColumn: s.c, lastColumn: e.c }),
  );
  return { name: book.SheetNames[place] ?? '', hiddenColumns: flags.hiddenColumns, merges };
}

/** Null when something stands beyond the limits. Formatted but empty rows and columns cost nothing and don't count. */
function rowsOf(sheet: WorkSheet, context: Context): SheetRow[] | null {
  const rows: SheetRow[] = [];
  let tooFar = false;
  withUncalculated(sheet['!data'] ?? [], context.flags).forEach((found, place) => {
    const cells = tooFar ? [] : cellsOf(found, place, context);
    if (cells.length === 0) return;
    tooFar = place >= MOST_ROWS || cells.length > MOST_COLUMNS;
    const number = place + 1;
    rows.push(context.flags.hiddenRows.has(number) ? { number, hidden: true, cells } : { number, cells });
  });
  return tooFar ? null : rows;
}

/** The library leaves out formulas that were never calculated; as blanks they would pass for "nothing given". */
function withUncalculated(data: CellObject[][], flags: SheetFlags): CellObject[][] {
  for (const [address, calculated] of flags.formulas) {
    if (calculated) continue;
    const { row, column } = placeOf(address);
    const cells = data[row] ?? [];
    cells[column] = { t: 'e' };
    data[row] = cells;
  }
  return data;
}

function cellsOf(found: readonly CellObject[], row: number, context: Context): (Cell | null)[] {
  const cells: (Cell | null)[] = [];
  found.forEach((raw, column) => {
    const cell = cellOf(raw, context);
    if (cell === null || cells.length > MOST_COLUMNS) return;
    while (cells.length < column && cells.length <= MOST_COLUMNS) cells.push(null);
    const isFormula = context.flags.formulas.size > 0 && context.flags.formulas.has(addressOf(row, column));
    cells.push(isFormula ? { ...cell, formula: true } : cell);
  });
  return cells;
}

function cellOf({ t, v, z }: CellObject, { date1904 }: Context): Cell | null {
  const format = typeof z === 'string' ? z : undefined;
  if (t === 'e') return { kind: 'error', text: '' };
  if (typeof v === 'boolean') return { kind: 'bool', text: v ? 'TRUE' : 'FALSE' };
  if (typeof v === 'string') return v === '' ? null : { kind: 'text', text: v };
  if (typeof v !== 'number') return null;
  const day = shownDay(v, format, date1904);
  if (day !== null) return { kind: 'date', text: day, value: v };
  return { kind: 'number', text: shownNumber(v, format), value: v };
}
