import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { filesIn } from '../../build/city/folder.ts';
import { type AskCode, readCityOptions, type ServeCity } from '../../build/city/options.ts';
import { askCode, runCity } from '../../build/city/run.ts';
import { connectCity } from '../../electron/city-link.ts';
import { spawnReader } from '../../electron/spawn-reader.ts';
import { realWorld } from '../../electron/world.ts';
import { fromHex } from '../../wire/bytes.ts';
import { publicKeyOf } from '../../wire/keys.ts';
import { certified } from './certified.ts';
import { seatIn, tempFolder } from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { seededWorld } from './world.ts';

const world = realWorld(spawnReader);
const program = join(import.meta.dirname, '../../build/city.ts');
const first = ['--administrator', 'QZ 陆主任', '--administrator', 'LS 韦主任'];

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

function spawnCity(folder: string, args: readonly string[]) {
  const env = { ...process.env, DATABASE_URL: '' };
  return spawn(process.execPath, [program, ...args, '--data', folder], { env });
}

/** The command to its end. */
async function ran(folder: string, ...args: readonly string[]) {
  const child = spawnCity(folder, args);
  const [out, err, [status]] = await Promise.all([
    child.stdout.setEncoding('utf8').toArray(),
    child.stderr.setEncoding('utf8').toArray(),
    once(child, 'exit'),
  ]);
  return { status, out: out.join(''), err: err.join('') };
}

/** The server, once its address stands alone on a line. */
async function started(folder: string, ...args: readonly string[]) {
  const child = spawnCity(folder, ['--port', '0', ...args]);
  const heard: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => heard.push(text));
  const exit = once(child, 'exit');
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const [status] = await exit;
    return status;
  };
  ending.push(() => stop('SIGKILL'));
  for await (const line of createInterface({ input: child.stdout })) {
    if (/^https?:\/\/\S+$/.test(line)) return { address: line, heard: () => heard.join(''), stop, child };
  }
  throw new Error(heard.join(''));
}

/** The same in this process. */
async function inProcess(folder: string, ...args: readonly string[]) {
  const asked = readCityOptions(['--data', folder, '--port', '0', ...args], {}) as ServeCity;
  const running = await runCity(asked, world, () => {});
  ending.push(running.stop);
  return running;
}

const asking = (folder: string, ...place: readonly string[]) =>
  askCode(readCityOptions(['--data', folder, 'code', ...place], {}) as AskCode, world);

const refused = (work: Promise<unknown>) =>
  work.then(
    () => ({ code: 'done', todo: '' }),
    (error: { problem: { code: string; todo: string } }) => error.problem,
  );

const codeIn = (out: string) => /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/m.exec(out)?.[0] ?? '';

function newPc(seed: string) {
  const world = Object.assign(seededWorld(seed), { connect: connectCity, clock: { now: Date.now } });
  return procedureClient(seatIn(tempFolder(), world)).client;
}

test('a city is made, a PC joins it by the printed code, and a second start opens the same city', async () => {
  const folder = tempFolder();
  const server = await started(folder, ...first);
  expect(server.heard()).toContain('keep-offline/authority.key');
  expect(server.heard()).toContain('浦北县人力资源和社会保障局、钦北区');
  const { out } = await ran(folder, 'code', 'QZ', 'QZ', '1');
  expect(out).toContain(server.address);
  const client = newPc('the first PC');
  const byCode = { server: server.address, ca: null, code: codeIn(out) };
  const { offer } = await client.join.byCode(byCode);
  expect(offer).toMatchObject({ workplace: '财务办', pc: 1, administrators: [{ name: '陆主任' }] });
  expect(out).toContain(`城市指纹 ${offer?.fingerprint}`);
  const person = offer?.administrators[0]?.id ?? '';
  const state = await client.join.finish({ person, secret: '840519', code: byCode.code });
  expect(state).toMatchObject({ joined: true, city: { practice: false } });
  expect(await answerOf(newPc('another PC').join.byCode(byCode))).toBe('CODE');
  expect((await ran(folder, 'code', 'QZ', 'QZ', '1')).err).toContain('1 号机已经入网');
  expect(await server.stop()).toBe(0);
  expect(existsSync(filesIn(folder).office)).toBe(false);

  // The authority's key is away from now on, and nobody misses it.
  rmSync(filesIn(folder).offline, { recursive: true });
  const before = await ran(folder, 'code', 'LS', 'LS', '2');
  expect(before.out).toContain('服务器没有在运行');
  const again = await started(folder);
  expect(again.heard()).not.toContain('城市已建立');
  const joined = await newPc('a county').join.byCode({
    ...{ server: again.address, ca: null, code: codeIn(before.out) },
  });
  expect(joined.offer).toMatchObject({ fingerprint: offer?.fingerprint, workplace: '激活卡销售点', pc: 2 });
  expect(await again.stop('SIGINT')).toBe(0);
});

