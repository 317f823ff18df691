import type { ReaderReply } from './reader-port.ts';
import type { SheetRow, Workbook } from './sheet.ts';

export type RowPage = Extract<ReaderReply, { kind: 'rows' }>;

// 500 rows of 24 columns are about 380 kB and parse in 3 ms.
const ROWS_A_PAGE = 500;

/** The rows of every sheet, cut into messages that the engine can take one a turn. */
export function* rowPages(workbook: Workbook): Generator<RowPage> {
  for (const [sheet, { rows }] of workbook.sheets.entries()) {
    for (let start = 0; start < rows.length; start += ROWS_A_PAGE) {
      yield { kind: 'rows', sheet, json: JSON.stringify(rows.slice(start, start + ROWS_A_PAGE)) };
    }
  }
}

/** Back from a page; the sender is our own process, which writes nothing else. */
export function rowsOfPage(page: RowPage): SheetRow[] {
  return JSON.parse(page.json) as SheetRow[];
}
