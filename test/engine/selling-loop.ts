import { writeSync } from 'node:fs';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { printPaper } from '../../electron/engine/commands/print-paper.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { unsoldRuns } from '../../electron/engine/queries/card-stock.ts';
import { createSeat } from '../../electron/engine/seat.ts';
import { realWorld } from '../../electron/world.ts';
import { paidInCash } from '../sale-input.ts';

/**
 * A counter that never stops selling, to be killed. Waits for a line on stdin, so that it is loaded before its time
 * starts. in: folder, turn. Each line on stdout is written after the commit: `sale`, the request, the document.
 */
const [folder = '', turn = ''] = process.argv.slice(2);
const world = realWorld(() => {
  throw new Error('no spreadsheets here');
});
const key = new Uint8Array(32).fill(7);
const seat = createSeat(world, { folder, key, version: '0', practiceFiles: `${folder}/none` });
const say = (line: string) => writeSync(1, `${line}\n`);

/** Each turn brings its own hundred cards a time. */
function takeIn(batch: number): void {
  const card = (index: number) =>
    `08${turn.padStart(4, '0')}${String(batch * 100 + index).padStart(8, '0')}` as CardNumber;
  const ranges = [{ first: card(0), last: card(99) }];
  const request = `take-in-${turn}-${batch}`;
  const made = seat.perform(receiveCards, { course: '2014-xxaq', note: 'N1', ranges }, request);
  say(`receipt ${request} ${(made.envelope.payload as { document: string }).document}`);
}

async function sellOne(count: number): Promise<void> {
  const { db, journal } = seat.city();
  const [run] = await unsoldRuns(db, world.timers, `till:${journal.identity.device}`, '2014-xxaq');
  if (run === undefined) throw new Error('sold out');
  const buyer =
    count % 5 === 0
      ? ({
          kind: 'newEmployer',
          name: `第${turn}-${count}中学`,
          area: '市直',
          contact: '张三',
          phone: '',
        } as const)
      : ({ kind: 'person', area: '市直' } as const);
  const cards = [{ first: run.first, last: run.first }];
  const request = `request-${turn}-${count}`;
  const made = seat.perform(makeSale, { buyer, course: '2014-xxaq', cards, ...paidInCash(1) }, request);
  const { document } = made.envelope.payload as { document: string };
  say(`sale ${request} ${document}`);
  if (count % 3 === 0) {
    seat.perform(printPaper, { document }, `printed-${turn}-${count}`);
    say(`print printed-${turn}-${count} ${document}`);
  }
}

say('loaded');
process.stdin.once('data', async () => {
  await seat.openPractice();
  seat.sitDown('sk01');
  for (let count = 0; ; count++) {
    if (count % 50 === 0) takeIn(count / 50);
    await sellOne(count);
    // The engine lives in turns; the mark's timer gets its own.
    await world.timers.nextTurn();
  }
});
