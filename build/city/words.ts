import { Refusal } from '../../electron/engine/problem.ts';
import type { AskCode, ServeCity } from './options.ts';

const SAFE = '已有数据不受影响。';

/** What the person at the server can act on; a bug keeps its trace. */
export function inWords(error: unknown, asked: ServeCity | AskCode): unknown {
  if (error instanceof Refusal)
    return [error.problem.happened, error.problem.safe, error.problem.todo].join('\n');
  if (!(error instanceof Error)) return error;
  const code = codeOf(error);
  if (error.message === 'the store is of another city')
    return `这个数据库里是另一个城市的数据，服务器没有启动。${SAFE}\n请检查 DATABASE_URL，或用 --data 指定那个城市的数据文件夹。`;
  if (error.message === 'the store was made by a newer program')
    return `数据是更新版本的程序写的，服务器没有启动。${SAFE}\n请装上新版本后再启动。`;
  if (code.startsWith('SQLITE_BUSY'))
    return `数据文件夹 ${asked.folder} 正被另一个服务器使用。${SAFE}\n请先停下那一个，或用 --data 指定另一个文件夹。`;
  if (code === 'SQLITE_NOTADB')
    return `数据文件 server.db 读不出来：已损坏，或密钥不是原来那把。程序没有改动它。\n请从备份放回数据文件夹。`;
  if (asked.kind === 'serve') {
    if (code === 'EADDRINUSE')
      return `端口 ${asked.port} 已被别的程序占用。${SAFE}\n请用 --port 换一个端口。`;
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      return `这台电脑没有 ${asked.host} 这个地址。${SAFE}\n请检查 --host。`;
    if ('syscall' in error && error.syscall === 'listen')
      return `不能使用端口 ${asked.port}（${code}）。${SAFE}\n1024 以下的端口须由管理员启动，或用 --port 换一个。`;
    if (code.startsWith('ERR_OSSL') || code.startsWith('ERR_SSL'))
      return `证书或私钥不能用（${code}）。${SAFE}\n请检查 --cert 和 --key：要成对的 PEM 文件，私钥不带口令。`;
    const named = [asked.tls?.certificate, asked.tls?.key].find((file) => file === pathOf(error));
    if (named !== undefined) return `读不到 ${named}（${code}）。${SAFE}\n请检查 --cert 和 --key。`;
  }
  if (asked.databaseUrl !== null && code !== '' && pathOf(error) === null)
    return `连不上 DATABASE_URL 的数据库（${code}）。${SAFE}\n请检查数据库是否在运行、地址和密码对不对。`;
  if (/^(E(ACCES|PERM|ROFS|EXIST|NOTDIR|NOENT|ISDIR|NOSPC)|SQLITE_CANTOPEN)/.test(code))
    return `不能写入数据文件夹 ${asked.folder}（${code}）。${SAFE}\n请检查权限和磁盘空间，或用 --data 换一个文件夹。`;
  return error;
}

/** A store that can't be reached says why in its cause. */
function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? codeOf(error.cause) : '';
}

function pathOf(error: Error): string | null {
  return 'path' in error && typeof error.path === 'string' ? error.path : null;
}
