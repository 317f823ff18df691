import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import type { World } from '../../electron/engine/world.ts';
import { fromHex, toHex, utf8 } from '../../wire/bytes.ts';
import { signDevice, signIssuer } from '../../wire/certificate.ts';
import { publicKeyOf } from '../../wire/keys.ts';
import { killedNow, masterKey, practiceFiles, refusalOf, saleOf, seatIn, tempFolder } from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { cityOffice, enrolling, realPlan } from './new-city.ts';
import { typesSince } from './tables.ts';
import { type SeededWorld, seededWorld } from './world.ts';

const office = cityOffice();
const CODE = '7K3M-9PQR-2WXY';
const SERVER = 'https://city.example:8443';
const byCode = { server: SERVER, ca: null, code: CODE };
const administrator = { person: 'zg01', secret: '840519' };

/** A new PC before it joins, and the page's way to it. */
function newPc(connect: World['connect'], folder = tempFolder(), seed = 'new pc') {
  const world: SeededWorld = Object.assign(seededWorld(seed), { connect });
  const seat = seatIn(folder, world);
  const { client, bugs } = procedureClient(seat);
  return { folder, world, seat, client, bugs };
}

const publicKeyIn = (requestFile: string): string =>
  JSON.parse(Buffer.from(requestFile, 'base64').toString('utf8')).publicKey;

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

async function joinByCode(connect = enrolling(office).connect) {
  const pc = newPc(connect);
  await pc.client.join.byCode(byCode);
  const state = await pc.client.join.finish({ ...administrator, code: CODE });
  return { ...pc, state };
}

test('a PC joins by its code: it shows what it is to be, and the administrator of the point signs in first', async () => {
  const { client } = newPc(enrolling(office).connect);
  const shown = await client.join.byCode(byCode);
  expect(shown).toMatchObject({
    by: 'code',
    server: SERVER,
    offer: { city: '钦州市', workplace: '财务办', pc: 1, administrators: [{ id: 'zg01', name: '陆主任' }] },
  });
  expect(shown.offer?.fingerprint).toMatch(/^([0-9A-F]{4} ){3}[0-9A-F]{4}$/);
  const state = await client.join.finish({ ...administrator, code: CODE.toLowerCase() });
  expect(state).toMatchObject({
    joined: true,
    realm: 'city',
    clerk: { id: 'zg01' },
    city: { practice: false, businessDay: '', dayToConfirm: '2014-05-20', warnings: [] },
  });
});

test('a PC joins by the file from a stick, which is made for its request and started by a code on paper', async () => {
  const { client } = newPc(enrolling(office).connect);
  const { requestFile } = await client.join.begin();
  const file = office.file(publicKeyIn(requestFile), 'START-4455');
  expect(await client.join.byFile({ file: base64(file) })).toMatchObject({ by: 'file', offer: { pc: 1 } });
  const wrong = client.join.finish({ ...administrator, code: 'START-4456' });
  expect(await answerOf(wrong)).toBe('START_CODE');
  const state = await client.join.finish({ ...administrator, code: 'start 4455' });
  expect(state).toMatchObject({ joined: true, clerk: { id: 'zg01' } });
});

test('the secret key is in no answer and in no file that can be read', async () => {
  const pc = newPc(enrolling(office).connect);
  const answers = [await pc.client.join.begin(), await pc.client.join.byCode(byCode)];
  const path = join(pc.folder, 'city/gongxu.joining');
  const kept = readFileSync(path);
  answers.push((await pc.client.join.finish({ ...administrator, code: CODE })) as never);
  const { private_key: key } = pc.seat.city().db.prepare('SELECT private_key FROM identity').get() as {
    private_key: Buffer;
  };
  expect(publicKeyOf(key)).toBe(publicKeyIn(answers[0]?.requestFile ?? ''));
  const said = JSON.stringify(answers);
  expect([said.includes(toHex(key)), said.includes(base64(key))]).toEqual([false, false]);
  expect([kept.includes(key), kept.includes(toHex(key))]).toEqual([false, false]);
  // In the database from now on, and nowhere beside it.
  expect(existsSync(path)).toBe(false);
});

