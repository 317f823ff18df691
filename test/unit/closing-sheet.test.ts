import { expect, test } from 'vitest';
import type { CalendarDay } from '../../contract/domain/calendar.ts';
import type { ClosingSheet, SheetFrame } from '../../contract/domain/closing-sheet.ts';
import { daySheet } from '../../contract/domain/day-sheet.ts';
import { shiftSheet } from '../../contract/domain/shift-sheet.ts';
import type { Payload } from '../../contract/events/catalogue.ts';

const frame: SheetFrame = {
  ...{ mark: 'ABCD', practice: false, point: '钦州市人力资源和社会保障局', place: '财务办1号机钱柜' },
  ...{ day: '2014-05-20' as CalendarDay, closedAt: '2014-05-20 17:35', printedAt: '2014-05-21 08:00' },
  ...{ printedBy: '韦小兰', reprint: 0, by: '韦小兰', approver: '黄䶮' },
};
const figures: Payload<'day.closed'>['figures'] = {
  ...{ sales: 1, reversals: 0, returns: 0, cards: 2, books: 0, backRanges: [] },
  money: [{ stream: 'cards', method: 'cash', inFen: 10_000, outFen: 0 }],
  soldRanges: [{ first: '101', last: '102' }],
  receipts: [
    { kind: 'fiscal', used: [{ first: '0009', last: '0010', count: 2 }], voided: ['0011'], next: '0012' },
  ],
  documents: { first: 'QZ1A-20140520-00003', last: 'QZ1A-20140520-00004', next: 'QZ1A-20140521-00006' },
};
const matters = { held: 1, unprinted: 0, unposted: 2, inTransit: 0, unbanked: 3, refunds: 0 };
const balance = {
  ...{ course: '2014-xxaq', opening: 100, received: 0, accepted: 0, dispatched: 0, writtenOff: 0 },
  ...{ closing: 98, movedOut: 2, sold: 2 },
};
const day: Payload<'day.closed'> = {
  ...{ device: 'f'.repeat(32), day: '2014-05-20', document: 'QZ1A-20140520-00005', figures, matters },
  ...{ cards: [balance], gaps: [], late: [], heads: {} },
  shifts: [{ document: 'QZ1A-20140520-00004', differenceFen: -500 }],
};
const shift: Payload<'shift.closed'> = {
  ...{ shift: 'A-ffffffffffff.1', document: 'QZ1A-20140520-00004', holder: 'till:f', figures, matters },
  ...{ floatFen: 20_000, expectedFen: 30_000, countedFen: 29_500, differenceFen: -500, leftFen: 20_000 },
  reason: '找错钱',
  count: [
    { face: 10_000, pieces: 2 },
    { face: 5_000, pieces: 1 },
    { face: 100, pieces: 45 },
  ],
};

/** Everything a sheet says in one part, as one text. */
function part(sheet: ClosingSheet, title: string): string {
  const found = sheet.sections.find((one) => one.title.startsWith(title)) ?? expect.fail(`no ${title}`);
  return [...found.rows.map((row) => row.join('|')), ...found.notes.map(({ text }) => text)].join('\n');
}
const course = () => '信息技术与信息安全';

test('a 交班单 says float, cash, three figures, the reason, and what is carried to the bank in 大写', () => {
  const sheet = shiftSheet(shift, frame, '韦小兰');
  expect(part(sheet, '现金')).toBe(
    '¥200.00|¥100.00|¥0.00|¥300.00|¥295.00|短款 ¥5.00|¥200.00\n' +
      '取出待缴：¥95.00（大写：人民币玖拾伍元整）\n长短款说明：找错钱',
  );
  expect(part(sheet, '清点明细')).toBe('100 元|2|¥200.00|1 元|45|¥45.00\n50 元|1|¥50.00|||');
  expect(sheet.signatures).toEqual([
    ['交班人', '韦小兰'],
    ['接班人（或主管）', '黄䶮'],
  ]);
});

test('where nobody counted a float the 交班单 says so', () => {
  expect(shiftSheet(shift, frame, '').facts.at(-1)).toBe('没有开班清点，备用金按 0 计');
});

test('both money streams stand for themselves, also where one is empty', () => {
  expect(part(daySheet(day, frame, course), '收款')).toBe(
    '卡款|现金|¥100.00|¥0.00|¥100.00\n卡款|合计|¥100.00|¥0.00|¥100.00\n书款|合计|¥0.00|¥0.00|¥0.00',
  );
});

test('two derivations that agree say 相符 with both sums, and no more', () => {
  expect(part(daySheet(day, frame, course), '卡款核对')).toBe(
    '信息技术与信息安全|100|0|0|0|0|98|2|2\n按卡账 2 张，¥100.00；按销售记录 2 张，¥100.00：相符。',
  );
});

test('two that differ name the papers, and how many cards no paper explains', () => {
  const gap = { document: 'QZ1A-20140520-00004', cards: -1, why: '101 已由 QZ1A-20140520-00003 售出' };
  const said = { ...day, cards: [{ ...balance, sold: 4 }], gaps: [gap] };
  expect(part(daySheet(said, frame, course), '卡款核对')).toContain(
    '不符，差异单据如下，另有 -1 张没有找到对应的单据。\nQZ1A-20140520-00004：差 -1 张，101 已由 QZ1A-20140520-00003 售出',
  );
});

test('money that finance pays back is not the drawer’s, and the sheet says how much', () => {
  const said = {
    ...day,
    figures: { ...figures, cards: 1, returns: 1 },
    cards: [{ ...balance, dispatched: 1, movedOut: 1, sold: 1 }],
  };
  expect(part(daySheet(said, frame, course), '卡款核对')).toContain('卡款净额中有 ¥50.00 待财政退付');
});

test('receipts, papers, open matters and late lines stand on the 日结单', () => {
  const late = [{ day: '2014-05-19', document: 'QZ1Z-20140519-00001', cardsFen: 5_000, booksFen: 0 }];
  const sheet = daySheet({ ...day, late }, { ...frame, reprint: 2, practice: true }, course);
  expect(part(sheet, '票据')).toBe(
    '财政票据|使用|0009–0010|2\n财政票据|作废|0011|1\n财政票据使用 2 份，作废 1 份；下一号：0012',
  );
  expect(part(sheet, '后到')).toBe('2014-05-19|QZ1Z-20140519-00001|¥50.00|¥0.00');
  expect(part(sheet, '单号')).toContain(
    'QZ1A-20140520-00003 至 QZ1A-20140520-00004；下一单号：QZ1A-20140521-00006',
  );
  expect(part(sheet, '单号')).toContain(
    '挂单 1 笔　待打印 0 张　平台待登记 2 张　在途 0 批　未缴款 3 天（不含本日）',
  );
  expect(sheet).toMatchObject({ practice: '练习', reprint: 2 });
});
