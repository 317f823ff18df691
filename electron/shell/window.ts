import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

/** Without `persist:` it lives in memory: the page leaves nothing on the disk (X8). */
export const PAGE_PARTITION = 'page';

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
  return window;
}