test('the authority’s key lies in keep-offline alone, for its owner alone, and is the one the city names', async () => {
  const folder = tempFolder();
  await inProcess(folder, ...first);
  const files = filesIn(folder);
  const { secret, authorityKey } = JSON.parse(readFileSync(files.authority, 'utf8'));
  expect(publicKeyOf(fromHex(secret))).toBe(authorityKey);
  for (const path of [files.authority, files.keys, files.key])
    expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(files.offline).mode & 0o777).toBe(0o700);
  const others = readdirSync(folder).filter((name) => name !== 'keep-offline');
  expect(others).toEqual(expect.arrayContaining(['city.keys', 'key', 'server.db']));
  for (const name of others) {
    const bytes = readFileSync(join(folder, name));
    expect([name, bytes.includes(secret), bytes.includes(fromHex(secret))]).toEqual([name, false, false]);
  }
});

test('a city without an administrator is not made, nor one of a point the notice doesn’t know', async () => {
  const folder = join(tempFolder(), 'new');
  const none = await ran(folder, '--port', '0');
  expect(none).toMatchObject({ status: 1, out: '' });
  expect(none.err).toContain('还没有写明管理员');
  const elsewhere = await ran(folder, '--administrator', 'NN 陆主任');
  expect(elsewhere.err).toContain('没有“NN”这个销售点');
  expect(elsewhere.err).toContain('QZ 钦州市');
  expect((await ran(folder, 'code', 'QZ', 'QZ', '1')).err).toContain('里没有城市');
  expect(existsSync(folder)).toBe(false);
});

test('no code is given for a place where a PC could not join', async () => {
  const folder = tempFolder();
  await inProcess(folder, ...first);
  const said = (...place: string[]) => refused(asking(folder, ...place));
  expect(await said('QZ', 'LS', '1')).toMatchObject({
    code: 'PLACE',
    todo: expect.stringContaining('LS LS（激活卡销售点）'),
  });
  expect((await said('PB', 'PB', '1')).code).toBe('NO_ADMINISTRATOR');
  // The publishing PC's own seat.
  expect((await said('QZ', 'QZ', '999')).code).toBe('SEAT');
  expect((await said('QZ', 'QZ', '998')).code).toBe('done');
});

test('a folder whose keys are gone is not made into another city', async () => {
  const folder = tempFolder();
  await (await inProcess(folder, ...first)).stop();
  const files = filesIn(folder);
  const authority = readFileSync(files.authority);
  const [key, keys] = [readFileSync(files.key), readFileSync(files.keys)];
  const start = async () => (await refused(inProcess(folder, ...first))).code;
  for (const path of [files.key, files.keys]) {
    rmSync(path);
    expect([path, await start(), existsSync(path)]).toEqual([path, 'CITY_KEYS', false]);
    writeFileSync(files.key, key);
    writeFileSync(files.keys, keys);
  }
  writeFileSync(files.keys, Buffer.concat([keys.subarray(0, -1), Buffer.of((keys.at(-1) ?? 0) ^ 1)]));
  expect(await start()).toBe('CITY_KEYS');
  expect(readFileSync(files.authority)).toEqual(authority);
  writeFileSync(files.keys, keys);
  expect(await start()).toBe('done');
});

