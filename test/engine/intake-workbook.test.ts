import { describe, expect, test } from 'vitest';
import { readBytes } from '../../electron/engine/intake/read-bytes.ts';
import type { Sheet, SheetRow, Workbook } from '../../electron/engine/intake/sheet.ts';
import { sheetOf, textRow, workbookOf, workbookParts } from '../workbook-builder.ts';
import { zipOf } from '../zip-builder.ts';

async function read(file: Uint8Array): Promise<Workbook> {
  const workbook = await readBytes(file);
  if (!workbook.ok) throw new Error(workbook.error);
  return workbook.value;
}

async function firstSheet(file: Uint8Array): Promise<Sheet> {
  const sheet = (await read(file)).sheets[0];
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}

async function rows(file: Uint8Array): Promise<readonly SheetRow[]> {
  return (await firstSheet(file)).rows;
}

describe('cells', () => {
  test('text keeps its leading zeros, its inner line break and its escapes decoded', async () => {
    const data = textRow(1, ['045072014000001001', '卡号\n起', 'a_x000D_b &amp; c', '䶮𬱖']);
    expect((await rows(sheetOf(data)))[0]?.cells.map((cell) => [cell?.kind, cell?.text])).toEqual([
      ['text', '045072014000001001'],
      ['text', '卡号\n起'],
      ['text', 'a\rb & c'],
      ['text', '䶮𬱖'],
    ]);
  });

  test('a number keeps its value beside the text that Excel shows', async () => {
    const data = '<row r="1"><c r="A1" s="1"><v>25000</v></c><c r="B1"><v>45072014000006000</v></c></row>';
    expect((await rows(sheetOf(data, { formats: [4] })))[0]?.cells).toEqual([
      { kind: 'number', text: '25,000.00', value: 25000 },
      { kind: 'number', text: '4.5072E+16', value: 45072014000006000 },
    ]);
  });

  test('a formula is its stored result, and an error when it was never calculated', async () => {
    const data =
      '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c><c r="C1"><f>SUM(A1)</f></c><c r="D1"><f>A1</f><v></v></c><c r="E1" t="e"><v>#N/A</v></c><c r="F1" t="b"><v>1</v></c></row>';
    expect((await rows(sheetOf(data)))[0]?.cells).toEqual([
      { kind: 'number', text: '2', value: 2, formula: true },
      { kind: 'text', text: 'a', formula: true },
      { kind: 'error', text: '', formula: true },
      { kind: 'error', text: '', formula: true },
      { kind: 'error', text: '' },
      { kind: 'bool', text: 'TRUE' },
    ]);
  });

  test.each([
    ['yyyy-mm-dd', false, 41765, '2014-05-06'],
    ['yyyy-mm-dd', true, 40303, '2014-05-06'],
    // Built into Chinese Excel and written into no file: 31 is its ordinary long date, 57 year and month.
    [31, false, 41765.75, '2014-05-06'],
    [57, false, 41765, '2014-05-06'],
    [14, false, 41765, '2014-05-06'],
  ])('format %s, 1904 %s: %d is the day %s', async (format, date1904, value, text) => {
    const data = `<row r="1"><c r="A1" s="1"><v>${value}</v></c></row>`;
    const file = sheetOf(data, { formats: [format], date1904 });
    expect((await rows(file))[0]?.cells).toEqual([{ kind: 'date', text, value }]);
    expect((await read(file)).date1904).toBe(date1904);
  });

  test('rich text is joined and its reading aid left out', async () => {
    const data =
      '<row r="1"><c r="A1" t="inlineStr"><is><r><t>黄</t></r><r><rPr/><t>美玲</t></r><rPh sb="0" eb="1"><t>huang</t></rPh></is></c></row>';
    expect((await rows(sheetOf(data)))[0]?.cells[0]?.text).toBe('黄美玲');
  });
});

