import { expect, test } from 'vitest';
import { layOutIntakeSlip } from '../../contract/domain/intake-slip.ts';
import { fen } from '../../contract/domain/money.ts';
import { intakeSlip } from '../../electron/engine/queries/intake-slip.ts';
import { practiceSeat } from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { pagesOf } from './pdf-pages.ts';

const line = (start: string, count: string) => ({ start, end: '', count });

async function withReceipt(person = 'sk01') {
  const { seat } = await practiceSeat(person);
  const { client, close } = procedureClient(seat);
  const lines = ['2', '3', '4', '5'].map((thousand) => line(`04507201400000${thousand}001`, '40'));
  const opening = person === 'zg01';
  const row = await client.intake.receiveCards({
    ...{ request: 'request-1', note: 'SK-2014-007', course: '2014-xxaq', into: 'till', lines },
    kind: opening ? 'opening' : 'delivery',
  });
  return { seat, client, row, close };
}

test('four runs of cards make two sheets of a third of A4 under one number, with the fields of the regional slip', async () => {
  const { client, row, close } = await withReceipt();
  const { pdf, size } = await client.papers.open({ document: row.document });
  const pages = await pagesOf(pdf ?? '');
  expect(size).toBe('slip');
  expect(pages.map(({ size }) => size.map((points) => Math.round((points * 25.4) / 72)))).toEqual([
    [210, 93],
    [210, 93],
  ]);
  for (const { text } of pages) {
    for (const words of [
      '专业技术人员继续教育激活卡入库单',
      `单号：${row.document}`,
      '入库日期2014年5月20日',
      '收卡方式上级送卡',
      '签收人韦小兰',
      '送货单号SK-2014-007存放财务办1号机钱柜',
      '经办人：韦小兰',
      '部门领导：',
      '分管领导：',
      '练习',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toMatch(/校验：[0-9A-F]{4}/);
    expect(text).not.toContain('补打');
  }
  expect(pages[0]?.text).toContain('045072014000002001–045072014000002040张40¥50.00¥2,000.00');
  expect(pages[0]?.text).toContain('转下页');
  expect(pages[0]?.text).not.toContain('捌仟元整');
  expect(pages[1]?.text).toContain('045072014000005001–045072014000005040');
  expect(pages[1]?.text).toContain('合计（大写）人民币捌仟元整（小写）¥8,000.00');
  close();
});

test('opening stock says 期初 and names no supplier’s slip; books have their own paper', async () => {
  const { client, row, close } = await withReceipt('zg01');
  const [page] = await pagesOf((await client.papers.open({ document: row.document })).pdf ?? '');
  expect(page?.text).toContain('收卡方式期初');
  expect(page?.text).not.toContain('SK-2014-007');
  const books = await client.intake.receiveBooks({
    ...{ request: 'request-2', kind: 'delivery', note: 'SS-9', into: 'till' },
    ...{ textbook: '2014-xxaq-book', quantity: '30' },
  });
  const [sheet] = await pagesOf((await client.papers.open({ document: books.document })).pdf ?? '');
  expect(sheet?.text).toContain('专业技术人员继续教育教材入库单');
  expect(sheet?.text).toContain('收书方式上级送书');
  expect(sheet?.text).toContain('《信息技术与信息安全知识读本》本30¥15.00¥450.00');
  expect(sheet?.text).not.toContain('自愿购买');
  close();
});

test('the second print says 补打第 1 次, and the list counts it', async () => {
  const { client, row, close } = await withReceipt();
  const print = (request: string) => client.papers.recordPrint({ request, document: row.document });
  const saysOf = async (pdf: string) => /补打第\d次/.exec((await pagesOf(pdf))[0]?.text ?? '')?.[0];
  const first = await print('print-001');
  expect([first.prints, await saysOf(first.pdf)]).toEqual([1, undefined]);
  const again = await print('print-001');
  expect([again.prints, await saysOf(again.pdf)]).toEqual([1, undefined]);
  const second = await print('print-002');
  expect([second.prints, await saysOf(second.pdf)]).toEqual([2, '补打第1次']);
  // The preview is the next print, not the last.
  const preview = await client.papers.open({ document: row.document });
  expect([preview.row.prints, await saysOf(preview.pdf ?? '')]).toEqual([2, '补打第2次']);
  const list = await client.receipts.list();
  expect(list.find(({ receipt }) => receipt === row.receipt)?.prints).toBe(2);
  expect(await answerOf(client.papers.open({ document: 'QZ1A-20140520-00099' }))).toBe('DOCUMENT');
  close();
});

test('a paper whose figures don’t add up is never made', async () => {
  const { seat, row, close } = await withReceipt();
  const { db } = seat.city();
  const slip = intakeSlip(db, row.receipt, { day: '2014-05-20', at: 0, by: 'sk01' });
  if (slip === null) throw new Error('no slip');
  expect(() => layOutIntakeSlip({ ...slip, totalFen: fen(slip.totalFen + 1) })).toThrow(/add up/);
  close();
});
