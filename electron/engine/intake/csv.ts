import { fail, ok, type Result } from '../../../contract/domain/result.ts';
import { delimiterOf, readRecords, WIDEST_RECORD } from './csv-records.ts';
import {
  type Cell,
  type FileProblem,
  MOST_COLUMNS,
  MOST_ROWS,
  type SheetRow,
  type Workbook,
} from './sheet.ts';

// A control character other than white space: not a text.
const BINARY = /[^\P{Cc}\s]/u;
const MARKUP = /^\s*(?:<[!?a-z]|MIME-Version:|\{\\rtf|%PDF)/i;

/**
 * Reads a delimited text: byte order mark, else valid UTF-8, else GB18030, which Excel writes in Chinese Windows.
 * Every cell is text, so leading zeros are still there. Text that is no table is `file-type`.
 */
export function readCsv(bytes: Uint8Array): Result<Workbook, FileProblem> {
  const text = decoded(bytes);
  if (text === null || BINARY.test(text) || MARKUP.test(text)) return fail('file-type');
  const delimiter = delimiterOf(text);
  if (delimiter === null) return fail('file-type');
  const rows: SheetRow[] = [];
  for (const { number, fields } of readRecords(text, delimiter)) {
    if (fields.length > WIDEST_RECORD) return fail('file-too-large');
    const cells = fields.map((field): Cell | null => (field === '' ? null : { kind: 'text', text: field }));
    const last = cells.findLastIndex((cell) => cell !== null);
    if (last < 0) continue;
    if (number > MOST_ROWS || last >= MOST_COLUMNS) return fail('file-too-large');
    rows.push({ number, cells: cells.slice(0, last + 1) });
  }
  const sheet = { name: '', hidden: false, hiddenColumns: [], merges: [], rows };
  return ok({ format: 'csv', date1904: false, sheets: [sheet] });
}

function decoded(bytes: Uint8Array): string | null {
  const marked = [
    ['utf-16le', 0xff, 0xfe],
    ['utf-16be', 0xfe, 0xff],
  ] as const;
  const wide = marked.find(([, first, second]) => bytes[0] === first && bytes[1] === second)?.[0];
  if (wide !== undefined) return decodedAs(wide, bytes);
  return decodedAs('utf-8', bytes) ?? decodedAs('gb18030', bytes);
}

function decodedAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