describe('rows, columns and sheets', () => {
  test('rows keep their own number, blank and merely formatted ones are left out', async () => {
    const data = `<row r="2" ht="20"><c r="A2" s="1"/></row>${textRow(4, ['甲'])}<row r="7"><c r="C7" t="str"><v></v></c></row>${textRow(9, ['', '', '乙'])}`;
    expect(await rows(sheetOf(data, { formats: [4] }))).toEqual([
      { number: 4, cells: [{ kind: 'text', text: '甲' }] },
      { number: 9, cells: [null, null, { kind: 'text', text: '乙' }] },
    ]);
  });

  test('rows and cells that leave out their place follow their neighbours', async () => {
    const text = (word: string) => `<c t="inlineStr"><is><t>${word}</t></is></c>`;
    const data = `<row><c s="1"/>${text('甲')}</row><row><c s="1"/></row><row>${text('乙')}</row>`;
    expect(await rows(sheetOf(data, { formats: [4] }))).toEqual([
      { number: 1, cells: [null, { kind: 'text', text: '甲' }] },
      { number: 3, cells: [{ kind: 'text', text: '乙' }] },
    ]);
  });

  test('hidden rows and columns and merges are named', async () => {
    const data = `${textRow(1, ['甲'])}<row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3" hidden="0"><c r="A3"><v>1</v></c></row>`;
    const sheet = await firstSheet(
      sheetOf(data, {
        before:
          '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" hidden="true"/><col min="7" max="9"/></cols>',
        after: '<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>',
      }),
    );
    expect(sheet.rows.map((row) => row.hidden)).toEqual([undefined, true, undefined]);
    expect(sheet.hiddenColumns).toEqual([1, 2, 4]);
    expect(sheet.merges).toEqual([{ firstRow: 1, lastRow: 2, firstColumn: 0, lastColumn: 2 }]);
  });

  test('hidden sheets are named but not read, and flags stay with their own sheet', async () => {
    const workbook = await read(
      workbookOf({
        sheets: [
          { name: '代码', state: 'hidden', data: '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>' },
          { name: '一', data: textRow(1, ['甲']) },
          { name: '密', state: 'veryHidden', data: textRow(1, ['丙']) },
          { name: '二', data: '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>' },
        ],
      }),
    );
    expect(workbook.sheets.map(({ name, hidden, rows: found }) => [name, hidden, found.length])).toEqual([
      ['代码', true, 0],
      ['一', false, 1],
      ['密', true, 0],
      ['二', false, 1],
    ]);
    expect(workbook.sheets.map((sheet) => sheet.rows[0]?.hidden)).toEqual([
      undefined,
      undefined,
      undefined,
      true,
    ]);
  });

  test('prefixed elements, as other programs write them, and UTF-16 parts are read', async () => {
    const parts = workbookParts({ sheets: [{ name: 'S', data: textRow(1, ['甲']) }] });
    const prefixed = parts.map((part) => {
      const content = String(part.content)
        .replace(/<(\/?)([a-z]\w*)/gi, '<$1x:$2')
        .replace('xmlns=', 'xmlns:x=');
      return /sheet1\.xml$/.test(part.name) ? { ...part, content } : part;
    });
    const wide = parts.map((part) => {
      const content = Buffer.from(`\ufeff${String(part.content).replace('UTF-8', 'UTF-16')}`, 'utf16le');
      return /sheet1\.xml$/.test(part.name) ? { ...part, content } : part;
    });
    for (const file of [zipOf(prefixed), zipOf(wide)]) {
      expect(await rows(file)).toEqual([{ number: 1, cells: [{ kind: 'text', text: '甲' }] }]);
    }
  });
});

describe('limits on real content', () => {
  const far = (address: string, row: number) => `<row r="${row}"><c r="${address}"><v>1</v></c></row>`;

  test.each([
    ['CV1', 1, true],
    ['CW1', 1, false],
    ['A100000', 100_000, true],
    ['A100001', 100_001, false],
    ['XFD1048576', 1_048_576, false],
  ])('content in %s (row %i) is within the limits: %s', async (address, row, fits) => {
    const result = await readBytes(sheetOf(far(address, row)));
    expect(result.ok || result.error).toBe(fits || 'file-too-large');
  });

  test('a dimension, a merge and a link over the whole sheet allocate nothing', async () => {
    const before = '<dimension ref="A1:XFD1048576"/>';
    const all = 'A1:XFD1048576';
    const after = `<mergeCells count="1"><mergeCell ref="${all}"/></mergeCells><hyperlinks><hyperlink ref="${all}" r:id="rId9"/></hyperlinks>`;
    const heap = process.memoryUsage.rss();
    expect(await rows(sheetOf(textRow(1, ['甲']), { before, after }))).toHaveLength(1);
    expect(process.memoryUsage.rss() - heap).toBeLessThan(50 * 1024 * 1024);
  });

  test('a sheet formatted down to its last row is read for its one filled row', async () => {
    const blank = Array.from(
      { length: 200_000 },
      (_, n) => `<row r="${n + 2}" ht="20"><c r="A${n + 2}" s="1"/></row>`,
    );
    const file = sheetOf(textRow(1, ['甲']) + blank.join(''), { formats: [4] });
    expect(await rows(file)).toHaveLength(1);
  });
});