test('every refusal of a code leaves the PC as it was, and the right code works afterwards', async () => {
  const server = enrolling(office);
  const { client, seat } = newPc(server.connect);
  const join = (change: object) => answerOf(client.join.byCode({ ...byCode, ...change }));
  expect(await join({ code: '7K3M-9PQR-2WXZ' })).toBe('CODE');
  expect(await join({ code: '7K3' })).toBe('CODE');
  expect(await join({ server: 'ftp://city.example' })).toBe('SERVER');
  expect(await join({ server: 'https://city.example/other/path' })).toBe('SERVER');
  server.offline = true;
  expect(await join({})).toBe('UNREACHABLE');
  server.offline = false;
  expect(await client.join.begin()).toMatchObject({ offer: null, server: SERVER });
  expect(seat.joined()).toBe(false);
  expect(await join({})).toBe('done');
});

test('what else the server says is put into words, too', async () => {
  for (const [code, said] of [
    ['PROTOCOL', 'PROTOCOL'],
    ['BUSY', 'BUSY'],
    ['CERTIFICATE', 'CERTIFICATE'],
  ] as const) {
    const enrol = async () => {
      throw new ORPCError('REFUSED', { status: 422, data: { code } });
    };
    const { client } = newPc((() => ({ enrol })) as unknown as World['connect']);
    expect(await answerOf(client.join.byCode(byCode))).toBe(said);
  }
});

test('a code that another PC used is refused', async () => {
  const server = enrolling(office);
  await newPc(server.connect).client.join.byCode(byCode);
  const other = newPc(server.connect, tempFolder(), 'other pc');
  expect(await answerOf(other.client.join.byCode(byCode))).toBe('CODE');
});

test('a PC whose answer got lost asks again with the same key, also after a restart', async () => {
  const server = Object.assign(enrolling(office), { loseAnswers: 2 });
  const { client, folder } = newPc(server.connect);
  expect(await answerOf(client.join.byCode(byCode))).toBe('UNREACHABLE');
  const again = newPc(server.connect, killedNow(folder), 'after the restart');
  expect(await answerOf(again.client.join.byCode(byCode))).toBe('UNREACHABLE');
  expect(await answerOf(again.client.join.byCode(byCode))).toBe('done');
  expect(new Set(server.asked).size).toBe(1);
});

test('what is not for this PC, or not of a city in earnest, is refused', async () => {
  const { client } = newPc(enrolling(office).connect);
  const publicKey = publicKeyIn((await client.join.begin()).requestFile);
  const take = (file: Uint8Array) => answerOf(client.join.byFile({ file: base64(file) }));
  const other = publicKeyOf(new Uint8Array(32).fill(9));
  const file = JSON.parse(office.file(publicKey, CODE).toString('utf8'));
  const changed = (change: object) => utf8(JSON.stringify({ ...file, ...change }));
  const strange = cityOffice(realPlan, 'another city').settings.toString('utf8');
  const noAdministrator = realPlan.people.filter(({ roles }) => !roles.includes('administrator'));
  expect(await take(utf8('不是文件'))).toBe('JOIN_FILE');
  expect(await take(changed({ start: { ...file.start, hash: '0'.repeat(64) } }))).toBe('JOIN_FILE');
  expect(await take(office.file(other, CODE))).toBe('OTHER_PC');
  expect(await take(changed({ settings: strange }))).toBe('CERTIFICATE');
  expect(await take(changed({ settings: file.settings.replace('陆主任', '李主任') }))).toBe('SETTINGS');
  expect(await take(changed({ settings: '{' }))).toBe('SETTINGS');
  expect(await take(cityOffice({ ...realPlan, practice: true }).file(publicKey, CODE))).toBe('PRACTICE_CITY');
  expect(await take(cityOffice({ ...realPlan, people: noAdministrator }).file(publicKey, CODE))).toBe(
    'NO_ADMINISTRATOR',
  );
  expect(await take(cityOffice({ ...realPlan, workplaces: [] }).file(publicKey, CODE))).toBe('PLACE');
  expect(await client.join.begin()).toMatchObject({ offer: null });
});

