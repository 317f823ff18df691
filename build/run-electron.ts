import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StartOptions } from './start-options.ts';

const project = join(import.meta.dirname, '..');
const electron = join(project, 'node_modules', 'electron');

/** A download that says nothing for this long is given up. */
const NO_PROGRESS = 20_000;

/** The binary if it is on this machine. Never through the package itself: asking it starts the download. */
export function electronBinary(): string | null {
  const path = join(electron, 'path.txt');
  const name = existsSync(path) ? readFileSync(path, 'utf8').trim() : 'electron';
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(electron, 'dist');
  return existsSync(join(folder, name)) ? join(folder, name) : null;
}

/**
 * Runs the counter in Electron until its window is closed. out: null after that; else one clause why it could not run,
 * for the browser host to go on. Chromium's sandbox refuses root, and it is never switched off.
 */
export async function runElectron(options: StartOptions): Promise<string | null> {
  if (process.getuid?.() === 0) return '当前是 root 用户，桌面窗口的沙箱不能以 root 运行';
  const display = process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (process.platform === 'linux' && !display) return '没有图形桌面';
  const binary = electronBinary() ?? (await download());
  if (binary === null) return '桌面程序 Electron 尚未下载，且下载站点无法连接';
  return run(binary, options);
}

function download(): Promise<string | null> {
  console.error('正在下载桌面程序 Electron …');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(electron, 'install.js')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const giveUp = () => child.kill();
    let timer = setTimeout(giveUp, NO_PROGRESS);
    const progress = () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, NO_PROGRESS);
    };
    child.stdout.on('data', progress);
    child.stderr.on('data', progress);
    child.on('close', () => {
      clearTimeout(timer);
      resolve(electronBinary());
    });
  });
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
