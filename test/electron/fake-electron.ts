import { EventEmitter } from 'node:events';
import type {
  App,
  BaseWindow,
  BrowserWindowConstructorOptions,
  CustomScheme,
  Dialog,
  MessageBoxOptions,
  MessageBoxSyncOptions,
  Protocol,
  Menu as RealMenu,
  utilityProcess as realProcess,
  session as realSession,
  SafeStorage,
} from 'electron';
import { type FakeProcess, startProcess } from './fake-processes.ts';
import { FakeSession } from './fake-session.ts';
import { FakeWindow } from './fake-window.ts';

export { MessageChannelMain } from './fake-ports.ts';

/**
 * Stands in for the `electron` module: the few calls the shell makes, recorded. Every member is checked against
 * Electron's own types, so that neither a name nor a parameter can drift. It has none of Electron's sandbox, timing or
 * cloning: what it proves is what we ask of Electron, and when.
 */
const { promise: ready, resolve } = Promise.withResolvers<void>();

/** What a test sets beforehand and looks at afterwards; new with every vi.resetModules(). */
export const fake = {
  isReady: false,
  packaged: false,
  firstInstance: true,
  appPath: '/nowhere',
  arguments: [] as string[],
  /** Run the real engine and reader behind the processes. */
  live: false,
  agrees: true,
  leaves: false,
  keyStore: {
    available: true,
    backend: 'gnome_libsecret' as ReturnType<SafeStorage['getSelectedStorageBackend']>,
    secret: 'login',
    stale: false,
    generation: 1,
  },
  log: [] as string[],
  schemes: [] as CustomScheme[],
  windows: [] as FakeWindow[],
  processes: [] as FakeProcess[],
  sessions: new Map<string, FakeSession>(),
  errors: [] as string[],
  questions: [] as MessageBoxOptions[],
  /** Asked before a page is left, and over which window. */
  leaving: [] as { readonly over: unknown; readonly options: MessageBoxSyncOptions }[],
  menu: undefined as RealMenu | null | undefined,
  paths: {} as Record<string, string>,
  sayReady() {
    fake.isReady = true;
    resolve();
  },
};

/** Electron itself throws when these come too late. */
function beforeReady(call: string): void {
  if (fake.isReady) throw new Error(`${call} after ready`);
  fake.log.push(call);
}

export const app = Object.assign(
  new EventEmitter(),
  {
    enableSandbox: () => beforeReady('enableSandbox'),
    setPath(name: string, path: string) {
      fake.paths[name] = path;
      fake.log.push('setPath');
    },
    requestSingleInstanceLock() {
      fake.log.push('lock');
      return fake.firstInstance;
    },
    whenReady: () => ready,
    getAppPath: () => fake.appPath,
    getVersion: () => '9.9.9',
    quit: () => void fake.log.push('quit'),
    exit: (code?: number) => void fake.log.push(`exit ${code}`),
  } satisfies Partial<App>,
  { isPackaged: false } satisfies Partial<App>,
);
Object.defineProperty(app, 'isPackaged', { get: () => fake.packaged });

export const protocol = {
  registerSchemesAsPrivileged(schemes: CustomScheme[]) {
    beforeReady('registerSchemes');
    fake.schemes.push(...schemes);
  },
} satisfies Partial<Protocol>;

export const session = {
  fromPartition(...[partition]: Parameters<typeof realSession.fromPartition>) {
    const known = fake.sessions.get(partition) ?? new FakeSession();
    fake.sessions.set(partition, known);
    return known;
  },
  get defaultSession() {
    return session.fromPartition('default');
  },
} satisfies Partial<Record<keyof typeof realSession, unknown>>;

export class BrowserWindow extends FakeWindow {
  constructor(options: BrowserWindowConstructorOptions) {
    super(options);
    fake.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
}

export const dialog = {
  showErrorBox: (_title: string, content: string) => void fake.errors.push(content),
  async showMessageBox(options: MessageBoxOptions) {
    fake.questions.push(options);
    return { response: fake.agrees ? 0 : 1, checkboxChecked: false };
  },
  showMessageBoxSync(over: BaseWindow, options: MessageBoxSyncOptions) {
    fake.leaving.push({ over, options });
    return fake.leaves ? 1 : 0;
  },
} satisfies Pick<Dialog, 'showErrorBox'> & Partial<Record<keyof Dialog, unknown>>;

export const Menu = {
  setApplicationMenu(menu: RealMenu | null) {
    fake.menu = menu;
  },
} satisfies Pick<typeof RealMenu, 'setApplicationMenu'>;

/** Wraps under its secret; another one later is what a reset key ring looks like. */
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => fake.keyStore.available,
  getSelectedStorageBackend: () => fake.keyStore.backend,
  encryptStringAsync: async (text: string) =>
    Buffer.from(`${fake.keyStore.secret}:${text}:${fake.keyStore.generation}`),
  async decryptStringAsync(wrapped: Buffer) {
    const [secret, text] = wrapped.toString().split(':');
    if (secret !== fake.keyStore.secret || text === undefined) throw new Error('Error while decrypting');
    return { result: text, shouldReEncrypt: fake.keyStore.stale };
  },
} satisfies Partial<SafeStorage>;

export const utilityProcess = {
  fork(...parameters: Parameters<typeof realProcess.fork>) {
    const process = startProcess(fake.live, ...parameters);
    fake.processes.push(process);
    return process;
  },
} satisfies Partial<Record<keyof typeof realProcess, unknown>>;

/** In the page's process: what the preload listens to. */
export const ipcRenderer = new EventEmitter();
