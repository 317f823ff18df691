import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type CardNumber, cardAt, seriesOf } from '../../contract/domain/card-number.ts';
import { type CardRange, mergeRanges } from '../../contract/domain/card-range.ts';
import type { Db } from '../../electron/engine/database/open.ts';
import { insertRun } from '../../electron/engine/projections/card-rows.ts';
import { unsoldRuns } from '../../electron/engine/queries/card-stock.ts';
import { makeDevice } from './devices.ts';

const HOLDER = 'till:here';
const COURSE = '2014-xxaq';

/** Three series; the second passes 10^18, where a card's tail leaves 64 bits. */
const STARTS = ['0098', '0999999999999999990', 'B03'] as CardNumber[];

function cardIn(series: number, offset: number): CardNumber {
  const found = cardAt(STARTS[series] as CardNumber, BigInt(offset));
  if (!found.ok) throw new Error('the series is too short for this test');
  return found.value;
}

/** Which of each series' thirty cards are unsold, and of how many a slice is made. */
const stocks = fc.record({
  held: fc.tuple(...STARTS.map(() => fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }))),
  slice: fc.integer({ min: 1, max: 40 }),
});

function stocked(held: readonly (readonly boolean[])[]): { db: Db; cards: readonly CardNumber[] } {
  const { db } = makeDevice();
  const add = insertRun(db, 'card');
  const all = held.flatMap((row, series) => row.map((unsold, at) => ({ card: cardIn(series, at), unsold })));
  for (const { card, unsold } of all) {
    const sales = unsold ? '' : 'A-aaaaaaaaaaaa.1';
    add({ first: card, last: card }, [COURSE, 'r', HOLDER, 0, sales, '', '', '', 0], Buffer.alloc(32));
  }
  return { db, cards: all.flatMap(({ card, unsold }) => (unsold ? [card] : [])) };
}

/** A query's run ends at 10^18, a merged one doesn't. */
const merged = (runs: readonly CardRange[]) => mergeRanges(runs).map(({ first, last }) => ({ first, last }));

/** Of other courses and other hands, in the midst of the same numbers. */
function addOthers(db: Db): void {
  const add = insertRun(db, 'card');
  const run = { first: cardIn(2, 30), last: cardIn(2, 40) };
  add(run, ['2013-dtjj', 'r', HOLDER, 0, '', '', '', '', 0], Buffer.alloc(32));
  const further = { first: cardIn(2, 41), last: cardIn(2, 50) };
  add(further, [COURSE, 'r', 'till:elsewhere', 0, '', '', '', '', 0], Buffer.alloc(32));
}

test('stock read in slices of any size is what one query over all of it says, and what the cards say', async () => {
  await fc.assert(
    fc.asyncProperty(stocks, async ({ held, slice }) => {
      const { db, cards } = stocked(held);
      addOthers(db);
      let turns = 0;
      const nextTurn = async () => void turns++;
      const whole = await unsoldRuns(db, { nextTurn }, HOLDER, COURSE, 1_000);
      expect(turns).toBe(0);
      expect(await unsoldRuns(db, { nextTurn }, HOLDER, COURSE, slice)).toEqual(whole);
      expect(turns).toBe(Math.floor(cards.length / slice));
      expect(merged(whole)).toEqual(merged(cards.map((card) => ({ first: card, last: card }))));
      expect(whole.reduce((sum, { count }) => sum + count, 0)).toBe(cards.length);
      db.close();
    }),
    { numRuns: 200 },
  );
});

test('a card sold while the stock is being read is either still shown or left out, never twice', async () => {
  const { db, cards } = stocked(STARTS.map(() => Array.from({ length: 30 }, () => true)));
  const sell = db.prepare("UPDATE card SET sales = 'A-aaaaaaaaaaaa.2' WHERE series = ? AND number = ?");
  // The first slice has been read by then: the long numbers come first in the index.
  const sold = [cardIn(1, 3), cardIn(2, 20)];
  const nextTurn = async () => {
    for (const card of sold) sell.run(seriesOf(card), card);
  };
  const runs = await unsoldRuns(db, { nextTurn }, HOLDER, COURSE, 10);
  const shown = runs.flatMap(({ first, count }) => cards.slice(cards.indexOf(first)).slice(0, count));
  expect(new Set(shown).size).toBe(shown.length);
  expect(runs.reduce((sum, { count }) => sum + count, 0)).toBe(cards.length - 1);
  db.close();
});

test('each slice is read along the index of unsold cards, without sorting the rest', async () => {
  const { db } = stocked([]);
  const prepared = vi.spyOn(db, 'prepare');
  await unsoldRuns(db, { nextTurn: async () => {} }, HOLDER, COURSE);
  const [sql = ''] = prepared.mock.calls[0] ?? [];
  const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(HOLDER, COURSE, '', '', 1) as { detail: string }[];
  expect(plan.map(({ detail }) => detail).filter((detail) => detail.includes('card'))).toEqual([
    'SEARCH card USING COVERING INDEX card_unsold (holder=? AND course=? AND (series,number)>(?,?))',
  ]);
  db.close();
});
