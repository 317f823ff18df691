import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Payload } from '../../contract/events/catalogue.ts';
import { changeAccount } from '../../electron/engine/commands/change-account.ts';
import { closeAccount, reopenAccount } from '../../electron/engine/commands/close-account.ts';
import { execute } from '../../electron/engine/commands/command.ts';
import { openAccount } from '../../electron/engine/commands/open-account.ts';
import { migrate } from '../../electron/engine/database/migrate.ts';
import { migration10 } from '../../electron/engine/database/migration-10-journal.ts';
import { secretState } from '../../electron/engine/people/pins.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { sha256, toHex, utf8 } from '../../wire/bytes.ts';
import { practiceSeat, refusalOf, reopen } from './city.ts';
import { appendOwn } from './devices.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { countEvents, typesSince } from './tables.ts';
import { seededWorld } from './world.ts';

const administrator = { actor: 'zg01', role: 'administrator', businessDay: '2014-05-20' } as const;

/** A practice counter with its administrator sitting there, and the procedures as the page calls them. */
async function office() {
  const { seat, folder, world } = await practiceSeat('zg01');
  const { client, bugs, close } = procedureClient(seat);
  const signIn = (person: string, pin: string) => answerOf(client.session.signIn({ person, pin }));
  return { seat, folder, world, client, bugs, close, signIn };
}

function openedBy(seat: Seat, count: number): string {
  const { db } = seat.city();
  const bytes = db
    .prepare('SELECT bytes FROM event ORDER BY id LIMIT 1 OFFSET ?')
    .pluck()
    .get(count) as Buffer;
  return (JSON.parse(bytes.toString('utf8')).payload as Payload<'account.opened'>).person;
}

test('an account opened here signs in only after its owner chose a secret of their own', async () => {
  const { seat, client, signIn, close } = await office();
  const before = countEvents(seat.city().db);
  const open = { request: 'request-1', name: '  覃 试甲 ', roles: ['counter' as const], secret: '270519' };
  const listed = await client.accounts.open(open);
  await client.accounts.open(open);
  expect(typesSince(seat.city().db, before)).toEqual(['account.opened']);
  const person = openedBy(seat, before);
  expect(listed.find(({ id }) => id === person)).toEqual({
    id: person,
    name: '覃 试甲',
    roles: ['counter'],
    closed: null,
    secret: 'given',
    locked: false,
    lastSignIn: null,
  });
  await client.session.signOut();
  expect(await signIn(person, '270519')).toBe('MUST_CHOOSE');
  expect(seat.clerk()).toBe(null);
  const choose = { request: 'request-2', person, pin: '270519', secret: '860731' };
  expect(await answerOf(client.session.chooseSecret({ ...choose, secret: '270519' }))).toBe('SECRET');
  expect(await answerOf(client.session.chooseSecret({ ...choose, secret: '1234' }))).toBe('SECRET');
  expect(await answerOf(client.session.chooseSecret(choose))).toBe('done');
  // The answer got lost and the form is sent again.
  expect(await answerOf(client.session.chooseSecret(choose))).toBe('done');
  expect(seat.clerk()?.id).toBe(person);
  expect(typesSince(seat.city().db, before)).toEqual(['account.opened', 'secret.reset']);
  expect(await signIn(person, '270519')).toBe('PIN');
  expect(await signIn(person, '860731')).toBe('done');
  close();
});

test('a request repeated with another secret is not passed off as done, and the first secret stands', async () => {
  const { seat, client, signIn, close } = await office();
  const reset = { request: 'request-1', person: 'sk02', secret: '270519' };
  await client.accounts.resetSecret(reset);
  expect(await answerOf(client.accounts.resetSecret(reset))).toBe('done');
  expect(await answerOf(client.accounts.resetSecret({ ...reset, secret: '860731' }))).toBe('REQUEST_REUSED');
  const open = { request: 'request-2', name: '覃试甲', roles: ['counter' as const], secret: '270519' };
  await client.accounts.open(open);
  expect(await answerOf(client.accounts.open({ ...open, secret: '860731' }))).toBe('REQUEST_REUSED');
  // What is kept of a request is keyed: the bare hash of what was asked can't be made from the secret alone.
  const { db, fingerprintOf } = seat.city();
  const fingerprint = fingerprintOf('270519');
  expect(fingerprint).not.toBe(toHex(sha256(utf8('270519'))));
  expect(JSON.stringify(db.prepare('SELECT * FROM event').all())).not.toContain(fingerprint);
  await client.session.signOut();
  expect(await signIn('sk02', '270519')).toBe('MUST_CHOOSE');
  close();
});

test('no secret and no hash of one is in any event', async () => {
  const { seat, client, close } = await office();
  await client.accounts.open({
    request: 'request-1',
    name: '覃试甲',
    roles: ['counter'],
    secret: '270519xy',
  });
  await client.accounts.resetSecret({ request: 'request-2', person: 'sk02', secret: '270519xy' });
  const { db } = seat.city();
  const hashes = db.prepare('SELECT hash FROM pin').pluck().all() as string[];
  const events = (db.prepare('SELECT bytes FROM event').pluck().all() as Buffer[]).map(String).join();
  expect(hashes.length).toBeGreaterThan(5);
  expect([...hashes, '270519xy', 'argon2'].filter((one) => events.includes(one))).toEqual([]);
  close();
});

