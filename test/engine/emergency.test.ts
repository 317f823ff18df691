import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { copyFolder } from '../../electron/engine/backup/place.ts';
import { allocateEmergency } from '../../electron/engine/commands/allocate-emergency.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { voidEmergency } from '../../electron/engine/commands/void-emergency.ts';
import { emergencyRegister } from '../../electron/engine/queries/emergency.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { barsOn } from './barcodes.ts';
import { halfState } from './checks.ts';
import { practiceSeat, refusalOf, reopen, saleCall, saleOf, tempFolder } from './city.ts';
import { procedureClient } from './engine-under-test.ts';
import { seededWorld } from './world.ts';

const TODAY = '2014-05-20';
const NUMBER = 'QZ1A-YJ-00001';

const allocate = (seat: Seat, count: number, request = 'request-block') =>
  seat.perform(allocateEmergency, { count }, request).envelope.payload as { first: string; last: string };
const enter = (seat: Seat, card: number, number: string, day = TODAY) =>
  refusalOf(() => seat.perform(makeSale, { ...saleOf(card), paper: { number, day } }, `request-${card}`));
const spoil = (seat: Seat, number: string, request: string) =>
  refusalOf(() => seat.perform(voidEmergency, { number, reason: '写坏' }, request, 'zg02'));
const sums = ({ city }: Seat) => {
  const { allocated, entered, voided, open } = emergencyRegister(city().db);
  return { allocated, entered, voided, open };
};

test('numbers are given out once, in one series, also over a restore; allocated = entered + void + open', async () => {
  const { seat, folder } = await practiceSeat();
  expect(allocate(seat, 3)).toMatchObject({ first: NUMBER, last: 'QZ1A-YJ-00003' });
  expect(allocate(seat, 2, 'request-more')).toMatchObject({ first: 'QZ1A-YJ-00004', last: 'QZ1A-YJ-00005' });
  expect(enter(seat, 0, NUMBER)).toBe('done');
  expect(spoil(seat, 'QZ1A-YJ-00002', 'request-void')).toBe('done');
  expect(sums(seat)).toEqual({ allocated: 5, entered: 1, voided: 1, open: 3 });
  expect(await halfState(seat)).toBeNull();
  await seat.restores.restore({ copy: null, folder: null }, '测试');
  seat.sitDown('sk01');
  expect(allocate(seat, 1, 'request-later').first).toBe('QZ1B-YJ-00001');
  expect(enter(seat, 1, 'QZ1A-YJ-00003')).toBe('done');
  expect(sums(seat)).toEqual({ allocated: 6, entered: 2, voided: 1, open: 3 });
  seat.close();
  expect(sums(await reopen(folder))).toEqual({ allocated: 6, entered: 2, voided: 1, open: 3 });
});

test('a sale is entered from a number that was given out, once, on a day that has come, and says so to supervisors', async () => {
  const { seat } = await practiceSeat();
  expect(enter(seat, 0, NUMBER)).toBe('PAPER_NUMBER');
  allocate(seat, 4);
  expect(enter(seat, 0, NUMBER, '2014-05-21')).toBe('PAPER_DAY');
  expect(enter(seat, 0, NUMBER, '2014-05-19')).toBe('PAPER_DAY');
  expect(enter(seat, 0, NUMBER, '2014-02-30')).toBe('PAPER_DAY');
  expect(enter(seat, 0, 'QZ2A-YJ-00001')).toBe('PAPER_NUMBER');
  expect(enter(seat, 0, NUMBER)).toBe('done');
  expect(enter(seat, 1, NUMBER)).toBe('PAPER_NUMBER');
  expect(spoil(seat, NUMBER, 'request-void-1')).toBe('EMERGENCY_ENTERED');
  expect(spoil(seat, 'QZ1A-YJ-00002', 'request-void-2')).toBe('done');
  expect(spoil(seat, 'QZ1A-YJ-00002', 'request-void-3')).toBe('EMERGENCY_VOIDED');
  expect(enter(seat, 1, 'QZ1A-YJ-00002')).toBe('PAPER_NUMBER');
  // Written on the 20th, entered on the 21st: it belongs to the open day.
  seat.perform(openDay, { day: '2014-05-21' }, 'request-day');
  expect(enter(seat, 2, 'QZ1A-YJ-00003')).toBe('done');
  const exceptions = seat.city().db.prepare('SELECT type FROM exception ORDER BY at').pluck().all();
  expect(exceptions).toEqual(['sale.made', 'emergency.voided', 'sale.made']);
  const sale = seat
    .city()
    .db.prepare("SELECT day FROM sale WHERE state ->> '$.made.paper.number' = ?")
    .pluck();
  expect(sale.get('QZ1A-YJ-00003')).toBe('2014-05-21');
});

