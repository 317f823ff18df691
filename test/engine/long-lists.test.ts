import { afterEach, expect, test } from 'vitest';
import { MOST_LISTED } from '../../contract/app/stock.ts';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { practiceSeat } from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';

const COURSE = '2014-xxaq';
const card = (index: number) => `09${String(index).padStart(10, '0')}` as CardNumber;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A till with 600 single cards, each a run of its own. */
async function gapped() {
  const { seat } = await practiceSeat();
  for (const turn of [0, 1]) {
    const ranges = Array.from({ length: 300 }, (_, index) => {
      const one = card((turn * 300 + index) * 100);
      return { first: one, last: one };
    });
    seat.perform(receiveCards, { course: COURSE, note: `N${turn}`, ranges }, `request-${turn}`);
  }
  const { client, close } = procedureClient(seat);
  closing.push(close);
  return client;
}

test('the stock of a till with hundreds of gaps counts all cards and lists the first runs, saying how many there are', async () => {
  const client = await gapped();
  const { holders } = await client.stock.view();
  const stock = holders[0]?.courses.find(({ course }) => course === COURSE);
  // The practice city's own cards are runs of this till too.
  const runs = stock?.runs ?? 0;
  expect(runs).toBeGreaterThanOrEqual(600);
  expect(stock?.ranges).toHaveLength(MOST_LISTED);
  expect(stock?.text.endsWith(` 等共 ${runs} 段`)).toBe(true);
  expect(stock?.count).toBeGreaterThanOrEqual(600);
  const receipt = (await client.receipts.list()).find(({ note }) => note === 'N1');
  expect(receipt?.text.endsWith(' 等共 300 段')).toBe(true);
});

test('more cards than one sale or one dispatch may have are refused before any is looked for', async () => {
  const client = await gapped();
  const text = `${card(0)}-${card(999_999)}`;
  expect(await answerOf(client.sales.checkCards({ course: COURSE, text }))).toBe('TOO_MANY');
  expect(await answerOf(client.custody.checkCards({ from: 'till', cards: text }))).toBe('TOO_MANY');
});
