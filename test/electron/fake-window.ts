import { EventEmitter } from 'node:events';
import type {
  BrowserWindowConstructorOptions,
  MessagePortMain,
  BrowserWindow as RealWindow,
  WebContents,
} from 'electron';
import type { FakePort } from './fake-ports.ts';

type Posted = { readonly channel: string; readonly message: unknown; readonly ports: readonly FakePort[] };

export class FakeContents
  extends EventEmitter
  implements Pick<WebContents, 'getURL' | 'reload' | 'setWindowOpenHandler' | 'postMessage'>
{
  url = '';
  reloads = 0;
  openHandler: Parameters<WebContents['setWindowOpenHandler']>[0] | null = null;
  readonly posted: Posted[] = [];
  getURL(): string {
    return this.url;
  }
  reload(): void {
    this.reloads += 1;
  }
  setWindowOpenHandler(handler: Parameters<WebContents['setWindowOpenHandler']>[0]): void {
    this.openHandler = handler;
  }
  postMessage(channel: string, message: unknown, ports: MessagePortMain[] = []): void {
    this.posted.push({ channel, message, ports: ports as unknown as FakePort[] });
  }
}

type Imitated = 'loadURL' | 'show' | 'focus' | 'isMinimized' | 'restore' | 'isDestroyed';

export class FakeWindow extends EventEmitter implements Pick<RealWindow, Imitated> {
  readonly webContents = new FakeContents();
  readonly options: BrowserWindowConstructorOptions;
  minimized = false;
  focused = 0;
  visible = false;
  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.url = url;
  }
  show(): void {
    this.visible = true;
  }
  focus(): void {
    this.focused += 1;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  restore(): void {
    this.minimized = false;
  }
  isDestroyed(): boolean {
    return false;
  }
}
