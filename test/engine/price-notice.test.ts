import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import type { CalendarDay } from '../../contract/domain/calendar.ts';
import { fen } from '../../contract/domain/money.ts';
import { type PriceNotice, yuanOnBoard } from '../../contract/domain/price-notice.ts';
import { nextDay, openDay } from '../../electron/engine/commands/open-day.ts';
import { openFonts } from '../../electron/engine/documents/font.ts';
import { priceNoticePdf } from '../../electron/engine/documents/price-notice-pdf.ts';
import { priceNotice } from '../../electron/engine/queries/price-notice.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { practiceSeat } from './city.ts';
import { procedureClient } from './engine-under-test.ts';

const POINTS_PER_MM = 72 / 25.4;
const fonts = openFonts();

interface Page {
  readonly count: number;
  readonly size: readonly number[];
  readonly lines: readonly string[];
  readonly lowest: number;
  readonly rightmost: number;
}

async function read(bytes: Uint8Array): Promise<Page> {
  const task = getDocument({ data: bytes.slice(), verbosity: VerbosityLevel.ERRORS });
  const file = await task.promise;
  const page = await file.getPage(1);
  const { items } = await page.getTextContent();
  const pieces = items.flatMap((item) => ('str' in item && item.str !== '' ? [item] : []));
  const read = {
    count: file.numPages,
    size: page.view.slice(2),
    lines: pieces.map(({ str }) => str),
    lowest: Math.min(...pieces.map(({ transform }) => transform[5])),
    rightmost: Math.max(...pieces.map(({ transform, width }) => transform[4] + width)),
  };
  await task.destroy();
  return read;
}

async function draw(notice: PriceNotice): Promise<Page> {
  return read(await priceNoticePdf(fonts, notice));
}

function noticeOf({ city }: Seat, day?: string): PriceNotice {
  const { db, journal } = city();
  const notice = priceNotice(db, journal.identity, Date.UTC(2014, 4, 20, 1, 31));
  return day === undefined ? notice : { ...notice, day: day as CalendarDay };
}

test('the board is one A4 sheet, upright, and says item, standard, basis, object, purpose and phones', async () => {
  const { seat } = await practiceSeat();
  const { client, close } = procedureClient(seat);
  const { pdf } = await client.documents.priceNotice();
  const page = await read(new Uint8Array(Buffer.from(pdf, 'base64')));
  close();
  expect(page.count).toBe(1);
  expect(page.size[0]).toBeCloseTo(210 * POINTS_PER_MM, 1);
  expect(page.size[1]).toBeCloseTo(297 * POINTS_PER_MM, 1);
  const text = page.lines.join('');
  for (const said of [
    '钦州市人力资源和社会保障局',
    '市永福西大街51号东泉大厦5楼财务办',
    '0777-5987288',
    '信息技术与信息安全（激活卡）',
    '50元/人·科',
    '收费依据：桂价费函〔2012〕809号',
    '对象：全市各类专业技术人员',
    '《信息技术与信息安全知识读本》',
    '广西科学技术出版社',
    '15元/本',
    '自愿购买',
    '各销售点不得擅自提价或降价',
    '0777-2817537',
    '0771-2817188',
    '400-0666-099',
    '2014年5月20日',
  ])
    expect(text).toContain(said);
  expect(text.match(/练习/g)).toHaveLength(2);
});

test('a course that has ended is not on it, and one that ends today still is', async () => {
  const { seat } = await practiceSeat('zg01');
  expect(noticeOf(seat).fees.map(({ item }) => item)).toEqual([
    '2014年度专业技术人员继续教育公需科目考试费：信息技术与信息安全（激活卡）',
  ]);
  seat.perform(openDay, { day: '2014-10-31' }, 'request-last');
  expect(noticeOf(seat).fees).toHaveLength(1);
  seat.perform(openDay, { day: nextDay('2014-10-31') }, 'request-after');
  expect(noticeOf(seat)).toMatchObject({ fees: [], books: [] });
  const text = (await draw(noticeOf(seat))).lines.join('');
  expect(text).toContain('目前没有在售科目');
  expect(text).not.toMatch(/\d元/);
});

test.each([2, 5])('%i courses with long names and books stay on the sheet, whole', async (count) => {
  const { seat } = await practiceSeat();
  const notice = noticeOf(seat);
  const [fee] = notice.fees;
  const [book] = notice.books;
  if (fee === undefined || book === undefined) throw new Error('the practice city has a course and a book');
  const long = { ...fee, item: fee.item.repeat(2), purpose: fee.purpose.repeat(2) };
  const page = await draw({
    ...notice,
    fees: Array.from({ length: count }, () => long),
    books: Array.from({ length: count }, () => ({ ...book, title: book.title.repeat(3) })),
  });
  expect(page.lines.join('').split(book.title.repeat(3))).toHaveLength(count + 1);
  expect(page.count).toBe(1);
  expect(page.lowest).toBeGreaterThan(8 * POINTS_PER_MM);
  expect(page.rightmost).toBeLessThan(193 * POINTS_PER_MM);
  const [phone, unit] = ['400-0666-099', '公示单位'].map((start) =>
    page.lines.findIndex((line) => line.startsWith(start)),
  );
  expect(phone).toBeGreaterThan(-1);
  expect(unit).toBeGreaterThan(phone ?? 0);
});

test('a point without a phone of its own has no empty label', async () => {
  const { seat } = await practiceSeat();
  const notice = noticeOf(seat);
  const page = await draw({ ...notice, practice: false, point: { ...notice.point, phone: null } });
  expect(page.lines.join('')).not.toContain('电话：');
  expect(page.lines.join('')).not.toContain('练习');
});

test('prices are written as on boards', () => {
  expect([5000, 1500, 1250].map((price) => yuanOnBoard(fen(price)))).toEqual(['50元', '15元', '12.50元']);
});
