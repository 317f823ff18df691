import { Refusal } from '../../electron/engine/problem.ts';
import { createSeat } from '../../electron/engine/seat.ts';
import { seededWorld } from './world.ts';

/** A second program on the same data, as a process of its own. Says `opened`, or why not. */
const [folder = ''] = process.argv.slice(2);
const key = new Uint8Array(32).fill(7);
const seat = createSeat(seededWorld('second'), {
  folder,
  key,
  version: '0',
  practiceFiles: `${folder}/none`,
});
try {
  await seat.openPractice();
  console.log('opened');
} catch (error) {
  console.log(error instanceof Refusal ? JSON.stringify(error.problem) : `bug: ${error}`);
}
