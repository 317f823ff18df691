import { describe, expect, test, vi } from 'vitest';
import { FakeContents } from './fake-window.ts';
import { openShell } from './shell-under-test.ts';

const elsewhere = [
  'https://example.com/',
  'http://127.0.0.1:8080/',
  'http://ui/',
  'file:///etc/passwd',
  'file://ui/',
  'javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'data:text/html,<b>1</b>',
  'blob:https://example.com/1',
  'blob:app://ui/1',
  'about:blank',
  'about:srcdoc',
  'view-source:app://ui/',
  'chrome://gpu',
  'devtools://devtools/bundled/inspector.html',
  'app://other/',
  'app://ui.example.com/',
  'app://example.com/ui',
  'app://ui:80/',
  'app://ui@example.com/',
  'app://name@ui/',
  'app://name:word@ui/',
  'app:ui/',
  'app:/ui/',
  'app:\\\\ui\\',
  'apps://ui/',
  'xapp://ui/',
  'app://',
  'ui',
  '',
];

function leaves(contents: FakeContents, event: string, url: string): boolean {
  const preventDefault = vi.fn();
  contents.emit(event, { preventDefault, url });
  return preventDefault.mock.calls.length === 0;
}

describe.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s', (event) => {
  test('goes nowhere but to the page itself', async () => {
    const { contents } = await openShell();
    expect(elsewhere.filter((url) => leaves(contents, event, url))).toEqual([]);
    const home = ['app://ui/', 'app://ui/index.html?type=200', 'app://ui/#/sell'];
    expect(home.filter((url) => leaves(contents, event, url))).toEqual(home);
  });
});

describe('new windows and embedded browsers', () => {
  test('no window opens, whatever its address or name', async () => {
    const { contents } = await openShell();
    const answers = [...elsewhere, 'app://ui/'].map((url) => contents.openHandler?.({ url } as never));
    expect(answers).toEqual(answers.map(() => ({ action: 'deny' })));
    expect(answers).toHaveLength(elsewhere.length + 1);
  });

  test('no webview is attached', async () => {
    const { contents } = await openShell();
    const preventDefault = vi.fn();
    contents.emit('will-attach-webview', { preventDefault }, {}, { src: 'app://ui/' });
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  test('contents that come to be later in any way are guarded like the first', async () => {
    const { electron } = await openShell();
    const later = new FakeContents();
    electron.app.emit('web-contents-created', {}, later);
    expect(leaves(later, 'will-navigate', 'https://example.com/')).toBe(false);
    expect(later.openHandler?.({ url: 'app://ui/' } as never)).toEqual({ action: 'deny' });
  });
});
