import { describe, expect, test } from 'vitest';
import { readBytes } from '../../electron/engine/intake/read-bytes.ts';
import { sheetOf, textRow, workbookParts } from '../workbook-builder.ts';
import { type PackedPart, zipOf } from '../zip-builder.ts';

const GOOD = workbookParts({ sheets: [{ name: 'S', data: textRow(1, ['卡号起', '卡号止']) }] });
const MB = 1024 * 1024;

function withPart(part: PackedPart): Buffer {
  return zipOf([...GOOD, part]);
}

function changed(name: string, change: Partial<PackedPart>): Buffer {
  return zipOf(GOOD.map((part) => (part.name === name ? { ...part, ...change } : part)));
}

async function outcome(file: Uint8Array): Promise<string> {
  const read = await readBytes(file);
  return read.ok ? 'accepted' : read.error;
}

describe('what a file is, by its content', () => {
  const ole = (name: string, at: number) => {
    const file = Buffer.alloc(2048);
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
    file.write(`${name}\0`, at, 'utf16le');
    return file;
  };

  test.each([
    ['EncryptedPackage', 1152, 'file-encrypted'],
    ['Workbook', 640, 'file-xls'],
    ['Book', 512, 'file-xls'],
    ['WordDocument', 640, 'file-type'],
    // The word inside a document's text is no directory entry.
    ['Workbook', 700, 'file-type'],
  ])('an OLE file with %s at %i is %s', async (name, at, kind) => {
    expect(await outcome(ole(name, at))).toBe(kind);
  });

  test('a picture is no table', async () => {
    expect(await outcome(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))).toBe('file-type');
  });

  test('a package of another program is no workbook', async () => {
    const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
    expect(await outcome(zipOf(workbookParts({ sheets: [], types: word })))).toBe('file-type');
  });

  test.each(['xl/vbaProject.bin', 'xl/macrosheets/sheet9.xml'])('%s makes it a macro file', async (name) => {
    expect(await outcome(withPart({ name, content: '<x/>' }))).toBe('file-macro');
  });
});

describe('the zip directory is checked before anything is unpacked', () => {
  test('the workbook that the other tests change is readable', async () => {
    expect(await outcome(zipOf(GOOD))).toBe('accepted');
  });

  test.each([
    '../evil.xml',
    'xl/../../evil.txt',
    '/etc/evil',
    'C:\\evil.xml',
    '..\\evil.xml',
    '\\\\host\\evil',
  ])('a part named %s leads out of the folder', async (name) => {
    expect(await outcome(withPart({ name, content: 'x' }))).toBe('file-unsafe-zip');
  });

  test('more than 2,000 parts are too many', async () => {
    const parts = Array.from({ length: 2001 }, (_, n) => ({ name: `xl/media/${n}.png`, content: 'x' }));
    expect(await outcome(zipOf([...GOOD, ...parts]))).toBe('file-too-large');
  });

  test('parts that together announce more than 200 MB are too large', async () => {
    const part = { name: 'xl/media/1.png', content: 'x', declaredSize: 201 * MB };
    expect(await outcome(withPart(part))).toBe('file-too-large');
  });

  test('two parts in the same place are damage, even when both would unpack', async () => {
    const content = GOOD[0]?.content ?? '';
    expect(await outcome(withPart({ name: 'docProps/a.xml', content }))).toBe('accepted');
    expect(await outcome(withPart({ name: 'docProps/a.xml', content, headerAt: 0 }))).toBe('file-damaged');
  });

  test('doubled names and parts that lie outside the packed ones are damage', async () => {
    expect(await outcome(withPart({ name: 'XL/Workbook.xml', content: '<x/>' }))).toBe('file-damaged');
    const part = { name: 'docProps/a.xml', content: '<x/>' };
    expect(await outcome(withPart({ ...part, headerAt: 9_999_999 }))).toBe('file-damaged');
    expect(await outcome(withPart({ ...part, declaredPackedSize: 60 }))).toBe('file-damaged');
  });

  test('cut off anywhere, a workbook is damaged and never half read', async () => {
    const whole = zipOf(GOOD);
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      expect(await outcome(whole.subarray(0, Math.floor(whole.length * share)))).toBe('file-damaged');
    }
  });

  test('a part with a zip password is encrypted', async () => {
    expect(await outcome(withPart({ name: 'xl/a.xml', content: '<a/>', flags: 1 }))).toBe('file-encrypted');
  });

  test('64-bit fields, as some Java programs write them, and bytes behind the end are read all the same', async () => {
    expect(
      await outcome(
        zipOf(
          GOOD.map((part) => ({ ...part, wide: true })),
          true,
        ),
      ),
    ).toBe('accepted');
    expect(await outcome(Buffer.concat([zipOf(GOOD), Buffer.from('\r\n\0\0')]))).toBe('accepted');
  });
});

describe('what comes out must be what the directory said', () => {
  const SHEET = 'xl/worksheets/sheet1.xml';

  test('a bomb behind a directory that announces 100 bytes is found by counting', async () => {
    const bomb = { content: Buffer.alloc(300 * MB, 32), declaredSize: 100 };
    const before = process.memoryUsage.rss();
    expect(await outcome(changed(SHEET, bomb))).toBe('file-too-large');
    // The 300 MB of the test itself are in `before` or freed; what the reader unpacks must not come on top.
    expect(process.memoryUsage.rss() - before).toBeLessThan(450 * MB);
  });

  test('a size or a checksum that is slightly wrong is damage', async () => {
    expect(await outcome(changed(SHEET, { declaredSize: 10 }))).toBe('file-damaged');
    expect(await outcome(changed(SHEET, { declaredSize: 99_999 }))).toBe('file-damaged');
    expect(await outcome(changed(SHEET, { checksum: 7 }))).toBe('file-damaged');
    expect(await outcome(changed(SHEET, { stored: true, checksum: 7 }))).toBe('file-damaged');
  });

  test('a stored part is read as it is', async () => {
    expect(await outcome(changed(SHEET, { stored: true }))).toBe('accepted');
  });

  test.each(['<!DOCTYPE x>', '<!ENTITY a "b">'])(
    '%s in any part and encoding refuses the file',
    async (word) => {
      const little = Buffer.from(`\ufeff${word}<x/>`, 'utf16le');
      for (const content of [`${word}<x/>`, little, Buffer.from(little).swap16()]) {
        expect(await outcome(withPart({ name: 'docProps/core.xml', content }))).toBe('file-xml-entities');
      }
    },
  );

  test('the same words as a cell text are harmless', async () => {
    expect(await outcome(sheetOf(textRow(1, ['&lt;!DOCTYPE x&gt;', '&lt;!ENTITY'])))).toBe('accepted');
  });

  test('a sheet whose XML breaks off inside an intact zip is damage, not a short list', async () => {
    const content = `<worksheet><sheetData>${textRow(1, ['卡号起', '卡号止'])}`;
    expect(await outcome(changed(SHEET, { content }))).toBe('file-damaged');
    expect(await outcome(changed(SHEET, { content: '' }))).toBe('file-damaged');
  });

  test('a sheet that the workbook lists and the package lacks is damage', async () => {
    expect(await outcome(zipOf(GOOD.filter((part) => part.name !== SHEET)))).toBe('file-damaged');
  });
});
