import { cpSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { RestoreSource } from '../../contract/app/backup.ts';
import { openDatabase } from '../../electron/engine/database/open.ts';
import { createSeat, type Seat } from '../../electron/engine/seat.ts';
import { serverOf, writeServer } from '../../electron/engine/sync/books.ts';
import { damage, eventLines, linesIn, lose, otherKey, requestsIn, wreck } from './backups.ts';
import { gapsInDocuments, halfState } from './checks.ts';
import {
  killedNow,
  practiceFolder,
  practiceKey,
  practiceSeat,
  reopen,
  seatIn,
  sell,
  tempFolder,
} from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { seededRandom, seededWorld } from './world.ts';

const second = (folder: string | null = null): RestoreSource => ({ copy: null, folder });
const warnings = (seat: Seat) => seat.state().city?.warnings.map(({ code }) => code);
const documentOf = (seat: Seat, card: number, request: string) =>
  (sell(seat, card, request).envelope.payload as { document: string }).document;

/** Everything that was acknowledged is there, once, and the counter goes on under new numbers. */
async function expectWhole(seat: Seat, acknowledged: readonly string[], printed: readonly string[]) {
  const requests = requestsIn(seat.city().db);
  expect(acknowledged.filter((request) => !requests.includes(request))).toEqual([]);
  expect(new Set(requests).size).toBe(requests.length);
  expect(warnings(seat)).toEqual(['RESTORED_COPY']);
  seat.sitDown('sk01');
  expect(printed).not.toContain(documentOf(seat, 95, 'after-the-restore'));
  expect(gapsInDocuments(seat)).toEqual([]);
  expect(await halfState(seat)).toBeNull();
}

test('a copy of any age and the second copy give back every acknowledged sale, over kills in between', async () => {
  const random = seededRandom('ages');
  const drawn = (limit: number) => (random(1)[0] ?? 0) % limit;
  for (let turn = 0; turn < 6; turn++) {
    const start = await practiceSeat('sk01', seededWorld(`ages ${turn}`));
    let { seat, folder } = start;
    const place = tempFolder();
    await seat.city().second.choose(place);
    const [acknowledged, printed]: [string[], string[]] = [[], []];
    const copyAt = drawn(12);
    for (let card = 0; card < 14; card++) {
      const request = `request-${turn}-${card}`;
      printed.push(documentOf(seat, card, request));
      await seat.city().second.now();
      acknowledged.push(request);
      if (card === copyAt) await seat.city().copies.make('hand');
      if (drawn(5) === 0) {
        const image = killedNow(folder);
        seat.close();
        folder = image;
        seat = await reopen(folder, seededWorld(`revived ${turn} ${card}`));
      }
    }
    const copies = await seat.city().copies.list();
    const copy = drawn(3) === 0 ? null : (copies[0]?.name ?? null);
    seat.close();
    const how = drawn(3);
    if (how === 0) wreck(folder);
    if (how === 1) wreck(folder, 60_000, 200_000);
    const restored = seatIn(folder, seededWorld(`restored ${turn}`));
    await restored.openPractice().catch(() => {});
    if (how === 0) expect(restored.state().trouble?.code).toBe('UNREADABLE');
    const done = await restored.restores.restore({ copy, folder: null }, '测试');
    expect(done.lost + done.cutOff).toBe(0);
    await expectWhole(restored, acknowledged, printed);
    restored.close();
  }
}, 120_000);

test('the second copy alone makes this PC again in an empty folder, with its people, their secrets and its server', async () => {
  const { seat, folder } = await practiceSeat();
  const place = tempFolder();
  const server = { address: 'https://city.invalid', ca: null };
  writeServer(seat.city().db, server);
  await seat.city().second.choose(place);
  const printed = [documentOf(seat, 0, 'request-0'), documentOf(seat, 1, 'request-1')];
  await seat.city().second.now();
  const before = eventLines(seat.city().db);
  const pins = seat.city().db.prepare('SELECT * FROM pin ORDER BY person').all();
  seat.close();
  lose(folder);
  const restored = seatIn(folder, seededWorld('empty'));
  const shown = await restored.restores.rehearse(second(place), '测试');
  expect(shown.restored).toMatchObject({ sales: 2, cardsFen: 10_000, booksFen: 0, events: before.length });
  expect(shown.copy).toBeNull();
  expect(readdirSync(`${folder}/practice`)).not.toContain('gongxu.db');
  await restored.restores.restore(second(place), '测试');
  expect(eventLines(restored.city().db)).toEqual(before);
  expect(restored.city().db.prepare('SELECT * FROM pin ORDER BY person').all()).toEqual(pins);
  expect(serverOf(restored.city().db)).toEqual(server);
  expect(restored.city().journal.identity.incarnation).toMatch(/^B-/);
  await expectWhole(restored, ['request-0', 'request-1'], printed);
});

test('a whole copy alone does it too, and says how many sales are missing', async () => {
  const { seat, folder } = await practiceSeat();
  sell(seat, 0, 'request-0');
  await seat.city().copies.make('hand');
  const away = tempFolder();
  cpSync(`${folder}/practice/copies`, away, { recursive: true });
  const [copy] = readdirSync(away);
  for (let card = 1; card < 4; card++) sell(seat, card, `request-${card}`);
  seat.close();
  wreck(folder, 0, 100_000_000);
  const restored = seatIn(folder, seededWorld('alone'));
  await restored.openPractice().catch(() => {});
  expect(restored.state().trouble).not.toBeNull();
  const done = await restored.restores.restore({ copy: copy ?? '', folder: away }, '测试');
  expect(done).toMatchObject({ added: 0, lost: 3 });
  expect(done.restored.sales).toBe(1);
  expect(restored.state().city?.warnings[0]?.happened).toContain('还缺少 3 条');
  expect(readdirSync(`${folder}/practice`).some((name) => name.includes('换下'))).toBe(true);
});

test('what the present database still has is put back even without a second copy', async () => {
  const { seat } = await practiceSeat();
  sell(seat, 0, 'request-0');
  await seat.city().copies.make('hand');
  const [copy] = await seat.city().copies.list();
  for (let card = 1; card < 5; card++) sell(seat, card, `request-${card}`);
  const before = eventLines(seat.city().db);
  const shown = await seat.restores.rehearse({ copy: copy?.name ?? '', folder: null }, '测试');
  expect(shown).toMatchObject({ added: 4, lost: 0, cutOff: 0, copy: { sales: 1 }, restored: { sales: 5 } });
  expect(shown.present).toEqual(shown.restored);
  // A rehearsal swaps nothing.
  expect(warnings(seat)).toEqual([]);
  sell(seat, 5, 'request-5');
  await seat.restores.restore({ copy: copy?.name ?? '', folder: null }, '测试');
  expect(seat.clerk()).toBeNull();
  expect(eventLines(seat.city().db)).toHaveLength(before.length + 1);
  await expectWhole(
    seat,
    [0, 1, 2, 3, 4, 5].map((card) => `request-${card}`),
    [],
  );
});

test('a repeated request is known after a restore, and gives the sale it gave before', async () => {
  const { seat, folder } = await practiceSeat();
  const place = tempFolder();
  await seat.city().second.choose(place);
  const first = documentOf(seat, 0, 'request-0');
  await seat.city().second.now();
  seat.close();
  lose(folder);
  const restored = seatIn(folder, seededWorld('empty'));
  await restored.restores.restore(second(place), '测试');
  restored.sitDown('sk01');
  expect(documentOf(restored, 0, 'request-0')).toBe(first);
});

test('a kill at any step of the swap ends in the old data or the new, never in none', async () => {
  const steps = ['restored.mark', 'restored.db', 'gongxu.db-wal', 'gongxu.db', 'ready.mark', 'ready.db'];
  for (const step of steps) {
    const { seat, folder } = await practiceSeat('sk01', seededWorld(step));
    const place = tempFolder();
    await seat.city().second.choose(place);
    sell(seat, 0, 'request-0');
    await seat.city().second.now();
    const before = eventLines(seat.city().db);
    seat.close();
    const world = seededWorld(`dying ${step}`);
    const rename: typeof world.files.rename = (from, to) => {
      if (from.endsWith(step)) throw new Error('killed');
      world.files.rename(from, to);
    };
    const dying = seatIn(folder, { ...world, files: { ...world.files, rename } });
    await dying.openPractice().catch(() => {});
    await expect(dying.restores.restore(second(), '测试')).rejects.toThrow('killed');
    dying.close();
    const revived = await reopen(folder, seededWorld(`revived ${step}`));
    expect(eventLines(revived.city().db)).toEqual(before);
    expect(await halfState(revived)).toBeNull();
    revived.close();
  }
}, 60_000);

test.each([1, 2])(
  'fifty damaged copies are refused, and the data in use stays as it was, seed %i',
  async (seed) => {
    const { seat, folder } = await practiceSeat();
    for (let card = 0; card < 10; card++) sell(seat, card, `request-${card}`);
    await seat.city().copies.make('hand');
    const [copy] = await seat.city().copies.list();
    const path = `${folder}/practice/copies/${copy?.name}`;
    const before = eventLines(seat.city().db);
    const random = seededRandom(`fifty ${seed}`);
    const below = (limit: number) => Buffer.from(random(4)).readUInt32LE() % Math.floor(limit);
    const whole = Buffer.from(await seat.world.disk.read(path, 0, copy?.bytes ?? 0));
    const refused: string[] = [];
    for (let turn = 0; turn < 50; turn++) {
      const wounded = wounds[turn % wounds.length]?.(whole, below) ?? whole;
      damage(path, () => wounded);
      const outcome = await seat.restores.rehearse({ copy: copy?.name ?? '', folder: null }, '测试').then(
        () => 'taken',
        (error) => error.problem?.code ?? String(error),
      );
      refused.push(`wound ${turn % wounds.length}: ${outcome}`);
    }
    expect(refused.filter((outcome) => !outcome.endsWith('COPY_DAMAGED'))).toEqual([]);
    expect(eventLines(seat.city().db)).toEqual(before);
  },
  120_000,
);

/** Pages of the database. */
const PAGE = 4096;

/** Each wound is where chance puts it; all of them are drawn. */
const wounds: readonly ((whole: Buffer, below: (limit: number) => number) => Buffer)[] = [
  // Bits that flipped, one or some.
  (whole, below) => {
    const bytes = Buffer.from(whole);
    for (let bit = below(4); bit >= 0; bit--) {
      const at = below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    }
    // Two flips of one bit would be none.
    return bytes.equals(whole) ? whole.subarray(1) : bytes;
  },
  // Cut off anywhere, also at the end of a page.
  (whole, below) => whole.subarray(0, below(whole.length)),
  (whole, below) => whole.subarray(0, PAGE * below(whole.length / PAGE)),
  // Sectors that read as nothing.
  (whole, below) => {
    const [at, bytes] = [PAGE * below(whole.length / PAGE), Buffer.from(whole)];
    return bytes.fill(0, at, Math.min(bytes.length, at + PAGE * (1 + below(3))));
  },
  // Two pages that lie where the other belongs: each is genuine.
  (whole, below) => {
    const count = whole.length / PAGE;
    const one = below(count);
    const other = (one + 1 + below(count - 1)) % count;
    const page = (index: number) => whole.subarray(index * PAGE, (index + 1) * PAGE);
    const bytes = Buffer.from(whole);
    page(one).copy(bytes, other * PAGE);
    page(other).copy(bytes, one * PAGE);
    return bytes;
  },
  // The header, and the very end.
  (whole, below) => {
    const bytes = Buffer.from(whole);
    const at = below(100);
    bytes[at] = (bytes[at] ?? 0) ^ (1 + below(255));
    return bytes;
  },
  (whole, below) => {
    const bytes = Buffer.from(whole);
    const at = bytes.length - 1 - below(64);
    bytes[at] = (bytes[at] ?? 0) ^ (1 + below(255));
    return bytes;
  },
];

test('what is salvaged from a damaged database is a file that a restore takes', async () => {
  const { seat, folder } = await practiceSeat();
  for (let card = 0; card < 40; card++) sell(seat, card, `request-${card}`);
  await seat.city().copies.make('hand');
  const copies = await seat.city().copies.list();
  for (let card = 40; card < 45; card++) sell(seat, card, `request-${card}`);
  const before = eventLines(seat.city().db);
  seat.close();
  // Behind the middle: the schema and the newest rows can be read, some of the older ones can't.
  const size = statSync(`${folder}/practice/gongxu.db`).size;
  wreck(folder, Math.floor(size * 0.7), 60_000);
  const broken = seatIn(folder, seededWorld('broken'));
  const salvaged = await broken.restores.salvage();
  expect(salvaged.unread).toBeGreaterThan(0);
  expect(salvaged.events).toBeGreaterThan(0);
  await broken.restores.restore({ copy: copies[0]?.name ?? '', folder: null }, '测试');
  expect(eventLines(broken.city().db)).toEqual(before);
});

/** Ways in which a start fails, with the words at the start and what the salvage says: a number of events, or a refusal. */
const failures: Readonly<
  Record<string, readonly [(folder: string) => void, start: string, salvage: string]>
> = {
  'damaged in the middle': [(folder) => wreck(folder, 200_000, 4_000), 'CHAIN|UNREADABLE|done', 'done'],
  'damaged at the beginning': [(folder) => wreck(folder), 'UNREADABLE', 'SALVAGE_NOTHING'],
  'of a newer program': [makeNewer, 'NEWER_DATABASE', 'done'],
  gone: [(folder) => rmSync(`${folder}/practice/gongxu.db`), 'DATABASE_GONE', 'DATABASE_GONE'],
};

const startOf = (seat: Seat) =>
  seat.openPractice().then(
    () => 'done',
    (error) => error.problem?.code ?? String(error),
  );

function makeNewer(folder: string): void {
  const db = openDatabase(`${folder}/practice/gongxu.db`, practiceKey);
  db.pragma('user_version=9990');
  db.close();
}

test.each(Object.keys(failures))(
  'data that is %s: the start and the salvage say in words what is so',
  async (how) => {
    const [spoil, start, salvage] = failures[how] ?? [() => {}, '', ''];
    const { seat, folder } = await practiceSeat();
    for (let card = 0; card < 5; card++) sell(seat, card, `request-${card}`);
    const events = eventLines(seat.city().db).length;
    seat.close();
    spoil(folder);
    const broken = seatIn(folder, seededWorld('broken'));
    const { client, close } = procedureClient(broken);
    expect(await startOf(broken)).toMatch(new RegExp(start));
    const made = broken.state().city === null ? await answerOf(client.rescue.salvage()) : 'done';
    expect(made).toBe(salvage);
    const files = existsSync(`${folder}/practice/salvaged`) ? readdirSync(`${folder}/practice/salvaged`) : [];
    expect(files.length).toBe(made === 'done' && broken.state().city === null ? 1 : 0);
    if (how === 'of a newer program') {
      expect(await linesIn(`${folder}/practice/salvaged/${files[0]}`)).toHaveLength(events);
      expect(await answerOf(client.rescue.restore(second()))).toBe('CITY_OPEN');
    }
    close();
  },
);

test('with another key nothing is salvaged, and it is said that the key may be the reason', async () => {
  const { seat, folder } = await practiceSeat();
  seat.close();
  const other = createSeat(seededWorld(), { folder, key: otherKey, version: '0', practiceFiles: folder });
  const { client, close } = procedureClient(other);
  expect(await startOf(other)).toBe('UNREADABLE');
  await expect(client.rescue.salvage()).rejects.toMatchObject({
    data: { happened: expect.stringContaining('密钥') },
  });
  close();
  other.close();
});

test('nothing to restore from is said, and an empty folder stays empty', async () => {
  const folder = await practiceFolder();
  lose(folder);
  const seat = seatIn(folder, seededWorld());
  await expect(seat.restores.restore(second(tempFolder()), '测试')).rejects.toMatchObject({
    problem: { code: 'NO_SOURCE' },
  });
  expect(readdirSync(`${folder}/practice`)).not.toContain('gongxu.db');
  expect(seat.state().city).toBeNull();
});

test('a mark without its database is no new city', async () => {
  const { seat, folder } = await practiceSeat();
  sell(seat, 0, 'request-0');
  seat.close();
  rmSync(`${folder}/practice/gongxu.db`);
  const again = seatIn(folder, seededWorld());
  await expect(again.openPractice()).rejects.toMatchObject({ problem: { code: 'DATABASE_GONE' } });
  expect(again.state().trouble?.code).toBe('DATABASE_GONE');
});
