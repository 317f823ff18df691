import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { expect, test } from 'vitest';
import { HEADER } from '../../electron/engine/backup/event-file.ts';
import { copyFolder } from '../../electron/engine/backup/place.ts';
import { PROOF_AFTER } from '../../electron/engine/backup/second-copy.ts';
import type { Disk } from '../../electron/engine/world.ts';
import { damage, eventLines, linesIn, otherKey, readFile, secondFile } from './backups.ts';
import { practiceSeat, refusalOf, reopen, sell, tempFolder } from './city.ts';
import { type SeededWorld, seededWorld } from './world.ts';

/** A counter whose second copy lies in a folder of its own. */
async function withSecondCopy(world = seededWorld()) {
  const { seat, folder } = await practiceSeat('sk01', world);
  const second = tempFolder();
  await seat.city().second.choose(second);
  return { seat, folder, second, world };
}

/** A disk that fails in one way until it is mended. */
function failing(world: SeededWorld, code: string): { world: SeededWorld; fail: boolean } {
  const ill = { fail: false, world: { ...world } };
  const write: Disk['write'] = async (path, from, bytes) => {
    if (!ill.fail) return world.disk.write(path, from, bytes);
    // Half of it arrives, as on a volume that fills up.
    await world.disk.write(path, from, bytes.subarray(0, bytes.length / 2));
    throw Object.assign(new Error('write'), { code });
  };
  ill.world = { ...world, disk: { ...world.disk, write } };
  return ill;
}

test('every event is in the second copy within five seconds of its commit, byte for byte, and what makes this PC itself', async () => {
  const delays: number[] = [];
  const world = seededWorld();
  const after: SeededWorld['timers']['after'] = (milliseconds, run) => {
    delays.push(milliseconds);
    return world.timers.after(milliseconds, run);
  };
  const { seat } = await withSecondCopy({ ...world, timers: { ...world.timers, after } });
  delays.length = 0;
  sell(seat, 0, 'request-0');
  expect(Math.min(...delays)).toBeLessThanOrEqual(4_000);
  sell(seat, 1, 'request-1');
  world.fireTimers(4_000);
  await seat.city().second.now();
  expect(await linesIn(secondFile(seat))).toEqual(eventLines(seat.city().db));
  const { contents, ending } = await readFile(secondFile(seat));
  expect(ending).toBe('whole');
  const [pc] = contents.flatMap((one) => (one.kind === 'pc' ? [one.pc] : []));
  expect(pc?.device).toBe(seat.city().journal.identity.device);
  expect(pc?.pins.map(({ person }) => String(person))).toContain('zg01');
  expect(seat.city().second.state()).toMatchObject({ kind: 'current', waiting: 0, sameVolume: true });
});

test('after a restart, and after a kill that left half a record, the copy goes on where it was', async () => {
  const { seat, folder } = await withSecondCopy();
  sell(seat, 0, 'request-0');
  await seat.city().second.now();
  const path = secondFile(seat);
  seat.close();
  damage(path, (bytes) => Buffer.concat([bytes, bytes.subarray(-700, -300)]));
  expect((await readFile(path)).ending).not.toBe('whole');
  damage(path, (bytes) => bytes.subarray(0, -400 - 200));
  expect((await readFile(path)).ending).toBe('torn');
  const before = statSync(path).ino;
  const again = await reopen(folder);
  sell(again, 1, 'request-1');
  await again.city().second.now();
  expect(statSync(path).ino).toBe(before);
  expect((await readFile(path)).ending).toBe('whole');
  expect(await linesIn(path)).toEqual(eventLines(again.city().db));
});

test('a copy that was away or full meanwhile is caught up, and selling never stops', async () => {
  const ill = failing(seededWorld(), 'ENOSPC');
  const { seat } = await withSecondCopy(ill.world);
  ill.fail = true;
  for (let card = 0; card < 8; card++) {
    expect(refusalOf(() => sell(seat, card, `request-${card}`))).toBe('done');
    await seat.city().second.now();
    expect(seat.city().second.state()).toMatchObject({
      kind: 'failing',
      why: '副本所在的盘满了',
      waiting: card + 1,
    });
  }
  ill.fail = false;
  await seat.city().second.now();
  expect(seat.city().second.state()).toMatchObject({ kind: 'current', waiting: 0 });
  expect(await linesIn(secondFile(seat))).toEqual(eventLines(seat.city().db));
});

