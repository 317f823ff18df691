/** What the reading process hands back about a file: plain data, the same for Excel and CSV. */

export type CellKind = 'text' | 'number' | 'bool' | 'error' | 'date';

/**
 * One filled cell. `text` is what the sheet shows, except that a date is always `YYYY-MM-DD`, its time of day
 * dropped. `error` also stands for a formula without a stored result. Formulas are never evaluated.
 */
export type Cell = {
  readonly kind: CellKind;
  readonly text: string;
  /** Of numbers and dates, as stored: digits beyond 2^53 are lost already, before any program reads them. */
  readonly value?: number;
  readonly formula?: true;
};

export type SheetRow = {
  /** The sheet's own row number, from 1; in CSV the record's number. Rows without content are left out. */
  readonly number: number;
  readonly hidden?: true;
  readonly cells: readonly (Cell | null)[];
};

/** Rows count from 1, columns from 0, as in SheetRow. Only the first cell of a merge has content. */
export type Merge = {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
};

export type SheetFrame = {
  readonly name: string;
  readonly hidden: boolean;
  readonly hiddenColumns: readonly number[];
  readonly merges: readonly Merge[];
};

/** Hidden sheets are named but their rows are not read. */
export type Sheet = SheetFrame & { readonly rows: readonly SheetRow[] };

export type Workbook = {
  readonly format: 'xlsx' | 'csv';
  readonly date1904: boolean;
  readonly sheets: readonly Sheet[];
};

/** Why nothing of a file is taken in. The last two are found after reading, by whoever looks for a certain list. */
export type FileProblem =
  | 'file-empty'
  | 'file-type'
  | 'file-damaged'
  | 'file-encrypted'
  | 'file-too-large'
  | 'file-xml-entities'
  | 'file-unsafe-zip'
  | 'file-macro'
  | 'file-xls'
  | 'file-no-header'
  | 'column-missing';

// Limits of guarantee G35: what an office sends stays far below, what fills a machine lies above.
export const MOST_FILE_BYTES = 20 * 1024 * 1024;
export const MOST_UNPACKED_BYTES = 200 * 1024 * 1024;
export const MOST_ENTRIES = 2000;
export const MOST_ROWS = 100_000;
export const MOST_COLUMNS = 100;
