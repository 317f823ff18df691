import { Refusal } from '../electron/engine/problem.ts';
import { buildIfStale } from './build-if-stale.ts';
import { openBrowser } from './open-browser.ts';
import { runElectron } from './run-electron.ts';
import { serve } from './serve.ts';
import { readStartOptions, USAGE } from './start-options.ts';

const options = readStartOptions(process.argv.slice(2), process.env);
if (options === null) {
  console.error(USAGE);
  process.exit(2);
}
await buildIfStale();

// Electron where it can run; else the same engine behind a page, with one line saying why.
const why = await runElectron(options);
if (why === null) process.exit(0);
console.error(`以浏览器方式运行：${why}。数据密钥保存在数据文件夹内仅本人可读的文件中，不受系统钥匙串保护。`);
const url = await serve(options).catch((error: unknown) => {
  console.error(inWords(error));
  process.exit(1);
});
console.log(url);
if (options.open) openBrowser(url);

/** What a person can act on; a bug keeps its trace. */
function inWords(error: unknown): unknown {
  if (error instanceof Refusal)
    return [error.problem.happened, error.problem.safe, error.problem.todo].join('\n');
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') return `端口 ${options?.port} 已被别的程序占用。请换一个端口，或去掉 --port。`;
  if (code === 'ENOSPC') return '磁盘已满，程序没有启动。数据没有改动。请清理磁盘空间后重新启动。';
  if (
    typeof code === 'string' &&
    /^(E(ACCES|PERM|ROFS|EXIST|NOTDIR|NOENT|ISDIR)|SQLITE_CANTOPEN)/.test(code)
  ) {
    return `不能写入数据文件夹 ${options?.folder}。请换一个文件夹（--data），或检查权限。`;
  }
  return error;
}
