import { expect, test } from 'vitest';
import type { NoticeSettings } from '../../contract/domain/notice.ts';
import { contacts, noticeOf, searchNotice } from '../../contract/domain/notice.ts';
import { practicePlan } from '../../electron/engine/city/practice-plan.ts';

const said = <P>(all: readonly P[]) => all.map((one) => ({ said: one, event: 'A-0.1' }));
const settings = {
  points: said(practicePlan.points),
  workplaces: said(practicePlan.workplaces),
  courses: said(practicePlan.courses),
} as unknown as NoticeSettings;
const notice = noticeOf(settings);
const found = (question: string) =>
  searchNotice(notice, question).flatMap(({ clause, facts }) => facts.map(({ name }) => `${clause} ${name}`));

test('the five points stand there with level, address and the phone they have', () => {
  const points = notice.find(({ clause }) => clause === '四')?.facts ?? [];
  expect(points.filter(({ name }) => name.includes('三级销售点'))).toHaveLength(4);
  expect(points[0]?.words).toContain('市永福西大街51号东泉大厦5楼财务办');
  expect(points[0]?.words).toContain('0777-5987288');
  expect(points[1]?.words).not.toContain('电话');
});

test('another city’s settings give another page: places and prices are not in the program', () => {
  const elsewhere = noticeOf({ points: [], workplaces: [], courses: [] });
  const text = JSON.stringify(elsewhere);
  for (const fromSettings of ['永福西大街', '0777-5987288', '0777-2020077', '809号', '¥50.00', '¥15.00'])
    expect(text).not.toContain(fromSettings);
});

test('a search finds a phone however it is written, and a price by its approval', () => {
  expect(found('07775987288')).toEqual([
    '四 钦州市人力资源和社会保障局（二级销售点）',
    '十二 钦州市人力资源和社会保障局激活卡销售咨询',
  ]);
  expect(found('809号')).toEqual(['五 2014 年 信息技术与信息安全', '五 2013 年 低碳经济']);
});

test('every word of a search must occur, in any order; nothing found is an empty page', () => {
  expect(found('补办 证书')).toEqual(['七 证书遗失']);
  expect(found('证书 补办')).toEqual(['七 证书遗失']);
  expect(found('没有这样的话')).toEqual([]);
  expect(found('')).toHaveLength(notice.flatMap(({ facts }) => facts).length);
});

test('the four numbers of clause 十二 are there in its order', () => {
  expect(contacts(settings.points).map(({ words }) => words)).toEqual([
    '0777-2817537、2826938',
    '0777-5987288',
    '0771-2817188、2818758',
    '400-0666-099',
  ]);
});
