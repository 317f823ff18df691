import { join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';

/** Without `persist:` it lives in memory: the page leaves nothing on the disk (X8). */
export const PAGE_PARTITION = 'page';

const [STAY, LEAVE] = [0, 1];

const leaving = {
  type: 'warning',
  title: '公需柜台',
  message: '售卡单还没有办完。',
  detail:
    '已经保存的业务完好；本单存在本机，下次登录还在。\n收款结果还不确定：请选“留下”，再按一次 F9，同一笔不会收两次。',
  buttons: ['留下', '离开'],
  defaultId: STAY,
  cancelId: STAY,
  noLink: true,
} as const;

/** The page wants to be asked before it goes. Without an answer of ours Electron would keep it, and say nothing. */
function askBeforeLeaving(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const answer = dialog.showMessageBoxSync(window, { ...leaving, buttons: [...leaving.buttons] });
    // What is prevented is the page's refusal.
    if (answer === LEAVE) event.preventDefault();
  });
}

/**
 * The only place that makes a window. Every setting is written out here as a literal, the defaults too: none comes
 * from a setting or a parameter, and a changed default of Electron changes nothing.
 */
export function createWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: '公需柜台',
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: join(app.getAppPath(), 'dist', 'main', 'preload.cjs'),
      partition: PAGE_PARTITION,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  // A title is seen by every other program: it never holds what the page shows (X4).
  window.on('page-title-updated', (event) => event.preventDefault());
  askBeforeLeaving(window);
  return window;
}
