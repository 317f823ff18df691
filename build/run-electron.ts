import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { downloadElectron, electronBinary } from './electron-binary.ts';
import type { StartOptions } from './start-options.ts';

const project = join(import.meta.dirname, '..');

/**
 * Runs the counter in Electron until its window is closed. out: null after that; else one clause why it could not run,
 * for the browser host to go on. Chromium's sandbox refuses root, and it is never switched off.
 */
export async function runElectron(options: StartOptions): Promise<string | null> {
  if (process.getuid?.() === 0) return '当前是 root 用户，桌面窗口的沙箱不能以 root 运行';
  const display = process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (process.platform === 'linux' && !display) return '没有图形桌面';
  const binary = electronBinary() ?? (await downloadElectron());
  if (binary === null) return '桌面程序 Electron 尚未下载，且下载站点无法连接';
  return run(binary, options);
}

/** The shell writes one byte to its fourth channel when its window shows the page. */
function run(binary: string, { practice, folder }: StartOptions): Promise<string | null> {
  const args = [project, ...(practice ? ['--practice'] : []), `--data=${folder}`];
  return new Promise((resolve) => {
    const child = spawn(binary, args, { stdio: ['inherit', 'inherit', 'inherit', 'pipe'] });
    let ready = false;
    child.stdio[3]?.on('data', () => {
      ready = true;
    });
    child.on('error', () => resolve('桌面程序 Electron 没有启动'));
    child.on('close', () => resolve(ready ? null : '桌面程序 Electron 没有显示窗口就退出了'));
  });
}
