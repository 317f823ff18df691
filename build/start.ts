import { buildIfStale } from './build.ts';
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
const url = await serve(options);
console.log(url);
if (options.open) openBrowser(url);
