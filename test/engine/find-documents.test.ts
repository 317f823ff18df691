import { expect, test } from 'vitest';
import type { PapersFilter } from '../../contract/app/papers.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { reverseSale } from '../../electron/engine/commands/reverse-sale.ts';
import { documentRow } from '../../electron/engine/queries/document-row.ts';
import { findDocuments } from '../../electron/engine/queries/find-documents.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { barsOn } from './barcodes.ts';
import { practiceCard, practiceSeat, saleOf } from './city.ts';
import { drawer } from './drawer.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { pagesOf } from './pdf-pages.ts';

const everything: PapersFilter = { text: '', from: null, to: null, clerk: null, kind: null };

function where({ city, world }: Seat) {
  const { db, journal } = city();
  return { db, journal, timers: world.timers };
}

/** Serials of what is found, in the order of the list. */
async function found(seat: Seat, filter: Partial<PapersFilter>): Promise<string[]> {
  const { ids } = await findDocuments(where(seat), { ...everything, ...filter }, null);
  return ids.map((id) => id.slice(-5));
}

function sellTo(seat: Seat, name: string, first: number, last = first): string {
  const buyer = { kind: 'newEmployer' as const, name, area: '市直', contact: '', phone: '' };
  const { payload } = seat.perform(makeSale, { ...saleOf(first, last), buyer }, `sale-of-${first}`).envelope;
  return payload['sale'] as string;
}

/** The founding's two intakes, then sales 3 and 4, the reversal 5 of the first, and sale 6 on the next day by sk02. */
async function shop() {
  const { seat } = await practiceSeat();
  const sale = sellTo(seat, '试用市第一中学', 0, 9);
  sellTo(seat, '灵山县试用小学', 10);
  seat.perform(reverseSale, { sale, reason: '卡号录错', remark: '' }, 'reversal-1', 'zg02');
  seat.perform(openDay, { day: '2014-05-21' }, 'next-day');
  seat.sitDown('sk02');
  sellTo(seat, '试用市第一中学', 20);
  return seat;
}

test('without a text every paper is listed, newest first, each with its kind, buyer and sum', async () => {
  const seat = await shop();
  const { ids, more } = await findDocuments(where(seat), everything, null);
  const rows = ids.map((id) => documentRow(seat.city().db, id));
  expect(more).toBe(false);
  expect(
    rows.map((row) => [row?.document.slice(-5), row?.kind, row?.buyer, row?.totalFen, row?.note]),
  ).toEqual([
    ['00006', '出库单', '试用市第一中学', 5000, ''],
    ['00005', '冲销单', '试用市第一中学', -50_000, ''],
    ['00004', '出库单', '灵山县试用小学', 5000, ''],
    ['00003', '出库单', '试用市第一中学', 50_000, '已冲销'],
    ['00002', '入库单', '', null, ''],
    ['00001', '入库单', '', null, ''],
  ]);
  expect(rows[0]).toMatchObject({ businessDay: '2014-05-21', by: '黄䶮', prints: 0 });
});

test.each<readonly [string, string, readonly string[]]>([
  ['the whole number, however it is typed', ' qz1a－20140520－00004 ', ['00004']],
  ['the serial', '00004', ['00004']],
  ['part of it', 'z1a-20140521', ['00006']],
  ['its day', '2014-05-21', ['00006']],
  ['its day as it stands in the number', '20140520', ['00005', '00004', '00003', '00002', '00001']],
  ['an employer’s name, with the reversals of its sales', '第一中学', ['00006', '00005', '00003']],
  ['a clerk’s name', '黄䶮', ['00006']],
  ['a sum in yuan', '500', ['00005', '00003']],
  ['a sum as it is printed', '¥50.00', ['00006', '00004']],
  ['a card’s number, sold and taken back', practiceCard(0), ['00005', '00003']],
  ['nothing there is', 'QZ9Z-20140520-00001', []],
])('a paper is found by %s', async (_, text, serials) => {
  expect(await found(await shop(), { text })).toEqual(serials);
});

