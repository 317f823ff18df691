import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, utils, type WorkSheet } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { readCardNote } from '../../contract/domain/card-note.ts';
import { startDocumentWorker } from '../../electron/document-worker.ts';
import { createDocuments } from '../../electron/engine/documents/documents.ts';
import { readBytes } from '../../electron/engine/intake/read-bytes.ts';
import { practiceSeat } from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';

const SAMPLES = join(import.meta.dirname, '../samples');

type Client = ReturnType<typeof procedureClient>['client'];

function previewSample(client: Client, name: string, as = name) {
  const file = new File([readFileSync(join(SAMPLES, name))], as);
  return client.cards.previewNote({ source: 'upload', file });
}

function sheetOf(bytes: Uint8Array): WorkSheet {
  const book = read(bytes, { cellNF: true });
  expect(book.SheetNames).toEqual(['退回核对表']);
  return book.Sheets['退回核对表'] ?? {};
}

function rowsOf(sheet: WorkSheet): string[][] {
  return utils.sheet_to_json(sheet, { header: 1, defval: '', blankrows: true });
}

/** Filled cells that a spreadsheet program would take for anything but text. */
function notText(sheet: WorkSheet): string[] {
  return Object.entries(sheet).flatMap(([address, cell]) =>
    address.startsWith('!') || (cell.t === 's' && cell.f === undefined && cell.z === '@') ? [] : [address],
  );
}

test('the rows of a note that are refused come out as text with their reasons, before and after the rest came in', async () => {
  const { seat } = await practiceSeat();
  const { client, close } = procedureClient(seat);
  const first = await previewSample(client, '40-card-note-1.xlsx');
  await client.cards.commitNote({ request: 'request-1', preview: first.preview, course: '2014-xxaq' });
  const { preview, rows } = await previewSample(client, '41-card-note-2.xlsx', '=第二批.xlsx');
  const before = await client.cards.refusedRows({ preview });
  await client.cards.commitNote({ request: 'request-2', preview, course: '2014-xxaq' });
  const after = await client.cards.refusedRows({ preview });
  expect(after.name).toBe(before.name);

  expect(after.name).toMatch(/^退回核对表 QZ\d+\.xlsx$/);
  const sheet = sheetOf(Buffer.from(after.file, 'base64'));
  expect(notText(sheet)).toEqual([]);
  const lines = rowsOf(sheet);
  const city = seat.state().city;
  expect(lines.slice(0, 5).map(([label, value]) => [label, value])).toEqual([
    ['退回核对表（练习）', ''],
    ['送卡单号', expect.stringMatching(/^QZ\d+$/)],
    ['文件', "'=第二批.xlsx"],
    ['销售点', city?.place.name],
    ['业务日期', city?.businessDay],
  ]);
  const header = lines.findIndex(([title]) => title === '行号');
  expect(lines[header]).toEqual(['行号', '起始卡号', '终止卡号', '数量', '不收原因']);
  const refused = rows.filter((row) => !row.accepted);
  expect(lines.slice(header + 1)).toEqual(
    refused.map(({ row, first: start, last, count }) => [
      String(row),
      start,
      last,
      count === null ? '' : String(count),
      expect.stringMatching(/。$/),
    ]),
  );
  const overlap = lines.find(([row]) => row === '5');
  expect(overlap?.[1]).toMatch(/^0\d{17}$/);
  expect(overlap?.[4]).toContain('已随“QZ20140506001”入库');
  expect(overlap?.[4]).not.toContain('请');
  close();
});

test('the supplier can send the corrected file back: it is read as a delivery note of the same number', async () => {
  const { seat } = await practiceSeat();
  const { client, close } = procedureClient(seat);
  const { preview, slipNumber, refusedRows } = await previewSample(client, '41-card-note-2.xlsx');
  const { file } = await client.cards.refusedRows({ preview });
  const workbook = await readBytes(Buffer.from(file, 'base64'));
  const note = workbook.ok ? readCardNote(workbook.value.sheets, []) : null;
  expect(note).toMatchObject({ ok: true, value: { slipNumber } });
  expect(note?.ok && note.value.lines).toHaveLength(refusedRows);
  close();
});

test('a preview that is gone is said in words', async () => {
  const { seat } = await practiceSeat();
  const { client, close } = procedureClient(seat);
  expect(await answerOf(client.cards.refusedRows({ preview: 'gone' }))).toBe('PREVIEW');
  close();
});

test('whatever stands in a note, no cell of the file runs as a formula or loses a digit', async () => {
  const documents = createDocuments(startDocumentWorker);
  const payloads = [
    "=cmd|' /C calc'!A0",
    '+1',
    '-1',
    '@SUM(1)',
    '＝1',
    '＋1',
    '－1',
    '＠1',
    '\t=1',
    '\r=1',
    '\0=1',
  ];
  const numbers = ['045072014000001017', '000000000000000001', '45078019900101001X'];
  const bytes = await documents.textSheet({
    name: '退回核对表',
    heading: [['退回核对表']],
    columns: [{ title: '行号', width: 12 }],
    rows: [payloads, numbers],
    made: '2014-05-20',
  });
  const sheet = sheetOf(bytes);
  expect(notText(sheet).filter((address) => address.startsWith('A'))).toEqual([]);
  const [dangerous, exact] = rowsOf(sheet).slice(-2);
  expect(dangerous).toHaveLength(payloads.length);
  for (const text of dangerous ?? []) expect(text).toMatch(/^'/);
  expect(exact?.slice(0, 3)).toEqual(numbers);
  for (const cell of Object.values(sheet)) expect(cell?.f).toBeUndefined();
  documents.close();
});