test('one person alone makes no slip void', async () => {
  const { seat } = await practiceSeat();
  allocate(seat, 1);
  const alone = () => seat.perform(voidEmergency, { number: NUMBER, reason: '写坏' }, 'request-void');
  expect(refusalOf(alone)).toBe('APPROVAL');
});

test('the page gives out a block, its paper lies beside the second copy, and every print is counted', async () => {
  const { seat } = await practiceSeat('zg01', seededWorld());
  const place = tempFolder();
  await seat.city().second.choose(place);
  const { client, close, bugs } = procedureClient(seat);
  const made = await client.emergency.allocate({ request: 'request-block', count: 2 });
  expect(made).toMatchObject({ allocated: 2, open: 2, folder: copyFolder(place) });
  expect(await client.emergency.allocate({ request: 'request-block', count: 2 })).toMatchObject({
    allocated: 2,
  });
  expect(readdirSync(copyFolder(place))).toContain('应急单 QZ1A-YJ-00001 至 QZ1A-YJ-00002.pdf');
  const { document = '' } = made.blocks[0] ?? {};
  expect(await client.papers.open({ document })).toMatchObject({
    size: 'slip',
    row: { kind: '应急单', prints: 0 },
  });
  for (const prints of [1, 2]) {
    const print = client.papers.recordPrint({ request: `request-print-${prints}`, document });
    expect(await print).toMatchObject({ prints, size: 'slip' });
  }
  expect((await client.emergency.register()).blocks).toMatchObject([{ prints: 2 }]);
  seat.sitDown('sk01');
  const paper = { number: NUMBER, day: TODAY };
  const row = await client.sales.make({ ...saleCall(0, 'request-entered'), paper });
  const { used } = await client.emergency.register();
  expect(used).toEqual([{ number: NUMBER, state: 'entered', words: row.document, day: TODAY }]);
  const approval = { person: 'zg02', secret: '2502' };
  const spoiled = { request: 'request-void', number: 'QZ1A-YJ-00002', reason: '没有用', approval };
  expect(await client.emergency.void(spoiled)).toMatchObject({ entered: 1, voided: 1, open: 0 });
  expect(bugs).toEqual([]);
  close();
});

test('查单据 finds a blank slip by its barcode: the block while it is blank, the sale once it was entered', async () => {
  const { seat } = await practiceSeat();
  allocate(seat, 2);
  const { client, close } = procedureClient(seat);
  const find = async (text: string) =>
    (await client.papers.find({ text, from: null, to: null, clerk: null, kind: null, after: null })).rows;
  const [block] = await find(NUMBER);
  const { pdf, size } = await client.papers.open({ document: block?.document ?? '' });
  expect([block?.kind, size]).toEqual(['应急单', 'slip']);
  expect(barsOn(new Uint8Array(Buffer.from(pdf ?? '', 'base64')))).toEqual([NUMBER, 'QZ1A-YJ-00002']);
  expect(enter(seat, 0, NUMBER)).toBe('done');
  expect((await find(NUMBER.toLowerCase())).map(({ kind }) => kind)).toEqual(['出库单']);
  expect((await find('QZ1A-YJ-00002')).map(({ document }) => document)).toEqual([block?.document]);
  expect(await find('QZ1A-YJ-00009')).toEqual([]);
  const print = (request: string) => client.papers.recordPrint({ request, document: block?.document ?? '' });
  expect((await print('print-001')).prints).toBe(1);
  close();
});
