import { expect, test } from 'vitest';
import { runQuarter } from '../simulation/quarter.ts';
import { tempFolder } from './city.ts';

test('weeks of three PCs balance every day to the fen, through crashes and late news', async () => {
  const outcome = await runQuarter({ seed: 1, root: tempFolder(), days: 30, silent: [6, 26] });
  console.log(outcome);
  expect(outcome.divergences).toEqual([]);
});
