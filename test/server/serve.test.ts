import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request as tlsRequest } from 'node:https';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type CityContract, MOST_PACKED, PROTOCOL } from '../../contract/city.ts';
import { type CityProgram, type RunningCity, startCity } from '../../server/main.ts';
import { signChallenge } from '../../wire/session.ts';
import { tempFolder } from '../engine/city.ts';
import { asCall, codeOf, counterSeat, makePc, testCity } from './city.ts';
import { storeKey } from './stores.ts';

const city = testCity();
const lines: string[] = [];
let running: RunningCity | null = null;
afterEach(async () => {
  await running?.stop();
  running = null;
  lines.length = 0;
});

async function start(changes: Partial<CityProgram> = {}): Promise<RunningCity> {
  running = await startCity({
    keys: city.keys,
    databaseUrl: null,
    database: { path: `${tempFolder()}/city.db`, key: storeKey },
    host: '127.0.0.1',
    port: 0,
    tls: null,
    behindProxy: false,
    write: (line) => lines.push(line),
    ...changes,
  });
  return running;
}

const url = (path: string) => `http://127.0.0.1:${running?.port}${path}`;

function client(token = ''): ContractRouterClient<CityContract> {
  return createORPCClient(new RPCLink({ url: url('/rpc'), headers: { authorization: token } }));
}

const pc = makePc(city, counterSeat, 'counter');
for (let n = 0; n < 3; n++) pc.day();

async function openOverHttp(): Promise<ContractRouterClient<CityContract>> {
  const { challenge } = await client().challenge({ protocol: PROTOCOL, certificate: pc.certificate });
  const { token } = await client().open({ challenge, signature: signChallenge(challenge, pc.secret) });
  return client(token);
}

test('a PC is enrolled, opens a session, sends and reads over a real socket', async () => {
  const { city: server } = await start();
  const code = await server.enrolment.issue({ ...counterSeat, pc: 7 }, 60_000);
  const enrolled = await client().enrol({ protocol: PROTOCOL, code, publicKey: '11'.repeat(32) });
  expect(enrolled.certificate.statement.pc).toBe(7);
  expect(await enrolled.settings.text()).toBe('settings');
  const session = await openOverHttp();
  expect(await session.push(asCall(pc.batch()))).toEqual({ kind: 'accepted', upTo: 3 });
  const { batches, sizes, packed } = await session.pull({ epoch: 1, mailbox: 'point:QZ', after: 0 });
  expect([batches[0]?.header, sizes]).toEqual([pc.batch().header, [packed.size]]);
  expect(Buffer.from(await packed.arrayBuffer())).toEqual(Buffer.from(pc.batch().packed));
});

test('what was answered is there after the server was stopped and started again', async () => {
  const database = { path: `${tempFolder()}/city.db`, key: storeKey };
  await start({ database });
  await (await openOverHttp()).push(asCall(pc.batch()));
  await running?.stop();
  await start({ database });
  expect(await (await openOverHttp()).push(asCall(pc.batch()))).toEqual({ kind: 'known', upTo: 3 });
});

