import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { FirstAdministrator } from '../../electron/engine/city/first-plan.ts';
import { defaultFolder } from '../start-options.ts';
import type { Place } from './code.ts';

export interface ServeCity {
  readonly kind: 'serve';
  readonly folder: string;
  readonly databaseUrl: string | null;
  readonly administrators: readonly FirstAdministrator[];
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly certificate: string; readonly key: string } | null;
  readonly behindProxy: boolean;
}

export interface AskCode {
  readonly kind: 'code';
  readonly folder: string;
  readonly databaseUrl: string | null;
  readonly place: Place;
}

export const USAGE = `用法：npm run city -- [选项]                       启动市局服务器（第一次启动时建立城市）
      npm run city -- code 销售点 工作场所 机号 [选项]   给一台新电脑发入网码，例如 code QZ QZ 1
  --administrator '代号 姓名'  第一次启动时写明销售点的第一位管理员，每点写一次
  --data DIR      服务器的数据文件夹（默认在用户目录下）
  --port N        端口（默认 8443）
  --cert FILE --key FILE  证书和私钥（PEM）；不给时只有这台电脑能连
  --behind-proxy  前面有说 TLS 的代理
  --host H        监听的地址
环境变量 DATABASE_URL：用 PostgreSQL 存放，不给时用数据文件夹里的一个加密文件`;

const PORT = '8443';

/** in: what follows `npm run city --`; out: null when it can't be understood. */
export function readCityOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): ServeCity | AskCode | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        administrator: { type: 'string', multiple: true, default: [] },
        data: { type: 'string' },
        port: { type: 'string', default: PORT },
        cert: { type: 'string' },
        key: { type: 'string' },
        host: { type: 'string' },
        'behind-proxy': { type: 'boolean', default: false },
      },
    });
    const folder =
      values.data === undefined ? defaultFolder(environment, 'gongxu-city') : resolve(values.data);
    const databaseUrl = environment['DATABASE_URL'] || null;
    if (positionals.length > 0) {
      const place = placeIn(positionals);
      return place === null ? null : { kind: 'code', folder, databaseUrl, place };
    }
    const port = wholeNumber(values.port, 65_535);
    const administrators = values.administrator.map(administratorIn);
    const known = administrators.filter((one) => one !== null);
    const tls = tlsIn(values.cert, values.key);
    if (port === null || tls === undefined || known.length < administrators.length) return null;
    const host = values.host ?? (tls === null ? '127.0.0.1' : '0.0.0.0');
    const behindProxy = values['behind-proxy'];
    return { kind: 'serve', folder, databaseUrl, administrators: known, host, port, tls, behindProxy };
  } catch {
    return null;
  }
}

function placeIn([
  command,
  point = '',
  workplace = '',
  number = '',
  ...more
]: readonly string[]): Place | null {
  const pc = wholeNumber(number, 999);
  if (command !== 'code' || more.length > 0 || pc === null || pc === 0) return null;
  return { point: point.toUpperCase(), workplace: workplace.toUpperCase(), pc };
}

function wholeNumber(text: string, most: number): number | null {
  const number = Number(text);
  return /^\d+$/.test(text) && number <= most ? number : null;
}

/** `QZ 姓名`: the point's code, then the rest. */
function administratorIn(text: string): FirstAdministrator | null {
  const [, point, name] = /^\s*([A-Za-z]{1,4})\s+(\S.*?)\s*$/u.exec(text) ?? [];
  return point === undefined || name === undefined ? null : { point: point.toUpperCase(), name };
}

/** Both files or neither; out: undefined for one alone. */
function tlsIn(certificate: string | undefined, key: string | undefined): ServeCity['tls'] | undefined {
  if (certificate === undefined && key === undefined) return null;
  if (certificate === undefined || key === undefined) return undefined;
  return { certificate: resolve(certificate), key: resolve(key) };
}