test('a certificate whose issuing key the authority never signed is refused', async () => {
  const { client } = newPc((() => ({ enrol: async () => forged })) as unknown as World['connect']);
  const publicKey = publicKeyIn((await client.join.begin()).requestFile);
  const genuine = office.certify(publicKey);
  const own = fromHex('11'.repeat(32));
  const { realm } = genuine.statement;
  const forged = {
    certificate: signDevice(own, signIssuer(own, realm, publicKeyOf(own)), genuine.statement),
    settings: new Blob([office.settings]),
  };
  expect(await answerOf(client.join.byCode(byCode))).toBe('CERTIFICATE');
});

test('the first secret is an administrator’s of this point, and a good one', async () => {
  const { client, seat } = newPc(enrolling(office).connect);
  const finish = (change: object) =>
    answerOf(client.join.finish({ ...administrator, code: CODE, ...change }));
  expect(await finish({})).toBe('NOTHING_GIVEN');
  await client.join.byCode(byCode);
  expect(await finish({ code: '7K3M-9PQR-2WXZ' })).toBe('START_CODE');
  expect(await finish({ person: 'sk01' })).toBe('PERSON');
  expect(await finish({ secret: '1234' })).toBe('SECRET');
  expect(seat.joined()).toBe(false);
  expect(await finish({})).toBe('done');
  expect(await finish({})).toBe('JOINED');
  expect(await answerOf(client.join.byCode(byCode))).toBe('JOINED');
  const { db } = seat.city();
  expect(db.prepare('SELECT person, given FROM pin').all()).toEqual([{ person: 'zg01', given: 0 }]);
  expect(typesSince(db, 0).at(-1)).toBe('secret.reset');
});

test('重新开始 forgets what was given and keeps the key', async () => {
  const { client } = newPc(enrolling(office).connect);
  const { requestName } = await client.join.byCode(byCode);
  expect(await client.join.startOver()).toMatchObject({ offer: null, requestName });
});

/** Where the plug is pulled: before the n-th change of a file. */
class Killed extends Error {}

function dyingBefore(change: number, world: SeededWorld): SeededWorld {
  let changes = 0;
  const dying = <A extends unknown[]>(run: (...args: A) => void) => {
    return (...args: A): void => {
      if (++changes === change) throw new Killed();
      run(...args);
    };
  };
  const { replace, rename, remove } = world.files;
  const files = { ...world.files, replace: dying(replace), rename: dying(rename), remove: dying(remove) };
  return Object.assign(world, { files });
}

test('a kill before any change on the disk is made good by doing the same again: one key, one use of the code', async () => {
  let kills = 0;
  for (let change = 1; ; change++) {
    const server = enrolling(office);
    const { seat, folder, client } = dyingPc(change, server.connect);
    const died = await joinAs(client, seat)
      .then(() => false)
      .catch(() => true);
    if (!died) break;
    kills++;
    const again = newPc(server.connect, killedNow(folder), 'after the kill');
    if (again.seat.joined()) {
      // The rename had been made: the city is there whole, with its administrator.
      await again.seat.openCity();
    } else {
      const { offer } = await again.client.join.begin();
      if (offer === null) await again.client.join.byCode(byCode);
      await again.client.join.finish({ ...administrator, code: CODE });
    }
    // No half-made thing is taken for lost data.
    expect(again.seat.state().city).toMatchObject({ practice: false, warnings: [] });
    expect(again.seat.city().journal.identity.incarnation).toMatch(/^A-/);
    expect(await answerOf(again.client.session.signIn({ person: 'zg01', pin: '840519' }))).toBe('done');
    expect(new Set(server.asked).size).toBe(1);
    expect(existsSync(join(again.folder, 'city/gongxu.joining'))).toBe(false);
  }
  expect(kills).toBeGreaterThan(6);
});

function dyingPc(change: number, connect: World['connect']) {
  const folder = tempFolder();
  const world = dyingBefore(change, Object.assign(seededWorld('dying'), { connect }));
  const seat = seatIn(folder, world);
  return { seat, folder, ...procedureClient(seat) };
}

async function joinAs({ join }: ReturnType<typeof procedureClient>['client'], seat: Seat): Promise<void> {
  await join.begin();
  await join.byCode(byCode);
  await join.finish({ ...administrator, code: CODE });
  // The engine lives on after a failed change, where a killed one would not.
  if (!seat.joined()) throw new Killed();
}

