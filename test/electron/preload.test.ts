import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type * as Fake from './fake-electron.ts';

/** The real preload in a page of this origin. out: what reaches the page, and what else it left behind. */
async function preloaded(origin: string, inFrame = false) {
  vi.resetModules();
  vi.doMock('electron', () => import('./fake-electron.ts'));
  const { ipcRenderer } = (await import('electron')) as unknown as typeof Fake;
  const before = new Set(Object.getOwnPropertyNames(globalThis));
  const postMessage = vi.fn();
  vi.stubGlobal('location', { origin });
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('top', inFrame ? {} : globalThis);
  vi.stubGlobal('postMessage', postMessage);
  onTestFinished(() => void vi.unstubAllGlobals());
  await import('../../electron/preload.ts');
  const stubs = ['location', 'window', 'top', 'postMessage'];
  const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
  return { ipcRenderer, postMessage, exposed: added.filter((name) => !stubs.includes(name)) };
}

const port = { the: 'port' };

describe('the preload', () => {
  test('hands the port on to the page, once, to our origin only, and nothing of the event with it', async () => {
    const { ipcRenderer, postMessage } = await preloaded('app://ui');
    ipcRenderer.emit('gongxu:port', { ports: [port], sender: ipcRenderer }, { more: true });
    expect(postMessage.mock.calls).toEqual([['gongxu:port', 'app://ui', [port]]]);
  });

  test('listens to one channel and leaves nothing in the page’s world', async () => {
    const { ipcRenderer, exposed } = await preloaded('app://ui');
    expect(ipcRenderer.eventNames()).toEqual(['gongxu:port']);
    expect(ipcRenderer.listenerCount('gongxu:port')).toBe(1);
    expect(exposed).toEqual([]);
  });

  test('hands on one port of several, and none where none came', async () => {
    const { ipcRenderer, postMessage } = await preloaded('app://ui');
    ipcRenderer.emit('gongxu:port', { ports: [port, { another: 1 }] });
    ipcRenderer.emit('gongxu:port', { ports: [] });
    expect(postMessage.mock.calls).toEqual([['gongxu:port', 'app://ui', [port]]]);
  });

  test.each(['https://example.com', 'app://other', 'app://ui.example.com', 'file://', 'null', ''])(
    'gives a page of %s nothing',
    async (origin) => {
      const { ipcRenderer, postMessage } = await preloaded(origin);
      ipcRenderer.emit('gongxu:port', { ports: [port] });
      expect(postMessage).not.toHaveBeenCalled();
    },
  );

  test('gives a frame inside the page nothing, whatever its origin', async () => {
    const { ipcRenderer, postMessage } = await preloaded('app://ui', true);
    ipcRenderer.emit('gongxu:port', { ports: [port] });
    expect(postMessage).not.toHaveBeenCalled();
  });
});