test('kind, clerk and days narrow what is found, one beside the other', async () => {
  const seat = await shop();
  expect(await found(seat, { kind: '冲销单' })).toEqual(['00005']);
  expect(await found(seat, { kind: '入库单' })).toEqual(['00002', '00001']);
  expect(await found(seat, { clerk: 'sk02' })).toEqual(['00006']);
  expect(await found(seat, { from: '2014-05-21', to: null })).toEqual(['00006']);
  expect(await found(seat, { to: '2014-05-20', kind: '出库单' })).toEqual(['00004', '00003']);
  expect(await found(seat, { text: '第一中学', kind: '出库单', to: '2014-05-20' })).toEqual(['00003']);
  expect(await found(seat, { text: '20140520', from: '2014-05-21', to: '2014-05-21' })).toEqual([]);
});

test('pages follow each other without a gap or a repetition, over several series', async () => {
  const { seat } = await practiceSeat();
  for (let card = 0; card < 70; card++) seat.perform(makeSale, saleOf(card), `sale-of-${card}`);
  const { db } = seat.city();
  // The papers of two more PCs, as they came from there.
  db.exec(`INSERT INTO document (id, state, head)
    SELECT replace(id, 'QZ1A', 'QZ2A'), state, head FROM document UNION ALL
    SELECT replace(id, 'QZ1A', 'CW10B'), state, head FROM document`);
  const listed: string[] = [];
  for (let more = true; more; ) {
    const page = await findDocuments(where(seat), everything, listed.at(-1) ?? null);
    listed.push(...page.ids);
    more = page.more;
  }
  expect(listed).toHaveLength(3 * 72);
  expect(new Set(listed).size).toBe(3 * 72);
  expect(listed).toEqual(listed.toSorted().toReversed());
});

test('a paper opens by its number, is printed, and the next print says 补打', async () => {
  const seat = await shop();
  const { client, close } = procedureClient(seat);
  const { rows } = await client.papers.find({ ...everything, after: null });
  for (const { document } of rows) {
    const { row, pdf, size } = await client.papers.open({ document });
    expect([row.document, size]).toEqual([document, 'slip']);
    expect(Buffer.from(pdf ?? '', 'base64').toString('latin1')).toMatch(/^%PDF/);
  }
  const [{ document } = { document: '' }] = rows;
  const print = async (request: string) => (await client.papers.recordPrint({ request, document })).prints;
  expect(await print('print-01')).toBe(1);
  expect(await print('print-01')).toBe(1);
  expect(await print('print-02')).toBe(2);
  const unknown = { document: 'QZ9A-20140520-00001' };
  expect(await answerOf(client.papers.open(unknown))).toBe('DOCUMENT');
  expect(await answerOf(client.papers.recordPrint({ request: 'print-03', ...unknown }))).toBe('DOCUMENT');
  close();
});

test('a 交班单 and a 日结单 are found by their kind and open by their number, one barcode on each sheet', async () => {
  const { seat, client, count, handOver, endDay, close } = await drawer();
  await count(200);
  const shift = await handOver();
  const day = await endDay();
  for (const [kind, { document }] of [
    ['交班单', shift],
    ['日结单', day],
  ] as const) {
    const { rows } = await client.papers.find({ ...everything, kind, after: null });
    expect(rows.map((row) => row.document)).toEqual([document]);
    const { pdf, size, row } = await client.papers.open({ document });
    expect([row.kind, size]).toEqual([kind, 'a4']);
    const pages = (await pagesOf(pdf ?? '')).map(() => document);
    expect(barsOn(new Uint8Array(Buffer.from(pdf ?? '', 'base64')))).toEqual(pages);
    const { prints } = await client.papers.recordPrint({ request: `print-${document}`, document });
    expect(prints).toBe(1);
  }
  expect(seat.clerk()?.id).toBe('sk01');
  close();
});
