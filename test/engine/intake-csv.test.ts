import { describe, expect, test } from 'vitest';
import { readBytes } from '../../electron/engine/intake/read-bytes.ts';

const TABLE = '卡号起,卡号止,数量\n0101,0110,10\n';
// As Excel writes it in Chinese Windows: the table above and a row of 䶮,𬱖,甲, the second in four bytes.
const GB18030 = Buffer.from(
  'bfa8bac5c6f02cbfa8bac5d6b92ccafdc1bf0d0a303130312c303131302c31300d0afe9f2c9933c3362cbcd70d0a',
  'hex',
);

async function outcome(bytes: Uint8Array | string): Promise<string> {
  const read = await readBytes(Buffer.from(bytes as string));
  return read.ok ? 'accepted' : read.error;
}

async function table(bytes: Uint8Array | string): Promise<readonly (readonly [number, readonly string[]])[]> {
  const read = await readBytes(Buffer.from(bytes as string));
  if (!read.ok) throw new Error(read.error);
  const rows = read.value.sheets[0]?.rows ?? [];
  return rows.map((row) => [row.number, row.cells.map((cell) => cell?.text ?? '')]);
}

const EXPECTED = [
  [1, ['卡号起', '卡号止', '数量']],
  [2, ['0101', '0110', '10']],
];

describe('encodings', () => {
  test('a byte order mark, plain UTF-8, UTF-16 and GB18030 give the same table', async () => {
    const wide = Buffer.from(`\ufeff${TABLE}`, 'utf16le');
    for (const bytes of [
      Buffer.from(`\ufeff${TABLE}`),
      Buffer.from(TABLE),
      wide,
      Buffer.from(wide).swap16(),
    ]) {
      expect(await table(bytes)).toEqual(EXPECTED);
    }
    expect(await table(GB18030)).toEqual([...EXPECTED, [3, ['䶮', '𬱖', '甲']]]);
  });

  test('bytes that are neither UTF-8 nor GB18030 are no text', async () => {
    expect(await outcome(Buffer.from('a,b\xff\xff\nc,d\n', 'latin1'))).toBe('file-type');
  });
});

describe('records', () => {
  test.each([',', '\t', ';'])(
    '%j may part the fields, titles and notes stand around them',
    async (delimiter) => {
      const text = `出库单\n\n${TABLE.replaceAll(',', delimiter)}制表：甲\n`;
      expect((await table(text)).slice(1, 3)).toEqual([
        [3, EXPECTED[0]?.[1]],
        [4, EXPECTED[1]?.[1]],
      ]);
    },
  );

  test('quotes hold delimiters, quotes and line breaks; a quoted line break starts no record', async () => {
    const text = 'a,"b,\r\n""c""",d\r\n1,2,3\r\n"x"y,"open\r\n4,5,6\r\n';
    expect(await table(text)).toEqual([
      [1, ['a', 'b,\r\n"c"', 'd']],
      [2, ['1', '2', '3']],
      [3, ['xy', '"open']],
      [4, ['4', '5', '6']],
    ]);
  });

  test('every cell is text with its zeros, blank records are counted, line ends may be mixed', async () => {
    expect(await table('a,b\r\r\n00101,2\n\n ,="03"\r\n')).toEqual([
      [1, ['a', 'b']],
      [3, ['00101', '2']],
      [5, [' ', '="03"']],
    ]);
  });

  test('a quote that is never closed does not take seconds per field', async () => {
    const line = `${'"a,'.repeat(30)}\n`;
    const started = performance.now();
    await outcome(line.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('what is no table', () => {
  test.each([
    ['prose', '这是一个文本文件，不是表格。\n姓名 身份证号\n'],
    ['one sentence with a comma', 'Hello, world\n'],
    ['a web page', '<!DOCTYPE html>\n<table><tr><td>a,b,c</td></tr>\n<tr><td>a,b,c</td></tr></table>'],
    ['a saved web archive', 'MIME-Version: 1.0; a\nX: 1; 2\n'],
    ['control characters', 'a,b\u0001\nc,d\n'],
  ])('%s', async (_, text) => {
    expect(await outcome(text)).toBe('file-type');
  });

  test('a lone header is a table, row 100,001 and column 101 are too many', async () => {
    expect(await outcome('卡号起,卡号止,数量')).toBe('accepted');
    expect(await outcome('a,b\n'.repeat(100_000))).toBe('accepted');
    expect(await outcome('a,b\n'.repeat(100_001))).toBe('file-too-large');
    expect(await outcome(`${Array(101).fill('a').join(',')}\n`.repeat(2))).toBe('file-too-large');
    expect(await outcome(`a,b${','.repeat(200)}\n`.repeat(2))).toBe('accepted');
    expect(await outcome(','.repeat(5_000_000))).toBe('file-too-large');
  });
});
