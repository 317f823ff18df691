import { expect, test } from 'vitest';
import { spreadsheetText } from '../../contract/domain/spreadsheet-text.ts';

/** One payload at least of every kind in guarantee G32. */
const payloads = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(1)',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '﹦1',
  '﹢1',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '\0=1+1',
  '  \u3000\u200b=1+1',
];

test.each(payloads.map((payload) => [JSON.stringify(payload), payload]))('%s can’t run', (_, payload) => {
  const text = spreadsheetText(payload);
  expect(text).toMatch(/^'/);
  expect(text.slice(1).trim()).toBe(payload.replace(/\p{Cc}/gu, ' ').trim());
});

test.each([
  '045072014000001017',
  '00000000000000000X',
  '钦州市第一中学',
  '',
  '1=1',
  'a@example.com',
  '2014-05-20',
])('%j stays as it is', (text) => {
  expect(spreadsheetText(text)).toBe(text);
});

test('what no Excel file can hold is replaced, and what Excel would decode is escaped', () => {
  expect(spreadsheetText('甲\0乙\ud842\uffff')).toBe('甲 乙\ufffd ');
  expect(spreadsheetText('_x003D_1+1 _x_')).toBe('_x005F_x003D_1+1 _x_');
  expect(spreadsheetText('长'.repeat(40_000))).toHaveLength(32_767);
});
