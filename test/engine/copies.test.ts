import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startBackupWorker } from '../../electron/backup-worker.ts';
import { DAILY_AFTER } from '../../electron/engine/backup/copies.ts';
import { copyFolder } from '../../electron/engine/backup/place.ts';
import { prove } from '../../electron/engine/backup/prove.ts';
import { openReadOnly } from '../../electron/engine/database/open.ts';
import { Refusal } from '../../electron/engine/problem.ts';
import { damage, eventLines, lose } from './backups.ts';
import { killedNow, practiceKey, practiceSeat, refusalOf, reopen, seatIn, sell, tempFolder } from './city.ts';
import { dumpTables } from './tables.ts';
import { seededWorld } from './world.ts';

const copiesIn = (folder: string) => readdirSync(join(folder, 'practice/copies')).sort();

test('a copy is the database of one moment, sealed by the same key, while selling goes on', async () => {
  const { seat, folder } = await practiceSeat();
  sell(seat, 0, 'request-0');
  const [events, tables] = [eventLines(seat.city().db), dumpTables(seat.city().db)];
  const making = seat.city().copies.make('hand');
  const later = seat.city().copies.list();
  await seat.world.timers.nextTurn();
  for (let card = 1; card < 30; card++) {
    expect(refusalOf(() => sell(seat, card, `request-${card}`))).toBe('done');
    await seat.world.timers.nextTurn();
  }
  await Promise.all([making, later]);
  const [name] = copiesIn(folder);
  expect(name).toMatch(/^gongxu-2014-05-20-hand-\d+-[0-9a-f]{12}-[0-9a-f]{16}\.db$/);
  const copy = openReadOnly(join(folder, 'practice/copies', name ?? ''), practiceKey);
  const copied = eventLines(copy);
  expect(events.filter((line) => !copied.includes(line))).toEqual([]);
  // Whatever was sold before the moment was fixed is in it, and nothing that came after.
  expect(copied.length).toBeLessThan(eventLines(seat.city().db).length);
  if (copied.length === events.length) expect(dumpTables(copy)).toBe(tables);
  expect(copy.pragma('cipher', { simple: true })).toBe('aegis');
  copy.close();
  expect(() => openReadOnly(join(folder, 'practice/copies', name ?? ''), new Uint8Array(32))).toThrow();
});

test('the real thread makes the copy, and the engine goes on turning meanwhile', async () => {
  const { seat } = await practiceSeat('sk01', { ...seededWorld(), startBackupWorker });
  for (let card = 0; card < 60; card++) sell(seat, card, `request-${card}`);
  let [turns, done] = [0, false];
  const making = seat
    .city()
    .copies.make('hand')
    .finally(() => {
      done = true;
    });
  while (!done) {
    await seat.world.timers.nextTurn();
    turns++;
  }
  await making;
  expect(turns).toBeGreaterThan(20);
});

test('a second program is still kept out of a database that was copied', async () => {
  const { seat, folder } = await practiceSeat();
  await seat.city().copies.make('hand');
  await expect(reopen(folder)).rejects.toMatchObject({ problem: { code: 'IN_USE' } });
});

test('one copy a business day, one at the day’s close, and by hand as often as asked; thirty stay', async () => {
  const { seat, world, folder } = await practiceSeat();
  const { copies } = seat.city();
  const settled = async (count: number) => {
    await expect.poll(() => copiesIn(folder).filter((name) => name.startsWith('gongxu-')).length).toBe(count);
    await expect.poll(() => copies.making()).toBe(false);
  };
  world.fireTimers(DAILY_AFTER);
  await settled(1);
  copies.after('day.opened');
  world.fireTimers(DAILY_AFTER);
  // The day has its copy.
  await expect.poll(() => copies.making()).toBe(false);
  copies.after('day.closed');
  world.fireTimers();
  await settled(2);
  copies.after('sale.made');
  world.fireTimers(DAILY_AFTER);
  for (let hand = 0; hand < 30; hand++) await copies.make('hand');
  const left = await copies.list();
  expect(left).toHaveLength(30);
  expect(left.every(({ kind }) => kind === 'hand')).toBe(true);
  expect(copiesIn(folder)).toHaveLength(30);
}, 60_000);

test('a copy asked for while another is in the making comes after it, and has what was written since', async () => {
  const { seat, world, folder } = await practiceSeat();
  const { copies } = seat.city();
  const eventsIn = (kind: string) => {
    const name = copiesIn(folder).find((one) => one.includes(kind)) ?? '';
    const copy = openReadOnly(join(folder, 'practice/copies', name), practiceKey);
    const events = eventLines(copy);
    copy.close();
    return events;
  };
  const daily = copies.make('day');
  while (!existsSync(join(folder, 'practice/copies/image.db'))) await world.timers.nextTurn();
  sell(seat, 0, 'request-0');
  copies.after('day.closed');
  world.fireTimers();
  const asked = copies.make('hand');
  await daily;
  await asked;
  expect((await copies.list()).map(({ kind }) => kind).sort()).toEqual(['close', 'day', 'hand']);
  for (const kind of ['close', 'hand']) expect(eventsIn(kind)).toEqual(eventLines(seat.city().db));
  expect(copies.making()).toBe(false);
});