test('a volume that is away is never replaced by a folder of the same name, and comes back by itself', async () => {
  const { seat, second, world } = await withSecondCopy();
  const path = secondFile(seat);
  renameSync(second, `${second}-away`);
  sell(seat, 0, 'request-0');
  await seat.city().second.now();
  expect(existsSync(second)).toBe(false);
  expect(seat.city().second.state()).toMatchObject({ kind: 'failing', why: '找不到副本所在的盘或文件夹' });
  renameSync(`${second}-away`, second);
  world.fireTimers();
  await seat.city().second.now();
  expect(await linesIn(path)).toEqual(eventLines(seat.city().db));
});

test('a place on another volume counts as away while its folder lies on the own one', async () => {
  const world = seededWorld();
  let mounted = true;
  const volumeOf: Disk['volumeOf'] = async (folder) => {
    const found = await world.disk.volumeOf(folder);
    return found === null || !mounted || !folder.includes('stick') ? found : { ...found, id: 'stick' };
  };
  const { seat } = await practiceSeat('sk01', { ...world, disk: { ...world.disk, volumeOf } });
  const stick = `${tempFolder()}/stick`;
  mkdirSync(stick);
  await seat.city().second.choose(stick);
  expect(seat.city().second.state()).toMatchObject({ kind: 'current', sameVolume: false });
  mounted = false;
  rmSync(copyFolder(stick), { recursive: true });
  await seat.city().second.now();
  expect(seat.city().second.state().kind).toBe('failing');
  expect(readdirSync(stick)).toEqual([]);
});

/** Where each record of a file begins, and its end. */
async function recordsOf(path: string, size: number): Promise<number[]> {
  const { contents } = await readFile(path);
  const starts = [HEADER];
  const bytes = await seededWorld().disk.read(path, 0, size);
  for (const _ of contents) {
    const at = starts.at(-1) ?? 0;
    starts.push(at + 4 + 12 + Buffer.from(bytes).readUInt32BE(at) + 16);
  }
  return starts;
}

test('records that were changed, left out, doubled or exchanged are noticed, and so is the wrong key', async () => {
  const { seat } = await withSecondCopy();
  for (let card = 0; card < 6; card++) {
    sell(seat, card, `request-${card}`);
    await seat.city().second.now();
  }
  const path = secondFile(seat);
  seat.close();
  const whole = Buffer.from(await seededWorld().disk.read(path, 0, statSync(path).size));
  const starts = await recordsOf(path, whole.length);
  const record = (index: number) => whole.subarray(starts[index], starts[index + 1]);
  const before = whole.subarray(0, starts[2]);
  const changes: Readonly<Record<string, Buffer>> = {
    'left out': Buffer.concat([before, whole.subarray(starts[3])]),
    doubled: Buffer.concat([before, record(2), record(2), whole.subarray(starts[3])]),
    exchanged: Buffer.concat([before, record(3), record(2), whole.subarray(starts[4])]),
  };
  for (const [how, bytes] of Object.entries(changes)) {
    damage(path, () => bytes);
    const { ending, tail } = await readFile(path);
    expect([how, ending, (tail?.index ?? 0) <= 3]).toEqual([how, 'damaged', true]);
  }
  for (let bit = 0; bit < 60; bit++) {
    damage(path, () => {
      const bytes = Buffer.from(whole);
      const at = Math.floor((bit / 60) * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit % 8));
      return bytes;
    });
    expect((await readFile(path)).ending).not.toBe('whole');
  }
  damage(path, () => whole);
  expect(await readFile(path, otherKey)).toMatchObject({ ending: 'damaged', contents: [] });
});

test('a copy cut at the end of a record is filled up again; a damaged one is kept and written anew', async () => {
  const { seat, folder, second } = await withSecondCopy();
  for (let card = 0; card < 3; card++) {
    sell(seat, card, `request-${card}`);
    await seat.city().second.now();
  }
  const path = secondFile(seat);
  const starts = await recordsOf(path, statSync(path).size);
  seat.close();
  damage(path, (bytes) => bytes.subarray(0, starts.at(-2)));
  const again = await reopen(folder);
  await again.city().second.now();
  expect(await linesIn(path)).toEqual(eventLines(again.city().db));
  again.close();
  damage(path, (bytes) => {
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    return bytes;
  });
  const world = seededWorld('third');
  const third = await reopen(folder, world);
  await third.city().second.now();
  expect(readdirSync(copyFolder(second))).toHaveLength(1);
  world.fireTimers(PROOF_AFTER);
  await expect.poll(() => readdirSync(copyFolder(second)).length).toBe(2);
  await third.city().second.now();
  expect(await linesIn(path)).toEqual(eventLines(third.city().db));
});

