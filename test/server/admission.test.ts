import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PROTOCOL } from '../../contract/city.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { signDevice, signIssuer } from '../../wire/certificate.ts';
import { deviceIdOf, publicKeyOf } from '../../wire/keys.ts';
import { signChallenge } from '../../wire/session.ts';
import {
  clientOf,
  codeOf,
  counterSeat,
  countySeat,
  makePc,
  openSession,
  overseer,
  type TestServer,
  testCity,
  testServer,
} from './city.ts';

const city = testCity();
const DAY = 86_400_000;
let store: Store;
let server: TestServer;
beforeEach(() => {
  store = openSqliteStore(':memory:', new Uint8Array(32), city.keys.realm);
  server = testServer(store, city);
});
afterEach(() => store.close());

const keyOf = (byte: number) => publicKeyOf(new Uint8Array(32).fill(byte));

function enrol(code: string, publicKey = keyOf(1), from = server) {
  return clientOf(from).enrol({ protocol: PROTOCOL, code, publicKey });
}

describe('an enrolment code', () => {
  test('makes one PC a member of the city, with the settings, as typed in any way', async () => {
    const code = await server.enrolment.issue(countySeat, DAY);
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    const { certificate, settings } = await enrol(typed);
    expect(certificate.statement).toMatchObject({ ...countySeat, publicKey: keyOf(1), epoch: 1 });
    expect(await settings.text()).toBe('settings');
    const secret = new Uint8Array(32).fill(1);
    const pc = { ...makePc(city, countySeat, 'any'), certificate, secret };
    expect((await openSession(server, pc)).mailboxes).toEqual(['all', 'point:LS']);
  });

  test('works once, and again only for the same PC, whose answer was lost, while it is trusted', async () => {
    const code = await server.enrolment.issue(countySeat, DAY);
    const first = await enrol(code);
    expect((await enrol(code)).certificate).toEqual(first.certificate);
    expect(await codeOf(enrol(code, keyOf(2)))).toBe('CODE');
    await server.registry.revoke(deviceIdOf(keyOf(1)));
    expect(await codeOf(enrol(code))).toBe('CODE');
  });

  test('given to two PCs at once makes one of them a member', async () => {
    const code = await server.enrolment.issue(countySeat, DAY);
    const answers = await Promise.all([1, 2, 3].map((byte) => codeOf(enrol(code, keyOf(byte)))));
    expect(answers.toSorted()).toEqual(['CODE', 'CODE', 'done']);
  });

  test('is over after its time, and unknown to another city', async () => {
    const code = await server.enrolment.issue(countySeat, DAY);
    server.times.time += DAY + 1;
    expect(await codeOf(enrol(code))).toBe('CODE');
    const other = testCity('other');
    const elsewhere = testServer(openSqliteStore(':memory:', new Uint8Array(32), other.keys.realm), other);
    expect(await codeOf(enrol(await server.enrolment.issue(countySeat, DAY), keyOf(1), elsewhere))).toBe(
      'CODE',
    );
  });

  test('is not found by guessing: after ten wrong ones the same place is told to wait', async () => {
    const code = await server.enrolment.issue(countySeat, DAY);
    for (let n = 0; n < 10; n++) expect(await codeOf(enrol(`WRONG-${n}000`))).toBe('CODE');
    expect(await codeOf(enrol(code))).toBe('BUSY');
    server.times.time += 60_001;
    expect(await codeOf(enrol(code))).toBe('done');
  });

  test('of which the store keeps no word', async () => {
    const code = await server.enrolment.issue(countySeat, DAY);
    const found = await store.look(async (rows) =>
      JSON.stringify([await rows.devices(), await rows.mailboxes()]),
    );
    expect(found).not.toContain(code);
    expect(JSON.stringify(server.lines)).not.toContain(code.slice(0, 4));
  });
});

