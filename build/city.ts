import { timeInShanghai } from '../contract/domain/calendar.ts';
import { spawnReader } from '../electron/spawn-reader.ts';
import { realWorld } from '../electron/world.ts';
import { type AskCode, readCityOptions, type ServeCity, USAGE } from './city/options.ts';
import { askCode, runCity } from './city/run.ts';
import { inWords } from './city/words.ts';

/** `npm run city`: the city's server, and codes for new PCs. */

const world = realWorld(spawnReader);
const asked = readCityOptions(process.argv.slice(2), process.env);
if (asked === null) {
  console.error(USAGE);
  process.exit(2);
}
try {
  await (asked.kind === 'code' ? printCode(asked) : serve(asked));
} catch (error) {
  console.error(inWords(error, asked));
  process.exit(1);
}

async function serve(options: ServeCity): Promise<void> {
  const { address, city, stop } = await runCity(options, world, (line) => process.stderr.write(line));
  if (city.founded !== null) {
    const { authorityFile, without } = city.founded;
    console.error(`城市已建立。请把 ${authorityFile} 移到离线的 U 盘上妥善保管，服务器以后不再用它。`);
    if (without.length > 0) console.error(`还没有管理员、电脑还不能入网的销售点：${without.join('、')}。`);
  }
  if (options.tls === null && !options.behindProxy)
    console.error('没有给证书（--cert、--key）：只有这台电脑能连。');
  console.log(address);
  let stopping = false;
  // Ctrl-C reaches the program twice, from the terminal and from what started it; the second must not cut it short.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void stop().then(() => process.exit(0));
    });
  }
}

async function printCode(options: AskCode): Promise<void> {
  const { code, expires, place, fingerprint, address, authority } = await askCode(options, world);
  console.log(`入网码，给 ${place}，只能用一次，有效到 ${timeInShanghai(expires)}：`);
  console.log(code);
  console.log(`城市指纹 ${fingerprint}`);
  console.log(address === null ? '服务器没有在运行，请启动后再入网。' : `服务器地址 ${address}`);
  if (authority !== null) console.log(`入网时先选上这份证书文件，随入网码一起交给对方：${authority}`);
}
