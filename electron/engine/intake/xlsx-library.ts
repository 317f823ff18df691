import * as XLSX from '@e965/xlsx';

/** What the library wants to know of an unpacked part; it calls asBinary for the parts it needs. */
export type LibraryPart = { readonly name: string; readonly asBinary: () => string };

// The library exports this door for callers that unpack by themselves, but its types leave it out.
declare module '@e965/xlsx' {
  function parse_zip(
    zip: { readonly files: { readonly [name: string]: LibraryPart } },
    options: XLSX.ParsingOptions & { readonly sheets: number[] },
  ): XLSX.WorkBook;
}

/**
 * Lets the library read cells from parts that were unpacked and checked before. It never sees the zip, so there is no
 * second reading of its directory that could differ from ours; formulas are not even parsed.
 */
export function parseParts(parts: readonly LibraryPart[], sheets: number[]): XLSX.WorkBook {
  const files = Object.fromEntries(parts.map((part) => [part.name, part]));
  return XLSX.parse_zip(
    { files },
    { sheets, dense: true, cellFormula: false, cellHTML: false, cellText: false, cellNF: true },
  );
}

/** The number as the sheet shows it. Formats the library can't follow leave the bare number. */
export function shownNumber(value: number, format: string | undefined): string {
  try {
    const shown: unknown = XLSX.SSF.format(format ?? 'General', value);
    return typeof shown === 'string' ? shown.trim() : String(value);
  } catch {
    return String(value);
  }
}

/** `YYYY-MM-DD` of a number shown as a date, null when it is shown as anything else (also a bare time of day). */
export function shownDay(value: number, format: string | undefined, date1904: boolean): string | null {
  if (format === undefined || XLSX.SSF.is_date(format) !== true) return null;
  const code: { y: number; m: number; d: number } | null = XLSX.SSF.parse_date_code(value, { date1904 });
  if (code === null || code.y < 1900 || (value < 1 && !date1904)) return null;
  const pad = (part: number, width: number) => String(part).padStart(width, '0');
  return `${pad(code.y, 4)}-${pad(code.m, 2)}-${pad(code.d, 2)}`;
}

/** `D4` for row 3, column 3, both from 0. */
export function addressOf(row: number, column: number): string {
  return XLSX.utils.encode_cell({ r: row, c: column });
}

export function placeOf(address: string): { readonly row: number; readonly column: number } {
  const { r, c } = XLSX.utils.decode_cell(address);
  return { row: r, column: c };
}