test('a closed account can’t sign in, works no more where its owner sits, and can be reopened', async () => {
  const { seat, client, signIn, close } = await office();
  const list = await client.accounts.close({ request: 'request-1', person: 'sk01', reason: '调离' });
  expect(list.find(({ id }) => id === 'sk01')?.closed).toEqual({
    reason: '调离',
    by: '陆主任',
    day: '2014-05-20',
  });
  expect(
    await answerOf(client.accounts.close({ request: 'request-2', person: 'sk01', reason: '再停' })),
  ).toBe('CLOSED');
  seat.sitDown('sk01');
  expect(await answerOf(client.sales.clerks())).toBe('SIGN_IN');
  expect(await signIn('sk01', '1201')).toBe('PERSON');
  seat.sitDown('zg01');
  const person = 'sk01';
  expect(
    await answerOf(client.accounts.resetSecret({ request: 'request-3', person, secret: '270519' })),
  ).toBe('CLOSED');
  await client.accounts.reopen({ request: 'request-4', person, reason: '调回' });
  expect(await signIn('sk01', '1201')).toBe('done');
  close();
});

test('nobody closes their own account, and the last administrator stays one', async () => {
  const { seat, client, close } = await office();
  expect(await answerOf(client.accounts.close({ request: 'request-1', person: 'zg01', reason: '停' }))).toBe(
    'OWN_ACCOUNT',
  );
  const strip = { person: 'zg01', name: '陆主任', roles: ['supervisor' as const] };
  expect(refusalOf(() => seat.perform(changeAccount, strip, 'request-2'))).toBe('LAST_ADMINISTRATOR');
  const close1 = { person: 'zg01', reason: '停' };
  const by = { ...administrator, actor: 'zg02' };
  expect(refusalOf(() => execute(seat.city(), closeAccount, close1, by, 'request-3'))).toBe(
    'LAST_ADMINISTRATOR',
  );
  // A second one that can't sign in on this PC doesn't count.
  const payload = { person: 'gl01', name: '黄试', roles: ['administrator' as const], point: 'QZ' };
  appendOwn(
    seat.city(),
    { type: 'person.registered', payload, entities: [{ kind: 'person', id: 'gl01' }] },
    { actor: 'device', role: 'device', approver: null, businessDay: '2014-05-20', request: 'register-gl01' },
  );
  expect(refusalOf(() => seat.perform(changeAccount, strip, 'request-4'))).toBe('LAST_ADMINISTRATOR');
  await client.accounts.resetSecret({ request: 'request-5', person: 'gl01', secret: '270519' });
  expect(refusalOf(() => seat.perform(changeAccount, strip, 'request-6'))).toBe('done');
  close();
});

test('an account of the city’s list without a secret here is given one by the administrator', async () => {
  const { seat, client, signIn, close } = await office();
  seat.city().db.prepare("DELETE FROM pin WHERE person = 'da01'").run();
  expect((await client.accounts.list()).find(({ id }) => id === 'da01')?.secret).toBe('none');
  expect(await signIn('da01', '3501')).toBe('PERSON');
  await client.accounts.resetSecret({ request: 'request-1', person: 'da01', secret: '270519' });
  expect(await signIn('da01', '270519')).toBe('MUST_CHOOSE');
  await client.accounts.resetSecret({ request: 'request-2', person: 'sk01', secret: '270519' });
  // The demo PIN is no longer true, so the sign-in shows none.
  expect(seat.state().city?.people.find(({ id }) => id === 'sk01')?.practicePin).toBe(null);
  close();
});

test('two accounts in use never have one name, since the sign-in shows names', async () => {
  const { seat, close } = await office();
  const open = { name: '韦小兰 ', roles: ['counter' as const], hashed: 'x', fingerprint: 'x' };
  expect(refusalOf(() => seat.perform(openAccount, open, 'request-1'))).toBe('NAME');
  expect(refusalOf(() => seat.perform(openAccount, { ...open, name: ' ' }, 'request-2'))).toBe('NAME');
  expect(refusalOf(() => seat.perform(openAccount, { ...open, name: '韦试', roles: [] }, 'request-3'))).toBe(
    'ROLES',
  );
  close();
});