/** Bytes that are read of the second copy. */
function counting(world: SeededWorld): { world: SeededWorld; read: number } {
  const counted = { read: 0, world };
  const read: Disk['read'] = async (path, from, length) => {
    const bytes = await world.disk.read(path, from, length);
    if (path.endsWith('.gxe')) counted.read += bytes.length;
    return bytes;
  };
  counted.world = { ...world, disk: { ...world.disk, read } };
  return counted;
}

/** Sales enough that the file's last record is a small part of it, and the note beside the database as it was before them. */
async function withLongCopy() {
  const open = await withSecondCopy();
  const { seat, folder } = open;
  const note = `${folder}/practice/gongxu.note`;
  const old = readFileSync(note);
  for (let card = 0; card < 12; card++) {
    sell(seat, card, `request-${card}`);
    await seat.city().second.now();
  }
  const path = secondFile(seat);
  const lines = eventLines(seat.city().db);
  seat.close();
  return { ...open, note, old, path, lines };
}

test('a start proves the copy by its last record alone, and goes on behind it', async () => {
  const { folder, path, lines } = await withLongCopy();
  const counted = counting(seededWorld('again'));
  const again = await reopen(folder, counted.world);
  await again.city().second.now();
  expect(counted.read).toBeLessThan(statSync(path).size / 4);
  expect(again.city().second.state()).toMatchObject({ kind: 'current', waiting: 0 });
  sell(again, 50, 'request-50');
  await again.city().second.now();
  const whole = await readFile(path);
  expect([whole.ending, (await linesIn(path)).length]).toEqual(['whole', lines.length + 1]);
});

const ofNote: Readonly<Record<string, (note: string, old: Buffer) => void>> = {
  torn: (note) => damage(note, (bytes) => bytes.subarray(0, 40)),
  forged: (note) => damage(note, (bytes) => Buffer.from(String(bytes).replace(/"rows":\d/, '"rows":9'))),
  gone: (note) => rmSync(note),
  old: (note, old) => damage(note, () => old),
};

test.each(Object.keys(ofNote))(
  'a note of the copy’s end that is %s proves nothing and loses nothing',
  async (how) => {
    const { folder, path, lines, note, old, second } = await withLongCopy();
    ofNote[how]?.(note, old);
    const again = await reopen(folder);
    await again.city().second.now();
    expect(await linesIn(path)).toEqual(lines);
    expect(readdirSync(copyFolder(second))).toHaveLength(1);
  },
);

test('a copy whose last record is damaged, or that is an older state of itself, is not taken by its note', async () => {
  for (const how of ['damaged', 'older'] as const) {
    const { folder, path, lines } = await withLongCopy();
    const size = statSync(path).size;
    damage(path, (bytes) => {
      if (how === 'older') return bytes.subarray(0, size - 3_000);
      bytes[size - 30] = (bytes[size - 30] ?? 0) ^ 1;
      return bytes;
    });
    const again = await reopen(folder);
    await again.city().second.now();
    expect([how, await linesIn(path)]).toEqual([how, lines]);
    again.close();
  }
});

test('a folder that is not there, or takes nothing, is refused; skipping is remembered', async () => {
  const { seat, folder } = await practiceSeat();
  const { second } = seat.city();
  expect(second.state().kind).toBe('unset');
  await expect(second.choose('/no/such/folder')).rejects.toMatchObject({ problem: { code: 'FOLDER' } });
  expect(second.state().kind).toBe('unset');
  second.skip();
  seat.close();
  expect((await reopen(folder)).city().second.state().kind).toBe('skipped');
});

test('a folder nobody may write to is refused in words', async () => {
  const ill = failing(seededWorld(), 'EROFS');
  const { seat } = await practiceSeat('sk01', ill.world);
  ill.fail = true;
  const place = tempFolder();
  chmodSync(place, 0o500);
  await expect(seat.city().second.choose(place)).rejects.toMatchObject({
    problem: { happened: expect.stringContaining('不允许写入') },
  });
  chmodSync(place, 0o700);
});
