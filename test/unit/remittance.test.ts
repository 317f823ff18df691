import { expect, test } from 'vitest';
import type { CalendarDay } from '../../contract/domain/calendar.ts';
import type { MoneyLine } from '../../contract/domain/closing-figures.ts';
import { fen } from '../../contract/domain/money.ts';
import { bankBy, bankDayProblem, dueDayOf, dueOf, urgencyOf } from '../../contract/domain/remittance.ts';
import { type RemittancePaper, remittanceSheet } from '../../contract/domain/remittance-sheet.ts';

const day = (text: string) => text as CalendarDay;
const money: MoneyLine[] = [
  { stream: 'cards', method: 'cash', inFen: 20_000, outFen: 5_000 },
  { stream: 'cards', method: 'transfer', inFen: 100_000, outFen: 0 },
  { stream: 'cards', method: 'card', inFen: 30_000, outFen: 0 },
  { stream: 'cards', method: 'cheque', inFen: 50_000, outFen: 0 },
  { stream: 'books', method: 'cash', inFen: 3_000, outFen: 0 },
];
const closed = { day: '2014-05-20', document: 'QZ1A-20140520-00005', figures: { money } };
const none = { cards: null, books: null };
const close = (remitted: { cards: string | null; books: string | null }, figures = { money }) =>
  ({ closed: { ...closed, figures }, remitted }) as unknown as Parameters<typeof dueDayOf>[0];

test('cash and cheques in less out are due, each stream for itself; transfers and cards are at the bank already', () => {
  expect(dueOf(money, 'cards')).toBe(65_000);
  expect(dueOf(money, 'books')).toBe(3_000);
});

test('a day is due in full until a 缴款单 of that stream holds it', () => {
  expect(dueDayOf(close(none), 'cards')).toEqual({
    day: day('2014-05-20'),
    document: closed.document,
    fen: 65_000,
  });
  expect(dueDayOf(close({ cards: 'A-1.1', books: null }), 'cards')).toBe(null);
  expect(dueDayOf(close({ cards: 'A-1.1', books: null }), 'books')?.fen).toBe(3_000);
  expect(dueDayOf({ closed: null, remitted: none }, 'cards')).toBe(null);
});

test('a day without cash or cheques is not due', () => {
  const transfers = { money: money.filter(({ method }) => method === 'transfer') };
  expect(dueDayOf(close(none, transfers), 'cards')).toBe(null);
});

test('so many days later as the city allows, at once from its sum on, and at once where it said nothing', () => {
  const policy = { bankWithinDays: 5, bankSameDayFromFen: 100_000 };
  expect(bankBy(day('2014-05-29'), 99_999, policy)).toBe('2014-06-03');
  expect(bankBy(day('2014-05-29'), 100_000, policy)).toBe('2014-05-29');
  expect(bankBy(day('2014-05-29'), 1, null)).toBe('2014-05-29');
});

test('due today on the last allowed day, overdue from the next', () => {
  const by = day('2014-05-25');
  expect(['2014-05-24', '2014-05-25', '2014-05-26'].map((today) => urgencyOf(by, day(today)))).toEqual([
    'later',
    'today',
    'overdue',
  ]);
});

test('a bank slip bears no day to come, and none before all its money was taken in', () => {
  const days = [{ day: '2014-05-19' }, { day: '2014-05-20' }];
  expect(bankDayProblem(day('2014-05-22'), day('2014-05-21'), days)).toBe('future');
  expect(bankDayProblem(day('2014-05-19'), day('2014-05-21'), days)).toBe('before');
  expect(bankDayProblem(day('2014-05-20'), day('2014-05-21'), days)).toBe(null);
  expect(bankDayProblem(day('2014-05-21'), day('2014-05-21'), days)).toBe(null);
});

const paper: RemittancePaper = {
  ...{ number: 'QZ1A-20140521-00006', mark: 'ABCD', practice: true, point: '钦州市公需科目办公室' },
  ...{
    place: '局机关1号机钱柜',
    stream: 'cards',
    day: day('2014-05-21'),
    totalFen: fen(65_000),
    by: '韦小兰',
  },
  days: [
    {
      day: day('2014-05-20'),
      document: closed.document,
      fen: fen(65_000),
      receipts: [
        { kind: 'fiscal', used: [{ first: '000101', last: '000103', count: 3 }], voided: [], next: '000104' },
      ],
    },
  ],
  ...{ banked: null, withdrawn: null, printedAt: '2014-05-21 09:00', printedBy: '黄䶮', reprint: 0 },
};
const textOf = (one: RemittancePaper) => JSON.stringify(remittanceSheet(one));

test('the paper says its stream, days, sum in figures and 大写, receipts, and leaves room for the bank slip', () => {
  const text = textOf(paper);
  for (const said of [
    '卡款缴款单',
    '练习',
    '2014年5月20日',
    closed.document,
    '¥650.00',
    '人民币陆佰伍拾元整',
  ])
    expect(text).toContain(said);
  expect(text).toContain('000101–000103');
  expect(text).toContain('银行回单号：____');
  expect(remittanceSheet({ ...paper, reprint: 2 }).reprint).toBe(2);
});

test('a banked paper says by which slip, a withdrawn one that it proves nothing', () => {
  const slip = { slip: 'HD-7', on: day('2014-05-21') };
  expect(textOf({ ...paper, banked: slip })).toContain('银行回单号：HD-7　银行收讫日期：2014年5月21日');
  expect(textOf({ ...paper, withdrawn: { reason: '未送', by: '覃副主任' } })).toContain('不作缴款凭证');
});

test('a paper whose days do not add up is never drawn', () => {
  expect(() => remittanceSheet({ ...paper, totalFen: fen(65_001) })).toThrow('do not add up');
});
