import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { freshShell, openShell } from './shell-under-test.ts';

describe('before Electron is ready', () => {
  test('the sandbox is switched on and the page’s scheme is registered without any bypass', async () => {
    const { fake, start } = await freshShell();
    start();
    expect(fake.isReady).toBe(false);
    expect(fake.log).toEqual(['enableSandbox', 'registerSchemes', 'setPath', 'lock']);
    expect(fake.schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
  });

  test('there is no menu, whose shortcuts would reload the page or open developer tools', async () => {
    const { fake, start } = await freshShell();
    start();
    expect(fake.menu).toBe(null);
  });

  test('one window for each data folder: the profile the lock goes by lies in that folder', async () => {
    const { fake, folder, start } = await freshShell();
    start();
    expect(fake.paths['userData']).toBe(join(folder, 'window'));
    expect(existsSync(join(folder, 'window'))).toBe(true);
    expect(fake.log.indexOf('setPath')).toBeLessThan(fake.log.indexOf('lock'));
  });
});

describe('a second start over the same data', () => {
  test('opens nothing and ends, and its starter is told that the person sees a window', async () => {
    const { fake, start } = await freshShell((state) => {
      state.firstInstance = false;
    });
    start();
    fake.sayReady();
    await Promise.resolve();
    expect(fake.log.slice(-2)).toEqual(['shown', 'quit']);
    expect(fake.windows).toEqual([]);
    expect(fake.processes).toEqual([]);
  });

  test('brings the first window to the front, also out of the task bar', async () => {
    const { electron, window } = await openShell();
    window.minimized = true;
    electron.app.emit('second-instance', {}, [], '', null);
    expect(window.minimized).toBe(false);
    expect(window.focused).toBe(1);
  });
});

describe('the window', () => {
  test('has these settings and no other, in a session that leaves nothing on the disk', async () => {
    const { fake, window } = await openShell();
    const { webPreferences, ...rest } = window.options;
    expect(webPreferences).toEqual({
      preload: join(fake.appPath, 'dist', 'main', 'preload.cjs'),
      partition: 'page',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: true,
    });
    expect(rest).toMatchObject({ title: '公需柜台', show: false });
  });

  test('has no developer tools once packaged', async () => {
    const { window } = await openShell((fake) => {
      fake.packaged = true;
    });
    expect(window.options.webPreferences?.devTools).toBe(false);
  });

  test('loads the page from our own scheme', async () => {
    const { contents } = await openShell();
    expect(contents.url).toBe('app://ui/');
  });

  test('keeps its title, so that nothing of the page is seen in the task list', async () => {
    const { window } = await openShell();
    const preventDefault = vi.fn();
    window.emit('page-title-updated', { preventDefault }, '欧阳某某', true);
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  test('is shown with the page in it, and only then its starter is told', async () => {
    const { fake, window, contents } = await openShell();
    expect([window.visible, fake.log.includes('shown')]).toEqual([false, false]);
    contents.emit('did-finish-load');
    expect([window.visible, fake.log.at(-1)]).toEqual([true, 'shown']);
  });

  test('tells nobody once packaged: the channel may be another program’s', async () => {
    const { fake, window, contents } = await openShell((state) => {
      state.packaged = true;
    });
    contents.emit('did-finish-load');
    expect([window.visible, fake.log.includes('shown')]).toEqual([true, false]);
  });

  test('loads a crashed page again, but not for ever', async () => {
    const { fake, contents } = await openShell();
    for (let crash = 0; crash < 3; crash += 1)
      contents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect([contents.reloads, fake.errors.length]).toEqual([3, 0]);
    contents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(contents.reloads).toBe(3);
    expect(fake.errors.join()).toContain('程序的页面接连出错停止');
    expect(fake.log.at(-1)).toBe('exit 1');
  });

  test('says in words that the page is missing, and takes a replaced load for none', async () => {
    const { fake, contents } = await openShell();
    contents.emit('did-fail-load', {}, -3, '', 'app://ui/', true);
    expect(fake.errors).toEqual([]);
    contents.emit('did-fail-load', {}, -6, '', 'app://ui/', true);
    expect(fake.errors.join()).toContain('程序的页面文件不完整');
  });
});

describe('leaving the page', () => {
  test('asks before an unsure sale is left, and keeps it unless the person says to leave', async () => {
    const { fake, window, contents } = await openShell();
    const lets = () => {
      const preventDefault = vi.fn();
      contents.emit('will-prevent-unload', { preventDefault });
      // Electron's words: what is prevented is the page's own refusal to go.
      return preventDefault.mock.calls.length === 1;
    };
    expect(lets()).toBe(false);
    fake.leaves = true;
    expect(lets()).toBe(true);
    expect(fake.leaving.map(({ over }) => over === window)).toEqual([true, true]);
    const { buttons, defaultId, cancelId, message, detail } = fake.leaving[0]?.options ?? {};
    // Enter, Escape and the box's own cross all stay.
    expect([buttons, defaultId, cancelId]).toEqual([['留下', '离开'], 0, 0]);
    expect(message).toBe('售卡单还没有办完。');
    expect(detail).toMatch(/已经保存的业务完好.*本单存在本机[\s\S]*再按一次 F9/);
  });
});
