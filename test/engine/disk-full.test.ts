import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import { createWarnings } from '../../electron/engine/city/warnings.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { draftOf } from '../../electron/engine/held/drafts.ts';
import { heldSales } from '../../electron/engine/held/held-sales.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { eventLines, linesIn, secondFile } from './backups.ts';
import { halfState } from './checks.ts';
import {
  killedNow,
  practiceCard,
  practiceFolder,
  practiceSeat,
  refusalOf,
  reopen,
  saleCall,
  sell,
  tempFolder,
} from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { countEvents } from './tables.ts';
import { seededWorld } from './world.ts';

const mounted: string[] = [];
afterAll(() => {
  for (const folder of mounted.splice(0)) spawnSync('umount', [folder]);
});

/** Takes in a run of cards; each time other ones. */
function takeIn(seat: Seat, turn: number, count: number): string {
  const card = (index: number) => `0777${String(turn * 10_000 + index).padStart(10, '0')}` as CardNumber;
  const input = { course: '2014-xxaq', note: 'N1', ranges: [{ first: card(0), last: card(count - 1) }] };
  return refusalOf(() => seat.perform(receiveCards, input, `take-in-${turn}`));
}

test('a full database refuses in words at every size, keeps what was sold, and goes on once there is room', async () => {
  const { seat, folder } = await practiceSeat();
  const { db } = seat.city();
  const sold: string[] = [];
  let card = 0;
  let refused = 0;
  for (let turn = 1; turn <= 40; turn++) {
    const pages = db.pragma('page_count', { simple: true }) as number;
    db.pragma(`max_page_count=${pages + (turn % 9)}`);
    const before = countEvents(db);
    const took = takeIn(seat, turn, 700);
    const request = `request-sale-${card}`;
    const made = refusalOf(() => sell(seat, card % 100, request));
    for (const outcome of [took, made]) expect(['done', 'DISK_FULL']).toContain(outcome);
    refused += [took, made].filter((outcome) => outcome === 'DISK_FULL').length;
    expect(countEvents(db)).toBe(before + [took, made].filter((outcome) => outcome === 'done').length);
    db.pragma('max_page_count=1000000');
    if (made === 'done') sold.push(request);
    expect(refusalOf(() => sell(seat, card % 100, request))).toBe('done');
    card++;
  }
  expect(refused).toBeGreaterThan(20);
  expect(sold.every((request) => seat.city().journal.byRequest(request) !== null)).toBe(true);
  expect(await halfState(seat)).toBeNull();
  expect(await halfState(await reopen(killedNow(folder)))).toBeNull();
});

/** A disk of its own that really fills up; null, with the reason printed, where mounting is not allowed. */
function smallDisk(kilobytes: number): string | null {
  const folder = tempFolder();
  const { status, stderr, error } = spawnSync(
    'mount',
    ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder],
    {
      encoding: 'utf8',
    },
  );
  if (status === 0) {
    mounted.push(folder);
    return folder;
  }
  console.log(`没有挂载小磁盘，这一项没有检查：${error?.message ?? stderr.trim()}`);
  return null;
}

test('a full disk refuses in words, ends nothing, and loses nothing that was sold', async () => {
  const disk = smallDisk(1800);
  if (disk === null) return;
  cpSync(await practiceFolder(), disk, { recursive: true });
  const world = seededWorld('disk');
  const seat = await reopen(disk, world);
  const outcomes: string[] = [];
  for (let turn = 0; turn < 60 && outcomes.filter((one) => one !== 'done').length < 12; turn++) {
    outcomes.push(
      takeIn(seat, turn, 200),
      refusalOf(() => sell(seat, turn, `request-sale-${turn}`)),
    );
    // The mark's file is replaced while there is no room for it.
    world.fireTimers();
  }
  expect(new Set(outcomes)).toEqual(new Set(['done', 'DISK_FULL']));
  const { db } = seat.city();
  const events = countEvents(db);
  // What a kill at this moment leaves, opened where there is room.
  const image = killedNow(disk);
  expect(countEvents((await reopen(image)).city().db)).toBe(events);

  rmSync(join(disk, 'practice', 'samples'), { recursive: true });
  expect(spawnSync('mount', ['-o', 'remount,size=64m', disk]).status).toBe(0);
  expect(refusalOf(() => sell(seat, 99, 'request-sale-99'))).toBe('done');
  expect(await halfState(seat)).toBeNull();
  seat.close();
  expect(await halfState(await reopen(disk))).toBeNull();
});

