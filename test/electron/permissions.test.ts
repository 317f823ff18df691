import type { Session, WebContents } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import type { FakeSession } from './fake-session.ts';
import { openShell } from './shell-under-test.ts';

type Permission = Parameters<NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>>[1];

/** Every name Electron knows: the compiler refuses this list when one is missing or unknown. */
const permissions = Object.keys({
  ar: 0,
  'automatic-fullscreen': 0,
  'background-fetch': 0,
  'background-sync': 0,
  'captured-surface-control': 0,
  'clipboard-read': 0,
  'clipboard-sanitized-write': 0,
  'deprecated-sync-clipboard-read': 0,
  'display-capture': 0,
  fileSystem: 0,
  fullscreen: 0,
  geolocation: 0,
  'geolocation-approximate': 0,
  'hand-tracking': 0,
  hid: 0,
  'idle-detection': 0,
  keyboardLock: 0,
  'local-fonts': 0,
  'local-network': 0,
  'local-network-access': 0,
  'loopback-network': 0,
  media: 0,
  mediaKeySystem: 0,
  midi: 0,
  midiSysex: 0,
  nfc: 0,
  notifications: 0,
  openExternal: 0,
  'payment-handler': 0,
  'periodic-background-sync': 0,
  'persistent-storage': 0,
  pointerLock: 0,
  'screen-wake-lock': 0,
  sensors: 0,
  serial: 0,
  'smart-card': 0,
  'speaker-selection': 0,
  'storage-access': 0,
  'system-wake-lock': 0,
  'top-level-storage-access': 0,
  usb: 0,
  vr: 0,
  'web-app-installation': 0,
  'web-printing': 0,
  'window-management': 0,
  unknown: 0,
} satisfies Record<Permission, 0>) as Permission[];

async function sessions(): Promise<FakeSession[]> {
  const { fake } = await openShell();
  return [...fake.sessions.values()];
}

const nobody = {} as WebContents;
const noDetails = {} as never;

describe('permissions', () => {
  test('every permission is refused when asked for and when checked, in every session', async () => {
    const all = await sessions();
    expect(all).toHaveLength(2);
    for (const { handlers } of all) {
      const asked = permissions.map((name) => {
        const answer = vi.fn();
        handlers.setPermissionRequestHandler?.(nobody, name, answer, noDetails);
        return answer.mock.calls;
      });
      expect(asked).toEqual(permissions.map(() => [[false]]));
      const checked = permissions.map((name) =>
        handlers.setPermissionCheckHandler?.(nobody, name, 'app://ui', noDetails),
      );
      expect(checked).toEqual(permissions.map(() => false));
    }
  });

  test('no device, no Bluetooth partner, no picture of the screen, and no USB class is unprotected', async () => {
    for (const { handlers } of await sessions()) {
      expect(handlers.setDevicePermissionHandler?.(noDetails)).toBe(false);
      const classes = ['audio', 'hid', 'mass-storage'];
      expect(handlers.setUSBProtectedClassesHandler?.({ protectedClasses: [...classes] } as never)).toEqual(
        classes,
      );
      const paired = vi.fn();
      handlers.setBluetoothPairingHandler?.(noDetails, paired);
      expect(paired.mock.calls).toEqual([[{ confirmed: false }]]);
      const picture = vi.fn();
      handlers.setDisplayMediaRequestHandler?.(noDetails, picture);
      expect(picture.mock.calls).toEqual([[null]]);
    }
  });
});

describe('network', () => {
  const cancelled = (session: FakeSession, url: string) => {
    const answer = vi.fn();
    session.beforeRequest({ url }, answer);
    return answer.mock.calls[0]?.[0];
  };
  test.each([
    'https://example.com/',
    'wss://example.com/',
    'file:///etc/passwd',
    'app://other/',
    'blob:https://example.com/1',
    'ftp://example.com/',
    'nonsense',
  ])('%s is never requested', async (url) => {
    for (const session of await sessions()) expect(cancelled(session, url)).toEqual({ cancel: true });
  });

  test.each(['app://ui/assets/index.js', 'blob:app://ui/1-2-3', 'data:image/png;base64,AA=='])(
    '%s is the page’s own',
    async (url) => {
      for (const session of await sessions()) expect(cancelled(session, url)).toEqual({ cancel: false });
    },
  );

  test('only a file the page made itself can be saved', async () => {
    const { page } = await openShell();
    const saved = (url: string) => {
      const preventDefault = vi.fn();
      page.emit('will-download', { preventDefault }, { getURL: () => url });
      return preventDefault.mock.calls.length === 0;
    };
    expect(saved('blob:app://ui/1-2-3')).toBe(true);
    expect(['https://example.com/a.exe', 'app://ui/assets/index.js', 'data:,a'].filter(saved)).toEqual([]);
  });
});
