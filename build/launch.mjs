#!/usr/bin/env node
// The first step of every command. Runs on a bare Node 20 without any package: installs what is missing, then goes on
// under the Node 24 that comes as one of the packages (SQLite's binary ends a Node 20 without a word).
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const [command, ...rest] = process.argv.slice(2);

function installedAt() {
  const record = join(project, 'node_modules', '.package-lock.json');
  return existsSync(record) ? statSync(record).mtimeMs : 0;
}

/** True when node_modules is missing or older than the lock file. */
function needsInstall() {
  return installedAt() < statSync(join(project, 'package-lock.json')).mtimeMs;
}

function install() {
  console.error('正在安装所需组件（首次约需一到三分钟）… Installing what is missing …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // What npm says goes to stderr: the last line of stdout belongs to the command.
  const { status } = spawnSync(npm, ['ci', '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd: project,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('组件没有装好。请检查网络后重试。 npm ci failed; check the network and try again.');
    process.exit(status ?? 1);
  }
}

function node24() {
  const folder = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const bundled = join(project, 'node_modules', folder, 'bin', file);
  if (existsSync(bundled)) return bundled;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  console.error(
    '这台电脑没有随附的 Node 24，请先安装 Node 24。 No bundled Node 24 here; install Node 24 first.',
  );
  return process.exit(1);
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error('需要 Node 20 或更高版本。 Node 20 or newer is needed.');
  process.exit(1);
}
if (needsInstall()) install();

const binaries = join(project, 'node_modules', '.bin');
const child = spawn(node24(), [join(project, 'build', `${command}.ts`), ...rest], {
  stdio: 'inherit',
  env: { ...process.env, PATH: [binaries, process.env.PATH].join(delimiter), NODE_NO_WARNINGS: '1' },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