test('a disk that is full when the program is closed loses nothing', async () => {
  const disk = smallDisk(1800);
  if (disk === null) return;
  cpSync(await practiceFolder(), disk, { recursive: true });
  const seat = await reopen(disk);
  for (let card = 0; card < 5; card++) sell(seat, card, `request-sale-${card}`);
  const events = countEvents(seat.city().db);
  try {
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(4_000_000));
  } catch {
    // It takes all there is and fails, which is what it is for.
  }
  seat.close();
  rmSync(join(disk, 'ballast'));
  const again = await reopen(disk);
  expect(countEvents(again.city().db)).toBe(events);
  expect(again.state().city?.warnings).toEqual([]);
});

test('a second volume that really fills up is said, stops no sale, and is caught up once there is room', async () => {
  const stick = smallDisk(96);
  if (stick === null) return;
  const { seat } = await practiceSeat();
  const { second, copies } = seat.city();
  await second.choose(stick);
  expect(second.state()).toMatchObject({ kind: 'current', sameVolume: false });
  let card = 0;
  while (second.state().kind === 'current' && card < 90) {
    expect(refusalOf(() => sell(seat, card, `request-${card}`))).toBe('done');
    card++;
    await second.now();
  }
  expect(second.state()).toMatchObject({ kind: 'failing', why: '副本所在的盘满了' });
  expect(refusalOf(() => sell(seat, card, 'request-after'))).toBe('done');
  await copies.make('day');
  expect(copies.notAway()).toContain('剩下的空间');
  expect(spawnSync('mount', ['-o', 'remount,size=1g', stick]).status).toBe(0);
  await second.now();
  expect(second.state()).toMatchObject({ kind: 'current', waiting: 0 });
  expect(await linesIn(secondFile(seat))).toEqual(eventLines(seat.city().db));
  await copies.make('hand');
  expect([copies.notAway(), (await copies.listAway()).length]).toEqual([null, 1]);
});

const cards = [{ first: practiceCard(3), last: practiceCard(5) }];
const title = '钦州市第一中学 3 张';

test('a full disk refuses 挂单 and a draft in words, loses neither, and takes both once there is room', async () => {
  const { seat, folder } = await practiceSeat();
  const { db } = seat.city();
  const { client, bugs, close } = procedureClient(seat);
  const kept = '一'.repeat(10_000);
  await client.held.saveDraft({ kind: 'sale', form: kept });
  const hold = () => answerOf(client.held.hold({ request: 'form-0001', title, form: kept, cards }));
  const draft = () => answerOf(client.held.saveDraft({ kind: 'sale', form: kept.repeat(4) }));
  db.pragma(`max_page_count=${db.pragma('page_count', { simple: true })}`);
  expect([await hold(), await draft(), bugs]).toEqual(['DISK_FULL', 'DISK_FULL', []]);
  const image = (await reopen(killedNow(folder))).city().db;
  for (const there of [db, image])
    expect([heldSales(there), draftOf(there, 'sk01', 'sale')]).toEqual([[], kept]);
  db.pragma('max_page_count=1000000');
  expect([await hold(), await draft()]).toEqual(['done', 'done']);
  close();
  const again = (await reopen(killedNow(folder))).city().db;
  expect(heldSales(again)).toMatchObject([{ id: 'form-0001' }]);
  expect(draftOf(again, 'sk01', 'sale')).toBe(kept.repeat(4));
});

test('a disk that takes nothing is said in words by everything that writes', async () => {
  const { seat } = await practiceSeat('zg01');
  const { db } = seat.city();
  createWarnings(db, seat.world).keep({ code: 'RESTORED', happened: '-', safe: '-', todo: '-' });
  const warning = seat.state().city?.warnings[0]?.id ?? '';
  const { client, bugs, close } = procedureClient(seat);
  await client.held.hold({ request: 'form-0001', title, form: '{}', cards });
  const calls: Readonly<Record<string, () => Promise<unknown>>> = {
    hold: () => client.held.hold({ request: 'form-0002', title, form: '{}', cards: [] }),
    draft: () => client.held.saveDraft({ kind: 'sale', form: '{"half":1}' }),
    resume: () => client.held.resume({ id: 'form-0001' }),
    drop: () => client.held.drop({ id: 'form-0001' }),
    look: () => client.session.setLook({ type: '150', contrast: 'high', sounds: true }),
    warning: () => client.session.settleWarning({ warning, reason: '已用纸质单据核对' }),
    signIn: () => client.session.signIn({ person: 'zg02', pin: '2502' }),
    sale: () => client.sales.make(saleCall(0, 'request-sale-1')),
  };
  db.pragma('query_only=ON');
  for (const [what, call] of Object.entries(calls))
    expect([what, await answerOf(call())]).toEqual([what, 'DISK']);
  expect(bugs).toEqual([]);
  expect(heldSales(db)).toMatchObject([{ id: 'form-0001' }]);
  expect(seat.state().city?.warnings).toHaveLength(1);
  expect(seat.clerk()?.id).toBe('zg01');
  close();
});
