import { openCounter } from './counter.ts';
import { peakMegabytes } from './figures.ts';

/** One start of the engine, to the first answer. in: folder. Says milliseconds and MB. */
const [folder = ''] = process.argv.slice(2);
const seat = await openCounter(folder);
if (seat.state().city?.people.length === 0) throw new Error('no answer');
console.log(JSON.stringify({ milliseconds: performance.now(), megabytes: peakMegabytes() }));
seat.close();