test('an authority’s key that lies there already is never written over', async () => {
  const folder = tempFolder();
  await (await inProcess(folder, ...first)).stop();
  const files = filesIn(folder);
  const authority = readFileSync(files.authority);
  // As when the folder was emptied by hand, its keys in a database elsewhere.
  rmSync(files.keys);
  rmSync(files.database);
  await inProcess(folder, ...first);
  const kept = readdirSync(files.offline).map((name) => readFileSync(join(files.offline, name)));
  expect(kept).toHaveLength(2);
  expect(kept).toContainEqual(authority);
});

test('with a certificate the address is the name it vouches for, and the paper says which file the PC needs', async () => {
  const folder = tempFolder();
  const { paths, certificate } = certified('city');
  const tls = ['--cert', paths.certificate, '--key', paths.key, '--host', '127.0.0.1'];
  const { address } = await inProcess(folder, ...first, ...tls);
  expect(address).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const { code, authority } = await asking(folder, 'QZ', 'QZ', '1');
  expect(authority).toBe(paths.certificate);
  const client = newPc('over TLS');
  expect(await answerOf(client.join.byCode({ server: address, ca: null, code }))).toBe('UNREACHABLE');
  const { offer } = await client.join.byCode({ server: address, ca: certificate, code });
  expect(offer).toMatchObject({ pc: 1 });
});

test('a second server on the folder says so, and the first goes on giving codes, also after one was killed', async () => {
  const folder = tempFolder();
  const killed = await started(folder, ...first);
  await killed.stop('SIGKILL');
  expect(existsSync(filesIn(folder).office)).toBe(true);
  expect(codeIn((await ran(folder, 'code', 'QZ', 'QZ', '1')).out)).not.toBe('');
  await started(folder);
  expect((await ran(folder, '--port', '0')).err).toContain('正被另一个服务器使用');
  const { out } = await ran(folder, 'code', 'QZ', 'ZW', '1');
  expect(out).toContain('政务中心分中心4号窗口 1 号机');
});

test('the running server gives codes to nobody who can’t read its folder', async () => {
  const folder = tempFolder();
  await inProcess(folder, ...first);
  const { port } = JSON.parse(readFileSync(filesIn(folder).office, 'utf8'));
  const asked = { method: 'POST', body: JSON.stringify({ point: 'QZ', workplace: 'QZ', pc: 1 }) };
  const answer = await fetch(`http://127.0.0.1:${port}/`, {
    ...asked,
    headers: { authorization: `Bearer ${'0'.repeat(64)}` },
  });
  expect([answer.status, await answer.text()]).toEqual([401, '{}']);
});

test('the command line: what can’t be meant is not guessed at', () => {
  const read = (...args: string[]) => readCityOptions(['--data', '/d', ...args], {});
  expect(read()).toMatchObject({ kind: 'serve', host: '127.0.0.1', port: 8443, tls: null });
  expect(read('--cert', '/c', '--key', '/k')).toMatchObject({ host: '0.0.0.0', tls: { certificate: '/c' } });
  expect(read('--administrator', 'qz  陆 主任 ')).toMatchObject({
    administrators: [{ point: 'QZ', name: '陆 主任' }],
  });
  expect(read('code', 'ls', 'ls', '12')).toMatchObject({
    kind: 'code',
    place: { point: 'LS', workplace: 'LS', pc: 12 },
  });
  for (const wrong of [
    ['--cert', '/c'],
    ['--port', '1e3'],
    ['--port', '70000'],
    ['--administrator', '陆主任'],
    ['code', 'QZ', 'QZ'],
    ['code', 'QZ', 'QZ', '0'],
    ['code', 'QZ', 'QZ', '1', '2'],
    ['other'],
    ['--unknown'],
  ])
    expect([wrong, read(...wrong)]).toEqual([wrong, null]);
});
