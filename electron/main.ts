import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, Menu, session } from 'electron';
import { readStartOptions } from '../build/start-options.ts';
import { openCounter } from './shell/counter.ts';
import { dieInWords, endInWords } from './shell/end-in-words.ts';
import { keyOf } from './shell/key-store.ts';
import { keyFileWarning } from './shell/key-words.ts';
import { registerPageScheme, servePage } from './shell/page-protocol.ts';
import { refuseLeaving, refuseNetwork, refusePermissions } from './shell/refuse-all.ts';
import { sayShown } from './shell/shown.ts';
import { PAGE_PARTITION } from './shell/window.ts';

interface Start {
  readonly folder: string;
  readonly practice: boolean;
}

/** Starts the counter in Electron; what must come before `ready` is done when it returns. */
export function start(): void {
  app.enableSandbox();
  registerPageScheme();
  Menu.setApplicationMenu(null);
  app.on('web-contents-created', (_event, contents) => refuseLeaving(contents));
  const options = startOptions();
  if (!ownsFolder(options.folder)) {
    // The window that is already open comes to the front: the person sees something of us.
    if (!app.isPackaged) sayShown();
    app.quit();
    return;
  }
  let window: BrowserWindow | null = null;
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app
    .whenReady()
    .then(() => open(options))
    .then((opened) => {
      window = opened;
    })
    .catch(dieInWords);
}

/** Chromium's own switches may stand among the arguments and are none of ours. */
function startOptions(): Start {
  const ours = process.argv.filter((argument) => /^--(practice$|data=)/.test(argument));
  const options = readStartOptions(ours, process.env);
  if (options === null) throw new Error('start options');
  return options;
}

/** The lock is per profile, so the profile lies in the data folder: one window for each folder, not for each user. */
function ownsFolder(folder: string): boolean {
  const profile = join(folder, 'window');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', profile);
  return app.requestSingleInstanceLock();
}

async function open({ folder, practice }: Start): Promise<BrowserWindow | null> {
  const page = session.fromPartition(PAGE_PARTITION);
  for (const each of [page, session.defaultSession]) {
    refusePermissions(each);
    refuseNetwork(each);
  }
  servePage(page, join(app.getAppPath(), 'dist', 'renderer'));
  const answer = await keyOf({ folder, platform: process.platform, agreeToFile });
  if (answer.kind === 'key') {
    const practiceFiles = join(app.getAppPath(), 'electron', 'practice-files');
    return openCounter({ folder, practice, key: answer.key, version: app.getVersion(), practiceFiles });
  }
  if (answer.kind === 'refused') endInWords(answer.problem);
  else app.quit();
  return null;
}

async function agreeToFile(): Promise<boolean> {
  if (!app.isPackaged) sayShown();
  const { go, stop, ...words } = keyFileWarning;
  const buttons = { buttons: [go, stop], defaultId: 0, cancelId: 1, noLink: true };
  const { response } = await dialog.showMessageBox({ type: 'warning', ...words, ...buttons });
  return response === 0;
}
