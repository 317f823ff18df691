import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface StartOptions {
  readonly practice: boolean;
  readonly open: boolean;
  readonly folder: string;
  readonly port: number;
}

export const USAGE = `用法：npm start -- [选项]
  --practice    直接进入练习（练习城市，不联网，不影响正式数据）
  --data DIR    数据文件夹（默认在用户目录下）
  --port N      浏览器方式的端口（默认由系统分配）
  --no-open     不自动打开浏览器`;

/** in: what follows `npm start --`; out: null when it can't be understood. */
export function readStartOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): StartOptions | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        practice: { type: 'boolean', default: false },
        open: { type: 'boolean', default: true },
        data: { type: 'string' },
        port: { type: 'string', default: '0' },
      },
      allowNegative: true,
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return null;
    const folder = values.data === undefined ? defaultFolder(environment, 'gongxu') : resolve(values.data);
    return { practice: values.practice, open: values.open, folder, port };
  } catch {
    return null;
  }
}

/** Where a program of this name keeps its data when nobody says otherwise. */
export function defaultFolder(environment: NodeJS.ProcessEnv, name: string): string {
  if (process.platform === 'win32' && environment['APPDATA']) return join(environment['APPDATA'], name);
  return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), name);
}
