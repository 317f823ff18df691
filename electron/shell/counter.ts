import { app, type BrowserWindow } from 'electron';
import type { Problem } from '../../contract/app/problem.ts';
import type { EngineOptions } from '../engine/engine.ts';
import { endInWords } from './end-in-words.ts';
import { startEngine } from './engine-host.ts';
import { isPageAddress, PAGE_URL } from './page-address.ts';
import { PORT_CHANNEL } from './port-channel.ts';
import { createRestartLimit } from './restart-limit.ts';
import { sayShown } from './shown.ts';
import { createWindow } from './window.ts';

/** Chromium's number for a load that another load replaced. */
const ABORTED = -3;

const SAVED = '已保存的业务完好；还没有提交的内容没有保存。';

const engineDies: Problem = {
  code: 'ENGINE_DIES',
  happened: '程序的数据部分接连出错停止，程序已退出。',
  safe: SAVED,
  todo: '请重新打开程序；仍不行请重启电脑，并联系管理员。',
};

const pageDies: Problem = {
  code: 'PAGE_DIES',
  happened: '程序的页面接连出错停止，程序已退出。',
  safe: SAVED,
  todo: '请重新打开程序；仍不行请重启电脑，并联系管理员。',
};

const pageMissing: Problem = {
  code: 'PAGE_MISSING',
  happened: '程序的页面文件不完整，无法显示。',
  safe: '业务数据完好，没有任何改动。',
  todo: '请重新安装本程序的完整安装包。',
};

/** One window over one engine, until the window is closed. out: the window, to be brought to the front. */
export function openCounter(options: EngineOptions): BrowserWindow {
  const window = createWindow();
  const engine = startEngine(options, {
    restarted: () => handPort(),
    gaveUp: () => endInWords(engineDies),
    refused: endInWords,
  });

  /** Every page load and every engine gets a line of its own; only our page does. */
  function handPort(): void {
    if (window.isDestroyed() || !isPageAddress(window.webContents.getURL())) return;
    window.webContents.postMessage(PORT_CHANNEL, null, [engine.connect()]);
  }

  keepPageUp(window);
  window.webContents.on('did-finish-load', () => {
    handPort();
    window.show();
    if (!app.isPackaged) sayShown();
  });
  app.on('window-all-closed', () => void engine.stop().then(() => app.quit()));
  void window.loadURL(PAGE_URL).catch(() => undefined); // did-fail-load says it
  return window;
}

/** Drafts live in the engine, so a page that crashed is simply loaded again. */
function keepPageUp({ webContents }: BrowserWindow): void {
  const mayReload = createRestartLimit(() => performance.now());
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    if (mayReload()) webContents.reload();
    else endInWords(pageDies);
  });
  webContents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED) endInWords(pageMissing);
  });
}
