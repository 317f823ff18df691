import { cpSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Seat } from '../../electron/engine/seat.ts';
import { gapsInDocuments, halfState } from './checks.ts';
import { killedNow, practiceSeat, reopen, sell, tempFolder } from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { seededWorld } from './world.ts';

/** Puts an older copy of the database in the place of the present one; the mark beside it stays. */
function restore(folder: string, copy: string): void {
  const database = 'practice/gongxu.db';
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${folder}/${database}${suffix}`, { force: true });
  cpSync(`${copy}/${database}`, `${folder}/${database}`);
}

const warnings = (seat: Seat) => seat.state().city?.warnings.map(({ code }) => code);
const document = (seat: Seat, card: number, request: string) =>
  (sell(seat, card, request).envelope.payload as { document: string }).document;

/** A city with two sales, a closed copy of it, and three sales more. */
async function withOlderCopy() {
  const { seat, folder } = await practiceSeat();
  const printed = [document(seat, 0, 'request-0'), document(seat, 1, 'request-1')];
  seat.close();
  const copy = tempFolder();
  cpSync(folder, copy, { recursive: true });
  const later = await reopen(folder, seededWorld('later'));
  for (const card of [2, 3, 4]) printed.push(document(later, card, `request-${card}`));
  later.close();
  return { folder, copy, printed };
}

test('a database older than its mark says so and goes on under a new incarnation with its own numbers', async () => {
  const { folder, copy, printed } = await withOlderCopy();
  const before = await reopen(folder);
  const { incarnation } = before.city().journal.identity;
  before.close();
  restore(folder, copy);
  const restored = await reopen(folder, seededWorld('restored'));
  expect(warnings(restored)).toEqual(['RESTORED']);
  expect(restored.state().city?.warnings[0]?.happened).toContain('3 条');
  expect(restored.city().journal.identity.incarnation).not.toBe(incarnation);
  printed.push(document(restored, 10, 'request-10'), document(restored, 11, 'request-11'));
  expect(printed.at(-1)).toMatch(/^QZ1B-20140520-00002$/);
  expect(new Set(printed).size).toBe(printed.length);
  expect(gapsInDocuments(restored)).toEqual([]);
  expect(await halfState(restored)).toBeNull();
});

test('the same older copy put back a second time is noticed again, and no number is given out twice', async () => {
  const { folder, copy, printed } = await withOlderCopy();
  for (const [turn, world] of ['one', 'two', 'three'].entries()) {
    restore(folder, copy);
    const restored = await reopen(folder, seededWorld(world));
    expect(warnings(restored)).toEqual(['RESTORED']);
    printed.push(document(restored, 20 + turn, `request-2${turn}`));
    restored.close();
  }
  expect(new Set(printed).size).toBe(printed.length);
});

test('a kill right after a restore was noticed does not bring the old numbers back', async () => {
  const { folder, copy, printed } = await withOlderCopy();
  restore(folder, copy);
  await reopen(folder, seededWorld('restored'));
  const image = killedNow(folder);
  const revived = await reopen(image, seededWorld('revived'));
  expect(printed).not.toContain(document(revived, 5, 'request-5'));
  revived.close();
  restore(image, copy);
  expect(warnings(await reopen(image, seededWorld('once more')))).toEqual(['RESTORED']);
});

test('a database that is not older than its mark is opened without a warning', async () => {
  const { folder } = await withOlderCopy();
  const seat = await reopen(folder);
  expect(warnings(seat)).toEqual([]);
  sell(seat, 6, 'request-6');
  // The mark has not been written since: the database is ahead of it, as after every kill.
  expect(warnings(await reopen(killedNow(folder)))).toEqual([]);
});

test.each([
  ['broken', (text: string) => text.replace(/"number":(\d+)/, '"number":1')],
  ['gone', null],
])('a mark whose seal is %s proves nothing: new numbers, and people are told', async (_how, forge) => {
  const { folder, copy, printed } = await withOlderCopy();
  restore(folder, copy);
  const world = seededWorld();
  const path = `${folder}/practice/gongxu.mark`;
  const mark = Buffer.from(world.files.read(path) ?? []).toString();
  expect(mark).toMatch(/"number":\d+/);
  if (forge === null) rmSync(path);
  else world.files.replace(path, Buffer.from(forge(mark)));
  const seat = await reopen(folder, world);
  expect(warnings(seat)).toEqual(['MARK_LOST']);
  expect(printed).not.toContain(document(seat, 9, 'request-9'));
});

/** A restored city, opened once since; its warning stands. */
async function warnedCity(): Promise<string> {
  const { folder, copy } = await withOlderCopy();
  restore(folder, copy);
  (await reopen(folder, seededWorld('restored'))).close();
  return folder;
}

const settlementsIn = ({ city }: Seat) =>
  city().db.prepare('SELECT code, settled_by, reason FROM warning ORDER BY rowid').raw().all();

test('the warning stands over every restart until a supervisor settles it in writing, and does not come back', async () => {
  const folder = await warnedCity();
  for (let start = 0; start < 2; start++) {
    const again = await reopen(folder);
    expect(warnings(again)).toEqual(['RESTORED']);
    again.close();
  }
  const seat = await reopen(folder, seededWorld('settled'), 'zg01');
  const warning = seat.state().city?.warnings[0]?.id ?? '';
  const { client, close } = procedureClient(seat);
  const { city } = await client.session.settleWarning({ warning, reason: ' 已用纸质单据补齐 ' });
  close();
  expect(city?.warnings).toEqual([]);
  seat.close();
  const later = await reopen(folder);
  expect(warnings(later)).toEqual([]);
  expect(settlementsIn(later)).toEqual([['RESTORED', 'zg01', '已用纸质单据补齐']]);
});

test('a clerk of the counter can not settle a warning, nor anybody without a reason, nor one that is not there', async () => {
  const seat = await reopen(await warnedCity());
  const warning = seat.state().city?.warnings[0]?.id ?? '';
  const { client, close } = procedureClient(seat);
  const settle = (which: string, reason: string) =>
    answerOf(client.session.settleWarning({ warning: which, reason }));
  expect(await settle(warning, '已处理')).toBe('ROLE');
  seat.sitDown('zg01');
  expect(await settle(warning, '   ')).toBe('INPUT');
  expect(await settle('0123456789abcdef', '已处理')).toBe('WARNING');
  expect(warnings(seat)).toEqual(['RESTORED']);
  expect(await settle(warning, '第一次的理由')).toBe('done');
  expect(await settle(warning, '第二次的理由')).toBe('done');
  close();
  expect(settlementsIn(seat)).toEqual([['RESTORED', 'zg01', '第一次的理由']]);
});

test('the warning is written with the new numbers or not at all', async () => {
  const { folder, copy } = await withOlderCopy();
  restore(folder, copy);
  const world = seededWorld('restored');
  const dying = {
    ...world,
    // The warning asks for the time last: a program that ends here has begun a new life and not said so.
    clock: {
      now: () => {
        throw new Error('killed');
      },
    },
  };
  await expect(reopen(folder, dying)).rejects.toThrow('killed');
  const revived = await reopen(folder);
  expect(warnings(revived)).toEqual(['RESTORED']);
  expect(revived.state().city?.warnings[0]?.happened).toContain('3 条');
  expect(document(revived, 9, 'request-9')).toMatch(/^QZ1B-/);
});