test('five wrong tries lock the person over a restart and a clock set back, each lock is one event, a reset unlocks', async () => {
  const { seat, folder, client, signIn, close } = await office();
  await client.session.signOut();
  const before = countEvents(seat.city().db);
  for (let tries = 0; tries < 4; tries++) expect(await signIn('sk01', '9999')).toBe('PIN');
  await expect(client.session.signIn({ person: 'sk01', pin: '9999' })).rejects.toMatchObject({
    data: { code: 'PIN', happened: expect.stringContaining('这个账号现在锁定') },
  });
  expect(await signIn('sk01', '1201')).toBe('LOCKED');
  expect(typesSince(seat.city().db, before)).toEqual(['account.locked']);
  close();
  seat.close();

  let now = Date.UTC(2014, 4, 20, 0, 30);
  const world = { ...seededWorld('later'), clock: { now: () => now } };
  const again = await reopen(folder, world, 'zg01');
  const after = procedureClient(again);
  const retry = () => answerOf(after.client.session.signIn({ person: 'sk01', pin: '1201' }));
  expect(await retry()).toBe('LOCKED');
  now += 4 * 60_000;
  expect(await retry()).toBe('LOCKED');
  expect((await after.client.accounts.list()).find(({ id }) => id === 'sk01')?.locked).toBe(true);
  await after.client.accounts.resetSecret({ request: 'request-1', person: 'sk01', secret: '270519' });
  expect((await after.client.accounts.list()).find(({ id }) => id === 'sk01')?.locked).toBe(false);
  expect(await answerOf(after.client.session.signIn({ person: 'sk01', pin: '270519' }))).toBe('MUST_CHOOSE');
  after.close();
});

test('after five minutes, begun again by a clock set back an hour, the tries begin anew, and the next lock is a second event', async () => {
  const { seat, folder, close } = await office();
  close();
  seat.close();
  let now = Date.UTC(2014, 4, 20, 2);
  const again = await reopen(folder, { ...seededWorld('later'), clock: { now: () => now } }, 'zg01');
  const { client, close: end } = procedureClient(again);
  const before = countEvents(again.city().db);
  const tries = async (count: number) => {
    const answers: string[] = [];
    for (let at = 0; at < count; at++)
      answers.push(await answerOf(client.session.signIn({ person: 'sk01', pin: '9999' })));
    return answers.join(' ');
  };
  expect(await tries(6)).toBe('PIN PIN PIN PIN PIN LOCKED');
  now -= 60 * 60_000;
  expect(await tries(1)).toBe('LOCKED');
  now += 5 * 60_000;
  expect(await tries(4)).toBe('PIN PIN PIN PIN');
  expect(typesSince(again.city().db, before)).toEqual(['account.locked']);
  expect(await tries(2)).toBe('PIN LOCKED');
  expect(typesSince(again.city().db, before)).toEqual(['account.locked', 'account.locked']);
  end();
});

test('asking in a loop for what is not one’s job writes one denial in ten minutes, and a failing journal hides no refusal', async () => {
  const { seat, client, bugs, close } = await office();
  seat.sitDown('da01');
  const before = countEvents(seat.city().db);
  for (let times = 0; times < 50; times++) expect(await answerOf(client.sales.clerks())).toBe('ROLE');
  expect(await answerOf(client.stock.view())).toBe('ROLE');
  expect(typesSince(seat.city().db, before)).toEqual(['access.denied', 'access.denied']);
  seat
    .city()
    .db.exec(
      "CREATE TEMP TRIGGER full BEFORE INSERT ON main.event BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );
  expect(await answerOf(client.sales.offers())).toBe('ROLE');
  expect(bugs).toHaveLength(1);
  close();
});

test('the last sign-in on this PC stands in the list, with the practice city’s own day', async () => {
  const { client, seat, signIn, close } = await office();
  await signIn('sk02', '1302');
  seat.sitDown('zg01');
  const list = await client.accounts.list();
  expect(list.find(({ id }) => id === 'sk02')?.lastSignIn).toMatch(/^2014-05-20 \d\d:\d\d$/);
  expect(list.find(({ id }) => id === 'sk01')?.lastSignIn).toBe(null);
  close();
});

test('a PIN set before secrets could be given stays the person’s own', () => {
  const db = new Database(':memory:');
  migrate(db, [migration10]);
  db.prepare("INSERT INTO pin (person, hash, failures) VALUES ('sk01', 'hashed', 3)").run();
  migrate(db);
  expect(db.prepare('SELECT hash, failures FROM pin').raw().all()).toEqual([['hashed', 3]]);
  expect(secretState(db, 'sk01', 0)).toEqual({ given: false, locked: false, signedIn: null });
  db.close();
});

test('an account is not given back while another in use bears its name', async () => {
  const { seat, close } = await office();
  const sk02 = { person: 'sk02', reason: '调离' };
  seat.perform(closeAccount, sk02, 'request-1');
  seat.perform(
    openAccount,
    { name: '黄䶮', roles: ['counter'], hashed: 'none', fingerprint: 'none' },
    'request-2',
  );
  const again = () => refusalOf(() => seat.perform(reopenAccount, sk02, 'request-3'));
  expect(again()).toBe('NAME');
  const opened = seat.city().journal.byRequest('request-2')?.envelope.payload as Payload<'account.opened'>;
  seat.perform(closeAccount, { person: opened.person, reason: '重名' }, 'request-4');
  expect(again()).toBe('done');
  close();
});
