import { expect, test } from 'vitest';
import { type ListType, listType } from '../../contract/domain/list-type.ts';
import { HEADER, row, sheet } from '../note-builder.ts';

const cases: readonly (readonly [ListType | null, readonly string[]])[] = [
  ['roster', ['序号', '姓名*', '身份证号码', '工作单位（全称）', '手机号码']],
  ['pass-list', ['学员姓名', '身份证号', '考试成绩', '正考/补考']],
  ['certificates', ['姓 名', '证书编号', '证书管理号', '工作单位', '成绩']],
  ['card-note', HEADER],
  ['card-note', ['卡号起', '卡号止', '领卡人', '姓名', '身份证号']],
  [null, ['姓名', '电话']],
  [null, ['日期', '摘要', '借方', '贷方']],
];

test.each(cases)('%s: %j', (type, words) => {
  expect(listType([sheet(row(1, '填表说明'), row(4, ...words))])).toBe(type);
});

test('a header below row 30 or on a hidden sheet says nothing', () => {
  const people = ['姓名', '身份证号', '工作单位'];
  expect(listType([sheet(row(31, ...people))])).toBeNull();
  expect(listType([{ ...sheet(row(1, ...people)), hidden: true }])).toBeNull();
});

test('a delivery note behind a sheet of people is still a delivery note, as it is read', () => {
  expect(listType([sheet(row(1, '姓名', '身份证号', '工作单位')), sheet(row(1, ...HEADER))])).toBe(
    'card-note',
  );
});