/** A counter whose second copy lies on another volume, with so much room. */
async function withStick(room: { freeBytes: number }) {
  const world = seededWorld();
  const volumeOf: typeof world.disk.volumeOf = async (folder) => {
    const found = await world.disk.volumeOf(folder);
    return found === null || !folder.includes('stick') ? found : { ...found, id: 'stick', ...room };
  };
  const open = await practiceSeat('sk01', { ...world, disk: { ...world.disk, volumeOf } });
  const stick = join(tempFolder(), 'stick');
  mkdirSync(stick);
  await open.seat.city().second.choose(stick);
  const wholeThere = () => readdirSync(copyFolder(stick)).filter((name) => !name.endsWith('.gxe'));
  return { ...open, stick, wholeThere };
}

test('where the second copy lies on another volume, so does each whole copy; thirty of this PC’s stay there', async () => {
  const { seat, folder, stick, wholeThere } = await withStick({ freeBytes: 1e12 });
  const { copies } = seat.city();
  const others = 'gongxu-2014-05-19-day-1400457600000-000000000000-0000000000000000.db';
  writeFileSync(join(copyFolder(stick), others), 'of another PC');
  sell(seat, 0, 'request-0');
  await copies.make('day');
  const [name = ''] = copiesIn(folder);
  expect(wholeThere().sort()).toEqual([others, name].sort());
  expect(readFileSync(join(copyFolder(stick), name))).toEqual(
    readFileSync(join(folder, 'practice/copies', name)),
  );
  expect([copies.notAway(), await copies.listAway()]).toEqual([null, [name, others]]);
  for (let hand = 0; hand < 30; hand++) await copies.make('hand');
  expect(wholeThere()).toHaveLength(31);
  expect(wholeThere()).toContain(others);
  expect(wholeThere().filter((one) => one !== others)).toEqual(copiesIn(folder));
  // The disk of the data is dead: nothing of it is left but the key.
  seat.close();
  lose(folder);
  const anew = seatIn(folder, seededWorld('anew'));
  const copy = wholeThere().at(-1) ?? '';
  const done = await anew.restores.restore({ copy, folder: stick }, '测试');
  expect([done.copy?.sales, done.restored.sales, done.lost]).toEqual([1, 1, 0]);
}, 60_000);

test('a volume with little room keeps it for the events; the whole copy is made all the same, and it is said', async () => {
  const { seat, folder, wholeThere } = await withStick({ freeBytes: 200 * 1024 * 1024 });
  await seat.city().copies.make('day');
  expect([copiesIn(folder).length, wholeThere()]).toEqual([1, []]);
  expect(seat.city().copies.notAway()).toContain('只够存业务记录');
});

test('a copy that is unlike its original, a broken page or a broken chain counts for nothing', async () => {
  const { seat, folder } = await practiceSeat();
  for (let card = 0; card < 10; card++) sell(seat, card, `request-${card}`);
  const image = killedNow(folder);
  const database = join(image, 'practice/gongxu.db');
  expect(prove(database, join(image, 'sound.db'), practiceKey).events).toBe(
    eventLines(seat.city().db).length,
  );
  let made = 0;
  for (let turn = 0; turn < 12; turn++) {
    const again = killedNow(folder);
    damage(join(again, 'practice/gongxu.db'), (bytes) => {
      const at = Math.floor(((turn + 0.5) / 12) * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      return bytes;
    });
    try {
      prove(join(again, 'practice/gongxu.db'), join(tempFolder(), 'copy.db'), practiceKey);
      made++;
    } catch (error) {
      expect(error instanceof Refusal || error instanceof Error).toBe(true);
    }
  }
  // A flip may lie in a page that the log holds newer.
  expect(made).toBeLessThan(12);
});

test('the journal must stand where it stood when the moment was fixed, or the copy is thrown away', async () => {
  const { seat, folder, world } = await practiceSeat();
  const start: typeof world.startBackupWorker = (job) => {
    const worker = world.startBackupWorker(job);
    const answer = worker.answer.then((one) =>
      one.kind === 'proved' ? { ...one, proof: { ...one.proof, heads: '0' } } : one,
    );
    return { ...worker, answer };
  };
  seat.close();
  const again = await reopen(folder, { ...world, startBackupWorker: start });
  await expect(again.city().copies.make('hand')).rejects.toMatchObject({ problem: { code: 'COPY_UNLIKE' } });
  expect(copiesIn(folder)).toEqual([]);
  expect(again.city().copies.failed()).toContain('没有采用');
});