describe('whoever asks', () => {
  test('hears whether it is well, and this machine alone how much it does', async () => {
    await start();
    await (await openOverHttp()).push(asCall(pc.batch()));
    expect((await fetch(url('/health'))).status).toBe(200);
    const metrics = await (await fetch(url('/metrics'))).text();
    expect(metrics).toContain('gongxu_batches_total{answer="accepted"} 1');
    expect(metrics).toContain('gongxu_events_total{answer="accepted"} 3');
    expect(metrics).toContain('gongxu_mailbox_end{mailbox="point:QZ"} 3');
    const passedOn = await fetch(url('/metrics'), { headers: { 'x-forwarded-for': '192.0.2.1' } });
    expect(passedOn.status).toBe(404);
  });

  test.each([
    ['GET', '/', 404],
    ['GET', '/rpc/heads', 405],
    ['POST', '/rpc/nothing', 404],
    ['POST', '/elsewhere', 404],
    ['POST', '/rpc/heads', 422],
  ])('%s %s gets %i', async (method, path, status) => {
    await start();
    const body =
      method === 'POST' ? { body: '{"json":[]}', headers: { 'content-type': 'application/json' } } : {};
    expect((await fetch(url(path), { method, ...body })).status).toBe(status);
  });

  test('with more than a batch can be is turned away, and the next is served', async () => {
    await start();
    const session = await openOverHttp();
    const large = { header: pc.batch().header, packed: new Blob([new Uint8Array(MOST_PACKED + 1)]) };
    expect(await codeOf(session.push(large))).toBe('BATCH');
    const tooLarge = { ...large, packed: new Blob([new Uint8Array(2 * MOST_PACKED)]) };
    expect(await codeOf(session.push(tooLarge))).toBe('PAYLOAD_TOO_LARGE');
    expect(await session.push(asCall(pc.batch()))).toEqual({ kind: 'accepted', upTo: 3 });
  });

  test('with fields nobody knows is refused', async () => {
    await start();
    const session = await openOverHttp();
    const { header, packed } = asCall(pc.batch());
    for (const input of [
      { header, packed, price: 1 },
      { header: { ...header, price: 1 }, packed },
      { header: { ...header, audience: '__proto__' }, packed },
      { header: { ...header, count: 1_001 }, packed },
      { header, packed: 'text' },
    ])
      expect(await codeOf(session.push(input as never))).toBe('BAD_REQUEST');
  });

  test('guessing codes is slowed by where it comes from, which a proxy says', async () => {
    await start({ behindProxy: true });
    const guess = (from: string) =>
      codeOf(
        createORPCClient<ContractRouterClient<CityContract>>(
          new RPCLink({ url: url('/rpc'), headers: { 'x-forwarded-for': from } }),
        ).enrol({ protocol: PROTOCOL, code: 'WRONGWRONG', publicKey: '11'.repeat(32) }),
      );
    // What a caller writes before the proxy's own entry changes nothing.
    for (let n = 0; n < 10; n++) expect(await guess(`192.0.2.${n}, 198.51.100.1`)).toBe('CODE');
    expect(await guess('192.0.2.99, 198.51.100.1')).toBe('BUSY');
    expect(await guess('198.51.100.2')).toBe('CODE');
  });
});

test('the log has a line for each call, and nobody and nothing secret in it', async () => {
  const { city: server } = await start();
  const code = await server.enrolment.issue(counterSeat, 60_000);
  await client().enrol({ protocol: PROTOCOL, code, publicKey: '11'.repeat(32) });
  pc.write({
    type: 'employer.registered',
    payload: { employer: `${pc.identity.incarnation}.9`, name: '钦州市第一中学', area: '市直' },
    personal: { contact: '张三', phone: '0777-00001234' },
    entities: [{ kind: 'employer', id: `${pc.identity.incarnation}.9` }],
  });
  await (await openOverHttp()).push(asCall(pc.batch()));
  const said = lines.map((line) => JSON.parse(line));
  expect(said.map(({ event, answer }) => [event, answer])).toEqual([
    ['started', undefined],
    ['call', 'ok'],
    ['call', 'ok'],
    ['call', 'ok'],
    ['pushed', 'accepted'],
    ['call', 'ok'],
  ]);
  for (const secret of ['张三', '0777', '第一中学', code, code.slice(0, 4), pc.certificate.signature])
    expect(lines.join('')).not.toContain(secret);
});

test('stopping lets a call under way end, and takes no new one', async () => {
  const { store } = await start();
  const session = await openOverHttp();
  let letGo = () => {};
  const held = store.change(() => new Promise<void>((resolve) => (letGo = resolve)));
  const asked = vi.spyOn(store, 'look');
  const pushed = session.push(asCall(pc.batch(1, 2)));
  await expect.poll(() => asked.mock.calls.length).toBe(1);
  const stopped = running?.stop();
  running = null;
  letGo();
  await held;
  expect(await pushed).toEqual({ kind: 'accepted', upTo: 2 });
  await stopped;
  expect(await codeOf(session.heads([]))).not.toBe('done');
});

test('with certificate files it speaks TLS, and to nobody who does not trust them', async () => {
  const folder = tempFolder();
  const tls = { certificate: `${folder}/city.pem`, key: `${folder}/city.key` };
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=city'];
  const named = ['-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...made, ...named, '-keyout', tls.key, '-out', tls.certificate], {
    stdio: 'ignore',
  });
  const { port } = await start({ tls });
  const health = (ca?: string) =>
    new Promise<number | string>((resolve) => {
      const agent = new Agent(ca === undefined ? {} : { ca });
      tlsRequest({ host: '127.0.0.1', port, path: '/health', agent }, (response) => {
        response.resume().once('end', () => resolve(response.statusCode ?? 0));
      })
        .once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
        .end();
    });
  expect(await health(readFileSync(tls.certificate, 'utf8'))).toBe(200);
  expect(await health()).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
});
