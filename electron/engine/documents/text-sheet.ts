import { Writable } from 'node:stream';
import { spreadsheetText } from '../../../contract/domain/spreadsheet-text.ts';

/** An Excel file of one sheet on which everything is text: a heading, column names, rows. */
export type TextSheet = {
  readonly name: string;
  /** First the title, then lines of label and value. */
  readonly heading: readonly (readonly string[])[];
  /** `width` in characters of the standard type, as Excel counts. */
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly string[])[];
  /** The only date in the document's properties: a practice file bears none of the wall's. */
  readonly made: string;
};

const TEXT_FORMAT = '@';

/**
 * The sheet as .xlsx. Every cell is a text cell in text format, so that 18 digits and leading zeros stay as they are
 * also when somebody types over them, and none of them can run as a formula.
 */
export async function textSheetXlsx(sheet: TextSheet): Promise<Uint8Array> {
  // Loading it takes about a second, which only those pay who export.
  const { default: excel } = await import('exceljs');
  const chunks: Uint8Array[] = [];
  const stream = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true });
  const made = new Date(`${sheet.made}T00:00:00Z`);
  Object.assign(book, { creator: '公需柜台', lastModifiedBy: '公需柜台', created: made, modified: made });
  const page = book.addWorksheet(sheet.name);
  page.columns = sheet.columns.map(({ width }) => ({ width, style: { numFmt: TEXT_FORMAT } }));
  const add = (texts: readonly string[], bold: boolean) => {
    const row = page.addRow(texts.map((text) => (text === '' ? null : spreadsheetText(text))));
    if (bold) row.font = { bold };
    row.commit();
  };
  for (const [place, line] of sheet.heading.entries()) add(line, place === 0);
  add([], false);
  add(
    sheet.columns.map(({ title }) => title),
    true,
  );
  for (const row of sheet.rows) add(row, false);
  await book.commit();
  return new Uint8Array(Buffer.concat(chunks));
}
