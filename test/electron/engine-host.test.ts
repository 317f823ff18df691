import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { describe, expect, test, vi } from 'vitest';
import type { App } from '../../contract/app/index.ts';
import { SEATING_HEADER } from '../../contract/app/session.ts';
import type { FakePort } from './fake-ports.ts';
import type { FakeContents } from './fake-window.ts';
import { openShell, runningShell, waitUntil } from './shell-under-test.ts';

const lastPort = (contents: FakeContents) => contents.posted.at(-1)?.ports[0] as FakePort;

describe('ports', () => {
  test('every page load gets a fresh pair, one end to the page and one to the engine', async () => {
    const { contents, engines } = await openShell();
    for (let load = 0; load < 3; load += 1) contents.emit('did-finish-load');
    expect(contents.posted.map(({ channel, message, ports }) => [channel, message, ports.length])).toEqual(
      Array(3).fill(['gongxu:port', null, 1]),
    );
    const given = engines()[0]?.received.filter(({ ports }) => ports.length > 0) ?? [];
    expect(given.map(({ message }) => message)).toEqual(Array(3).fill({ kind: 'page' }));
    const all = [...contents.posted, ...given].flatMap(({ ports }) => ports);
    expect(new Set(all).size).toBe(6);
  });

  test('no other page ever gets one', async () => {
    const { contents, engines } = await openShell();
    for (const url of [
      'https://example.com/',
      'chrome-error://chromewebdata/',
      'app://other/',
      'about:blank',
    ]) {
      contents.url = url;
      contents.emit('did-finish-load');
      engines().at(-1)?.emit('exit', 1);
    }
    expect(contents.posted).toEqual([]);
  });
});

describe('an engine that dies', () => {
  test('is started anew with the same data and key, and the page gets a port to it', async () => {
    const { contents, engines } = await openShell();
    contents.emit('did-finish-load');
    engines()[0]?.emit('exit', 139);
    const [dead, alive] = engines();
    expect(alive?.received[0]?.message).toEqual(dead?.received[0]?.message);
    expect(contents.posted).toHaveLength(2);
    expect(alive?.received.map(({ ports }) => ports.length)).toEqual([0, 1]);
    expect(dead?.received.map(({ ports }) => ports.length)).toEqual([0, 1]);
  });

  test('over and over is given up in words after three new starts within a minute', async () => {
    const { fake, engines } = await openShell();
    for (let death = 0; death < 4; death += 1) engines().at(-1)?.emit('exit', 139);
    expect(engines()).toHaveLength(4);
    expect(fake.errors.join()).toMatch(/数据部分接连出错停止.*已保存的业务完好.*联系管理员/s);
    expect(fake.log.at(-1)).toBe('exit 1');
  });

  test('takes its spreadsheet readers with it', async () => {
    const { fake, engines } = await openShell();
    engines()[0]?.emit('message', { kind: 'spawnReader', id: 1 });
    const reader = fake.processes.find(({ name }) => name === 'intake-reader.js');
    const ended = vi.fn();
    reader?.once('exit', ended);
    engines()[0]?.emit('exit', 139);
    expect(ended).toHaveBeenCalledOnce();
  });

  test('of its own will says why in words, and nothing is started over data it refused', async () => {
    const { fake, engines } = await openShell();
    const problem = { code: 'IN_USE', happened: '正被使用。', safe: '数据完好。', todo: '请回到窗口。' };
    engines()[0]?.emit('message', { kind: 'refused', problem });
    expect(fake.errors).toEqual(['正被使用。\n数据完好。\n请回到窗口。']);
    expect(fake.log.slice(-2)).toEqual(['shown', 'exit 1']);
  });
});

