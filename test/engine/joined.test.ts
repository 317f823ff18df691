import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import type { Sync, SyncStatus } from '../../electron/engine/sync/sync.ts';
import { streamName } from '../../wire/encode.ts';
import { masterKey, practiceCard, practiceFiles, seatIn, tempFolder } from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { cityOffice, enrolling } from './new-city.ts';
import { seededWorld } from './world.ts';

const office = cityOffice();
const CODE = '7K3M-9PQR-2WXY';
const options = { key: masterKey, version: '0', practiceFiles, practice: false };

/** A joined PC at work: its administrator, who is a supervisor too, sits there, and some cards were taken in. */
async function joinedPc(folder = tempFolder()) {
  const world = Object.assign(seededWorld('joined'), { connect: enrolling(office).connect });
  const seat = seatIn(folder, world);
  const { client } = procedureClient(seat);
  await client.join.byCode({ server: 'https://city.example', ca: null, code: CODE });
  await client.join.finish({ person: 'zg01', secret: '840519', code: CODE });
  await client.session.openDay({ day: '2014-05-20', request: 'day-request-1' });
  const document = takeIn(seat);
  return { folder, world, seat, client, document };
}

function takeIn(seat: Seat): string {
  const cards = {
    course: '2014-xxaq',
    note: '',
    ranges: [{ first: practiceCard(0), last: practiceCard(9) }],
  };
  const made = seat.perform(receiveCards, cards, 'receive-request-1');
  return (made.envelope.payload as { document: string }).document;
}

test('a joined PC whose database is damaged says so at the start, and is restored from its own copies', async () => {
  const { folder, seat } = await joinedPc();
  await seat.city().second.choose(tempFolder());
  await seat.city().copies.make('hand');
  await seat.finish();
  seat.close();
  const path = join(folder, 'city/gongxu.db');
  writeFileSync(path, readFileSync(path).fill(1, 0, 4_096));

  const engine = await createEngine(seededWorld('broken'), { ...options, folder });
  const { client } = procedureClient(engine.context.seat);
  expect(await client.session.state()).toMatchObject({
    city: null,
    realm: 'city',
    trouble: { code: 'UNREADABLE' },
  });
  const { copies } = await client.rescue.overview({});
  await client.rescue.restore({ copy: copies[0]?.name ?? '', folder: null });
  expect(await client.session.state()).toMatchObject({
    realm: 'city',
    city: { practice: false },
    trouble: null,
  });
  expect(await answerOf(client.session.signIn({ person: 'zg01', pin: '840519' }))).toBe('done');
  await engine.close();
});

test('on an empty PC people say which data they restore; the city’s comes back as the city', async () => {
  const { seat } = await joinedPc();
  const place = tempFolder();
  await seat.city().second.choose(place);
  await seat.finish();
  seat.close();
  const empty = seatIn(tempFolder(), seededWorld('empty'));
  const { client } = procedureClient(empty);
  const source = { copy: null, folder: place };
  expect(await answerOf(client.rescue.restore({ ...source, realm: 'practice' }))).not.toBe('done');
  await client.rescue.restore({ ...source, realm: 'city' });
  expect(empty.state()).toMatchObject({ realm: 'city', joined: true, city: { practice: false } });
  // Nothing was broken here: the folder was empty.
  expect(empty.state().city?.warnings[0]?.happened).toMatch(/^在启动页面用备份恢复了数据，/);
});

test('a mark without its database is a loss, not a PC that never joined', async () => {
  const { folder, seat } = await joinedPc();
  seat.close();
  rmSync(join(folder, 'city/gongxu.db'));
  const engine = await createEngine(seededWorld('lost'), { ...options, folder });
  expect(engine.context.seat.state()).toMatchObject({ joined: true, trouble: { code: 'DATABASE_GONE' } });
  const { client } = procedureClient(engine.context.seat);
  expect(await answerOf(client.join.begin())).toBe('JOINED');
  await engine.close();
});

/** A line to the city as the screens see it, decided by the test. */
function lineOf(confirmed: ReadonlyMap<string, number>, status: Partial<SyncStatus> = {}): Sync {
  const rows = [3, 2, 1].map((id) => ({
    ...{ id, at: Date.UTC(2014, 4, 20, 1), until: Date.UTC(2014, 4, 20, 2), times: id, count: 0 },
    ...{ kind: 'failed' as const, words: '连不上市局服务器。' },
  }));
  return {
    status: () => ({
      ...{
        reachable: false,
        waiting: 2,
        waitingSince: 1_000,
        lastSuccess: null,
        trouble: null,
        working: false,
      },
      ...status,
    }),
    soon: () => {},
    now: async () => {},
    log: ({ before, most }) => rows.filter(({ id }) => before === null || id < before).slice(0, most),
    isUploaded: (stream, position) => position <= (confirmed.get(stream) ?? 0),
    stop: () => {},
  };
}

test('a document is 待上传 until the server has confirmed its own event', async () => {
  const { seat, client, document } = await joinedPc();
  const uploaded = async () => (await client.papers.open({ document })).row.uploaded;
  expect(await uploaded()).toBe(false);
  const { envelope } = seat.city().journal.byRequest('receive-request-1') ?? {};
  if (envelope === undefined) throw new Error('the intake is not in the journal');
  const stream = streamName(envelope.incarnation, envelope.audience);
  const confirm = (position: number) =>
    Object.assign(seat.city(), { sync: lineOf(new Map([[stream, position]])) });
  confirm(envelope.position - 1);
  expect(await uploaded()).toBe(false);
  confirm(envelope.position);
  expect(await uploaded()).toBe(true);
});

test('the strip gets its facts with the words of the recovery table, and the log comes by pages', async () => {
  const { seat, client } = await joinedPc();
  // Of the real line: nothing was asked yet, and what was written waits.
  expect(await client.sync.status()).toMatchObject({ reachable: null, lastSuccess: null });
  Object.assign(seat.city(), { sync: lineOf(new Map(), { trouble: 'CERTIFICATE' }) });
  expect(await client.sync.status()).toMatchObject({
    ...{ reachable: false, waiting: 2, waitingSince: 1_000, lastSuccess: null },
    trouble: { code: 'SYNC_CERTIFICATE' },
  });
  const { rows, more } = await client.sync.log({ text: '', kind: null, after: '3' });
  expect(rows.map(({ id }) => id)).toEqual([2, 1]);
  expect(rows[0]).toMatchObject({ from: '2014-05-20 09:00', until: '2014-05-20 10:00', times: 2 });
  expect(more).toBe(false);
});

test('practice has no line, and its papers say nothing of an upload', async () => {
  const seat = seatIn(tempFolder(), seededWorld('practising'));
  await seat.openPractice();
  seat.sitDown('sk01');
  const { client } = procedureClient(seat);
  expect(await client.sync.status()).toBeNull();
  expect(await client.sync.now()).toBeNull();
  const papers = await client.papers.find({
    text: '',
    from: null,
    to: null,
    clerk: null,
    kind: null,
    after: null,
  });
  expect(new Set(papers.rows.map(({ uploaded }) => uploaded))).toEqual(new Set([null]));
});
