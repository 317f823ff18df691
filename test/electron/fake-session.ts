import { EventEmitter } from 'node:events';
import type { Protocol, Session } from 'electron';

type HandlerName =
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setUSBProtectedClassesHandler'
  | 'setBluetoothPairingHandler'
  | 'setDisplayMediaRequestHandler';
type Handlers = { -readonly [Name in HandlerName]?: NonNullable<Parameters<Session[Name]>[0]> };
type BeforeRequest = (
  details: { readonly url: string },
  answer: (response: Electron.CallbackResponse) => void,
) => void;

/** Keeps the handlers it is given, for a test to ask them. */
export class FakeSession extends EventEmitter implements Pick<Session, HandlerName> {
  readonly handlers: Handlers = {};
  readonly schemes = new Map<string, Parameters<Protocol['handle']>[1]>();
  beforeRequest: BeforeRequest = () => {};
  readonly protocol = {
    handle: (scheme, handler) => void this.schemes.set(scheme, handler),
  } satisfies Partial<Protocol>;
  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest) => {
      this.beforeRequest = listener;
    },
  };
  readonly setPermissionRequestHandler = this.keep('setPermissionRequestHandler');
  readonly setPermissionCheckHandler = this.keep('setPermissionCheckHandler');
  readonly setDevicePermissionHandler = this.keep('setDevicePermissionHandler');
  readonly setUSBProtectedClassesHandler = this.keep('setUSBProtectedClassesHandler');
  readonly setBluetoothPairingHandler = this.keep('setBluetoothPairingHandler');
  readonly setDisplayMediaRequestHandler = this.keep('setDisplayMediaRequestHandler');

  private keep<Name extends HandlerName>(name: Name) {
    return (handler: Handlers[Name] | null) => {
      if (handler) this.handlers[name] = handler;
    };
  }

  /** What the page gets for an address of its scheme. */
  async load(url: string, method = 'GET'): Promise<Response> {
    const handler = this.schemes.get('app');
    if (handler === undefined) throw new Error('no handler for app:');
    // Chromium normalises addresses before they come here; a test must also show what happens if it ever doesn't.
    return handler({ url, method } as Request);
  }
}