describe('a session', () => {
  const pc = makePc(city, counterSeat, 'counter');
  const challenge = (certificate = pc.certificate) =>
    clientOf(server).challenge({ protocol: PROTOCOL, certificate });

  test('opens by the server’s own challenge, signed, once', async () => {
    const asked = await challenge();
    const signed = { ...asked, signature: signChallenge(asked.challenge, pc.secret) };
    expect((await clientOf(server).open(signed)).epoch).toBe(1);
    expect(await codeOf(clientOf(server).open(signed))).toBe('SESSION');
  });

  test('does not open by another key, an old challenge, or one the server never made', async () => {
    const { challenge: text } = await challenge();
    const open = (challenge: string, secret = pc.secret) =>
      codeOf(clientOf(server).open({ challenge, signature: signChallenge(challenge, secret) }));
    expect(await open(text, new Uint8Array(32).fill(9))).toBe('SESSION');
    for (const forged of [`x${text}`, text.replace('.', ''), `${text}.`, '', '.'])
      expect(await open(forged)).toBe('SESSION');
    server.times.time += 5 * 60_000 + 1;
    expect(await open(text)).toBe('SESSION');
  });

  test('ends after its time, and at every process of the city alike', async () => {
    const { token } = await openSession(server, pc);
    const second = testServer(store, city);
    const heads = (of = server) => codeOf(clientOf(of, token).heads([]));
    expect([await heads(), await heads(second)]).toEqual(['done', 'done']);
    server.times.time += 12 * 3_600_000 + 1;
    expect([await heads(), await heads(second)]).toEqual(['SESSION', 'done']);
    expect(await codeOf(clientOf(server, '').heads([]))).toBe('SESSION');
    expect(await codeOf(clientOf(server, `${token}x`).heads([]))).toBe('SESSION');
  });

  test('is not for certificates the city did not sign', async () => {
    const other = testCity('other');
    const foreign = makePc(other, counterSeat, 'counter').certificate;
    expect(await codeOf(challenge(foreign))).toBe('CERTIFICATE');
    const issuing = new Uint8Array(32).fill(3);
    const { realm } = city.keys;
    const own = { ...pc.certificate.statement, capabilities: ['publish' as const] };
    // A key of its own, said to be the city's; and a true issuer's word beside a statement it never signed.
    const issuer = signIssuer(issuing, realm, publicKeyOf(issuing));
    expect(await codeOf(challenge(signDevice(issuing, issuer, own)))).toBe('CERTIFICATE');
    expect(await codeOf(challenge({ ...pc.certificate, statement: own }))).toBe('CERTIFICATE');
  });

  test('of an older or another certificate of the same PC is refused; a newer one ends the old sessions', async () => {
    const { token } = await openSession(server, pc);
    const statement = { ...pc.certificate.statement, point: 'LS', workplace: 'LS', epoch: 2 };
    const newer = signDevice(city.keys.issuing, city.keys.issuer, statement);
    const { mailboxes } = await openSession(server, { ...pc, certificate: newer });
    expect(mailboxes).toEqual(['all', 'point:LS']);
    expect(await codeOf(clientOf(server, token).heads([]))).toBe('SESSION');
    expect(await codeOf(challenge())).toBe('CERTIFICATE');
  });

  test('of another protocol is told which one is spoken', async () => {
    const call = clientOf(server).challenge({ protocol: PROTOCOL + 1, certificate: pc.certificate });
    await expect(call).rejects.toMatchObject({ data: { code: 'PROTOCOL', protocol: PROTOCOL } });
  });
});

test('a revoked PC is let in no more, and what comes of it later by another way is kept aside', async () => {
  const pc = makePc(city, counterSeat, 'counter');
  const fellow = makePc(city, { ...counterSeat, pc: 2 }, 'fellow');
  for (let n = 0; n < 4; n++) pc.day();
  const session = await openSession(server, pc);
  await session.push(pc.batch(1, 2));
  expect(await server.registry.revoke(pc.identity.device)).toBe(true);
  expect(await server.registry.revoke('f'.repeat(32))).toBe(false);
  expect(await codeOf(session.push(pc.batch(3)))).toBe('CERTIFICATE');
  expect(await codeOf(openSession(server, pc))).toBe('CERTIFICATE');
  const { push } = await openSession(server, fellow);
  expect(await push(pc.batch(1, 2))).toEqual({ kind: 'known', upTo: 2 });
  expect(await push(pc.batch(3))).toEqual({ kind: 'quarantined', upTo: 4, reason: 'REVOKED' });
  const { client } = await openSession(server, makePc(city, overseer, 'overseer'));
  expect((await client.pull({ epoch: 1, mailbox: 'quarantine', after: 0 })).end).toBe(2);
  expect((await client.pull({ epoch: 1, mailbox: 'point:QZ', after: 0 })).end).toBe(2);
});
