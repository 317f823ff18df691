import { parseArgs } from 'node:util';
import type { Figures } from '../test/bench/figures.ts';
import { sale } from '../test/bench/sale.ts';
import { start } from '../test/bench/start.ts';

const benches: Readonly<Record<string, (events: number) => Promise<Figures>>> = { sale, start };
const USAGE = `npm run bench -- [${Object.keys(benches).join(' | ')} …] [--events N]`;

const { values, positionals } = parseArgs({
  options: { events: { type: 'string', default: '1000000' } },
  allowPositionals: true,
});
const events = Number(values.events);
const names = positionals.length === 0 ? Object.keys(benches) : positionals;
if (!Number.isSafeInteger(events) || events < 2 || names.some((name) => !Object.hasOwn(benches, name))) {
  console.error(USAGE);
  process.exit(2);
}
for (const name of names) {
  const figures = await benches[name]?.(events);
  // Milliseconds; `ratio` is how many times the floor, which ran beside it.
  console.log(JSON.stringify(figures));
}