test('a damaged request file is not silently replaced: it may be all there is of a key', async () => {
  const { client, folder } = newPc(enrolling(office).connect);
  await client.join.begin();
  writeFileSync(join(folder, 'city/gongxu.joining'), 'x'.repeat(100));
  expect(await answerOf(client.join.begin())).toBe('JOINING_FILE');
});

test('the first business day is the wall’s, confirmed by whoever sits there; nothing sells before', async () => {
  const { client, seat } = await joinByCode();
  const confirm = (day: string, request: string) => answerOf(client.session.openDay({ day, request }));
  expect(refusalOf(() => seat.perform(makeSale, saleOf(0), 'request-sale'))).toBe('NO_DAY');
  expect(await confirm('2014-05-21', 'day-request-1')).toBe('DAY');
  expect(await confirm('2014-05-20', 'day-request-2')).toBe('done');
  expect(await confirm('2014-05-20', 'day-request-2')).toBe('done');
  expect(await confirm('2014-05-20', 'day-request-3')).toBe('DAY');
  expect(seat.state().city).toMatchObject({ businessDay: '2014-05-20', dayToConfirm: null });
});

test('the next morning asks for the day again, and only forward', async () => {
  const { client, seat, world } = await joinByCode();
  await client.session.openDay({ day: '2014-05-20', request: 'day-request-1' });
  const later = Date.UTC(2014, 4, 22, 1);
  Object.assign(world.clock, { now: () => later });
  expect(seat.state().city?.dayToConfirm).toBe('2014-05-22');
  expect(await answerOf(client.session.openDay({ day: '2014-05-19', request: 'day-request-2' }))).toBe('DAY');
  // Shown before midnight, pressed after it.
  expect(await answerOf(client.session.openDay({ day: '2014-05-21', request: 'day-request-3' }))).toBe(
    'done',
  );
});

test('the administrator gives the others their secrets; each then chooses an own one', async () => {
  const { client } = await joinByCode();
  await client.session.openDay({ day: '2014-05-20', request: 'day-request-1' });
  expect(await answerOf(client.session.signIn({ person: 'sk01', pin: '1201' }))).toBe('PERSON');
  await client.accounts.resetSecret({ request: 'reset-request-1', person: 'sk01', secret: '730628' });
  expect(await answerOf(client.session.signIn({ person: 'sk01', pin: '730628' }))).toBe('MUST_CHOOSE');
});

const options = { key: masterKey, version: '0', practiceFiles };

test('a PC that joined opens its city by itself; 练习 stays reachable and shares nothing with it', async () => {
  const { folder, seat: before } = await joinByCode();
  before.close();
  const engine = await createEngine(seededWorld('next day'), { ...options, folder, practice: false });
  const { seat } = engine.context;
  expect(seat.state()).toMatchObject({ joined: true, realm: 'city', city: { practice: false } });
  await seat.openPractice();
  expect(seat.state()).toMatchObject({ joined: true, realm: 'practice', city: { practice: true } });
  seat.sitDown('sk01');
  seat.perform(makeSale, saleOf(0), 'request-practice');
  seat.leave();
  const { client } = procedureClient(seat);
  expect(await client.session.leavePractice()).toMatchObject({ realm: 'city', city: { practice: false } });
  expect(typesSince(seat.city().db, 0)).not.toContain('sale.made');
  await engine.close();
});

test('the realm is not changed under somebody who sits there', async () => {
  const { seat, client } = await joinByCode();
  expect(await answerOf(client.session.startPractice({}))).toBe('SEATED');
  expect(seat.state()).toMatchObject({ realm: 'city', clerk: { id: 'zg01' } });
  seat.leave();
  expect(await answerOf(client.session.startPractice({}))).toBe('done');
  expect(refusalOf(() => seat.closePractice())).toBe('done');
  expect(seat.state().city).toBeNull();
});

test('without a city, leaving 练习 leads to the start page', async () => {
  const { seat, client } = newPc(enrolling(office).connect);
  await seat.openPractice();
  expect(await client.session.leavePractice()).toMatchObject({ joined: false, city: null, trouble: null });
  expect(await answerOf(seat.openCity())).toContain('Refusal');
});
