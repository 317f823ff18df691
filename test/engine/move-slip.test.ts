import { expect, test } from 'vitest';
import { fen } from '../../contract/domain/money.ts';
import { layOutMoveSlip } from '../../contract/domain/move-slip.ts';
import { moveSlip } from '../../electron/engine/queries/move-slip.ts';
import { foundTwoTills } from '../two-tills.ts';
import { barsOn } from './barcodes.ts';
import { masterKey, practiceCard, reopen, tempFolder } from './city.ts';
import { procedureClient } from './engine-under-test.ts';
import { pagesOf } from './pdf-pages.ts';
import { seededWorld } from './world.ts';

const BOOK = '2014-xxaq-book';
const run = (first: number, last = first) => `${practiceCard(first)}-${practiceCard(last)}`;
const copies = (quantity: string) => [{ textbook: BOOK, quantity }];

/** Ten cards and three books sent to the store-room by sk01; eight and two of them accepted by sk02, the rest taken back. */
async function moved() {
  const folder = tempFolder();
  foundTwoTills(folder, seededWorld('two tills'), masterKey);
  const seat = await reopen(folder, seededWorld('the first till'));
  const { client, close } = procedureClient(seat);
  const goods = { from: 'till', destination: 'store:QZ', cards: run(0, 9), books: copies('3') } as const;
  const sent = await client.custody.dispatch({ request: 'dispatch-1', ...goods });
  const open = async () => (await client.custody.open())[0]?.transfer ?? '';
  const transfer = await open();
  const before = await client.papers.open({ document: sent.document });
  seat.sitDown('sk02');
  const counted = { as: 'addressee', cards: run(0, 7), books: copies('2') } as const;
  const accepted = await client.custody.accept({ request: 'accept-1', transfer, ...counted });
  const rest = { as: 'sender', cards: run(8, 9), books: copies('1') } as const;
  const back = await client.custody.accept({ request: 'accept-2', transfer, ...rest });
  const paper = async (document: string) => {
    const { pdf, row, size } = await client.papers.open({ document });
    const pages = await pagesOf(pdf ?? '');
    return { kind: row.kind, size, pages, pdf: new Uint8Array(Buffer.from(pdf ?? '', 'base64')) };
  };
  const textOf = async (document: string) => (await paper(document)).pages.map(({ text }) => text).join('');
  return { seat, client, close, transfer, sent, before, accepted, back, paper, textOf };
}

test('a 领用单 and each 签收单 are papers of their own: kind, goods, places, two signatures, 练习, a barcode', async () => {
  const { sent, accepted, back, paper, close } = await moved();
  const from = '财务办1号机钱柜';
  for (const [{ document }, kind, words] of [
    [sent, '领用单', [`发出处${from}收货处库房`, '办理发出', '发出人：韦小兰', '签收人：']],
    [accepted, '签收单', [`发出处${from}收货处库房`, '办理签收', '发出人：韦小兰', '签收人：黄䶮']],
    [back, '签收单', [`发出处${from}收货处${from}`, '办理收回', '发出人：韦小兰', '收回人：黄䶮']],
  ] as const) {
    const { kind: name, size, pages, pdf } = await paper(document);
    expect([name, size, barsOn(pdf)]).toEqual([kind, 'slip', pages.map(() => document)]);
    for (const { text } of pages) {
      const title = `专业技术人员继续教育激活卡、教材${kind}`;
      for (const word of [...words, title, `单号：${document}`, '日期2014年5月20日', '练习'])
        expect(text).toContain(word);
      expect(text).toMatch(/校验：[0-9A-F]{4}/);
    }
  }
  close();
});

test('an acceptance names what it missed and leaves it out of its sum; the 领用单 names the papers that accepted it', async () => {
  const { sent, before, accepted, back, textOf, close } = await moved();
  const bundle = (first: number, last: number) => `${practiceCard(first)}–${practiceCard(last)}`;
  expect((await pagesOf(before.pdf ?? ''))[0]?.text).toContain('签收单号待签收');
  const whole = await textOf(sent.document);
  expect(whole).toContain(`签收单号${accepted.document}、${back.document}`);
  expect(whole).toContain(`${bundle(0, 9)}张10¥50.00¥500.00`);
  expect(whole).toContain('合计（大写）人民币伍佰肆拾伍元整（小写）¥545.00');
  expect(whole).not.toContain('未到');
  const counted = await textOf(accepted.document);
  expect(counted).toContain(`领用单号${sent.document}`);
  expect(counted).toContain(`${bundle(0, 7)}张8¥50.00¥400.00`);
  expect(counted).toContain(`${bundle(8, 9)}张2未到`);
  expect(counted).toContain('《信息技术与信息安全知识读本》本1未到');
  expect(counted).toContain('合计（大写）人民币肆佰叁拾元整（小写）¥430.00');
  expect(await textOf(back.document)).toContain('合计（大写）人民币壹佰壹拾伍元整（小写）¥115.00');
  close();
});

test('a print of it is counted: the second says 补打第 1 次', async () => {
  const { client, sent, close } = await moved();
  const print = (request: string) => client.papers.recordPrint({ request, document: sent.document });
  const [first] = await pagesOf((await print('print-001')).pdf);
  expect(first?.text).not.toContain('补打');
  const second = await print('print-002');
  expect(second.prints).toBe(2);
  expect((await pagesOf(second.pdf))[0]?.text).toContain('补打第1次');
  close();
});

test('a paper whose figures don’t add up is never made', async () => {
  const { seat, transfer, sent, close } = await moved();
  const now = { day: '2014-05-20', at: 0, by: 'sk01' };
  const slip = moveSlip(seat.city().db, transfer, now, sent.document);
  if (slip === null) throw new Error('no slip');
  expect(() => layOutMoveSlip({ ...slip, totalFen: fen(slip.totalFen + 1) })).toThrow(/add up/);
  close();
});