describe('closing the window', () => {
  test('lets the engine close its data before the program ends', async () => {
    const { electron, fake, engines } = await openShell();
    electron.app.emit('window-all-closed');
    expect(engines()[0]?.received.at(-1)?.message).toEqual({ kind: 'stop' });
    expect(fake.log).not.toContain('quit');
    engines()[0]?.emit('exit', 0);
    await waitUntil(() => fake.log.includes('quit'));
    expect(engines()).toHaveLength(1);
  });

  test('kills an engine that does not end within three seconds', async () => {
    const { electron, fake } = await openShell();
    vi.useFakeTimers();
    electron.app.emit('window-all-closed');
    await vi.advanceTimersByTimeAsync(2_999);
    expect(fake.log).not.toContain('quit');
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    await waitUntil(() => fake.log.includes('quit'));
  });
});

describe('secrets', () => {
  test('no key, name or folder is in a process’s arguments or environment', async () => {
    const { fake, engines } = await openShell();
    engines()[0]?.emit('message', { kind: 'spawnReader', id: 1 });
    expect(fake.processes.map(({ name, options }) => [name, options])).toEqual([
      ['engine.js', { serviceName: 'gongxu-engine' }],
      [
        'intake-reader.js',
        { serviceName: 'gongxu-reader', stdio: 'ignore', execArgv: ['--max-old-space-size=64'] },
      ],
    ]);
  });
});

describe('with the real engine behind the port', () => {
  const connected = (contents: FakeContents, seatingOf = () => ''): ContractRouterClient<App> => {
    const port = lastPort(contents);
    const headers = () => ({ [SEATING_HEADER]: seatingOf() });
    const client: ContractRouterClient<App> = createORPCClient(new RPCLink({ port, headers }));
    port.start();
    return client;
  };

  test('the page talks to it, also after a reload and after its death, and the data is there again', async () => {
    const { contents, engines } = await openShell((fake) => {
      fake.live = true;
    });
    contents.emit('did-finish-load');
    const first = connected(contents);
    await first.session.startPractice();
    const { city } = await first.session.state();
    expect(city?.practice).toBe(true);

    const gone = vi.fn();
    lastPort(contents).once('close', gone);
    contents.emit('did-finish-load');
    const reloaded = await connected(contents).session.state();
    expect(reloaded.city?.name).toBe(city?.name);
    await waitUntil(() => gone.mock.calls.length > 0);

    engines()[0]?.kill();
    await waitUntil(() => contents.posted.length === 3);
    const again = connected(contents);
    expect((await again.session.state()).city).toBe(null);
    await again.session.startPractice();
    expect((await again.session.state()).city?.businessDay).toBe(city?.businessDay);
  });

  test('a spreadsheet is read in a process of its own that the shell starts and kills', async () => {
    const { fake, contents } = await openShell((state) => {
      state.live = true;
    });
    contents.emit('did-finish-load');
    let seating = '';
    const page = connected(contents, () => seating);
    await page.session.startPractice();
    const { city } = await page.session.state();
    const clerk = city?.people.find(({ roles }) => roles.includes('counter'));
    const state = await page.session.signIn({ person: clerk?.id ?? '', pin: clerk?.practicePin ?? '' });
    await expect(page.sales.clerks()).rejects.toMatchObject({ data: { code: 'SIGN_IN' } });
    seating = state.seating ?? '';
    const bytes = readFileSync(join(import.meta.dirname, '..', 'samples', '40-card-note-1.xlsx'));
    const file = new File([bytes], '送卡单.xlsx');
    const preview = await page.cards.previewNote({ source: 'upload', file });
    expect(preview.acceptedRows).toBeGreaterThan(0);
    expect(fake.processes.map(({ name }) => name)).toContain('intake-reader.js');
  });

  test('data in use by another program is refused in words before any page sees it', async () => {
    const one = await openShell((fake) => {
      fake.live = true;
    });
    one.contents.emit('did-finish-load');
    await connected(one.contents).session.startPractice();
    const prepare = (fake: typeof one.fake) => {
      fake.live = true;
      fake.arguments.push('--practice');
    };
    const two = await runningShell(prepare, one.folder);
    await waitUntil(() => two.fake.errors.length > 0);
    expect(two.fake.errors.join()).toContain('这份数据正被另一个公需柜台程序使用');
    expect(two.fake.log.at(-1)).toBe('exit 1');
  });
});
