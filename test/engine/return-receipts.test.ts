import { expect, test } from 'vitest';
import type { MakeSale } from '../../electron/engine/commands/make-sale.ts';
import { receiptLines } from '../../electron/engine/queries/receipt-lines.ts';
import { registerView } from '../../electron/engine/queries/registers.ts';
import { saleSlip } from '../../electron/engine/queries/slip.ts';
import { halfState } from './checks.ts';
import { practiceCard, saleOf } from './city.ts';
import { closedDay, DAY } from './drawer.ts';
import { answerOf } from './engine-under-test.ts';
import { pagesOf } from './pdf-pages.ts';
import { type Counter, counter, NEXT } from './return-counter.ts';

const FIRST = '0012301';
const SECOND = '0012302';

/** Ten cards and two books, each with the first receipt of its book. */
function receipted(): MakeSale {
  return {
    ...saleOf(0, 9, 2),
    receipts: [
      { stream: 'cards', kind: 'fiscal', number: FIRST },
      { stream: 'books', kind: 'invoice', number: '00778801' },
    ],
  };
}

async function fiscalBook({ seat }: Counter) {
  const { db, journal } = seat.city();
  const { books, findings } = await registerView(db, journal.identity, seat.world.timers);
  const fiscal = books.find(({ kind }) => kind === 'fiscal');
  const { used, voided, remaining, issued, off } = fiscal ?? expect.fail('no fiscal book');
  expect([used + voided + remaining, off, findings]).toEqual([issued, 0, []]);
  return { used, voided };
}

const owed = async ({ client }: Counter) =>
  (await client.registers.owed({ after: null })).rows.map(({ stream, fen }) => [stream, fen]);

const rewrite = ({ client, request, made }: Counter, number: string) =>
  client.registers.write({ request: request(), sale: made.sale, stream: 'cards', number });

test('cards that come back spoil the receipt of the fee alone, and another is due for those that stay', async () => {
  const here = await counter(receipted());
  const { client, made, bring, seat, close } = here;
  const cards = `${practiceCard(0)}-${practiceCard(2)}`;
  expect(await client.returns.quote({ sale: made.sale, cards, books: [] })).toMatchObject({
    spoiled: [`财政票据 ${FIRST}`],
    due: [{ stream: 'cards', fen: 35_000 }],
  });
  expect(await fiscalBook(here)).toEqual({ used: 1, voided: 0 });
  const back = await bring(cards);
  expect(back).toMatchObject({ spoiled: [`财政票据 ${FIRST}`], due: [{ stream: 'cards', fen: 35_000 }] });
  expect(await fiscalBook(here)).toEqual({ used: 0, voided: 1 });
  expect(await owed(here)).toEqual([['cards', 35_000]]);
  // What was handed out then is still what the sale's slip says.
  const now = { day: DAY, at: seat.world.clock.now(), by: 'sk01' };
  expect(saleSlip(seat.city().db, made.sale, now)?.cardsReceipt).toBe(`财政票据 ${FIRST}`);
  expect(await answerOf(rewrite(here, FIRST))).toBe('RECEIPT_GONE');
  await rewrite(here, SECOND);
  expect(await fiscalBook(here)).toEqual({ used: 1, voided: 1 });
  expect(await owed(here)).toEqual([]);
  const { db, journal } = seat.city();
  expect(receiptLines(db, journal.identity, { firstDay: DAY, lastDay: DAY })).toMatchObject([
    { kind: 'fiscal', used: [{ first: SECOND, last: SECOND }], voided: [FIRST], next: '0012303' },
    { kind: 'invoice', used: [{ first: '00778801' }], voided: [] },
  ]);
  const { pdf } = await client.papers.open({ document: back.document });
  const [page] = await pagesOf(pdf ?? '');
  expect(page?.text).toContain(`收回并作废：财政票据${FIRST}`);
  expect(await halfState(seat)).toBe(null);
  close();
});

test('goods that come back whole leave nothing to be written, and a book its invoice only', async () => {
  const here = await counter(receipted());
  const { bring, close } = here;
  expect(await bring('', 2)).toMatchObject({ spoiled: ['发票 00778801'], due: [] });
  expect(await fiscalBook(here)).toEqual({ used: 1, voided: 0 });
  expect(await bring(`${practiceCard(0)}-${practiceCard(9)}`)).toMatchObject({
    spoiled: [`财政票据 ${FIRST}`],
    due: [],
  });
  expect(await owed(here)).toEqual([]);
  close();
});

test('each part that comes back spoils the receipt written for the rest before it', async () => {
  const here = await counter(receipted());
  await here.bring(practiceCard(0));
  await rewrite(here, SECOND);
  expect(await here.bring(practiceCard(1))).toMatchObject({
    spoiled: [`财政票据 ${SECOND}`],
    due: [{ stream: 'cards', fen: 40_000 }],
  });
  await rewrite(here, '0012303');
  expect(await fiscalBook(here)).toEqual({ used: 1, voided: 2 });
  here.close();
});

test('where nothing was written nothing is spoiled', async () => {
  const here = await counter();
  expect(await here.bring(practiceCard(0))).toMatchObject({ spoiled: [], due: [] });
  expect(await owed(here)).toEqual([
    ['cards', 45_000],
    ['books', 3000],
  ]);
  here.close();
});

test('a refused refund gives the whole back, so the receipt for the rest is spoiled and one for the whole is due', async () => {
  const here = await counter(receipted());
  const { bring, as, decide, settle, nextDay, close, seat } = here;
  nextDay();
  const back = await bring(practiceCard(0));
  await rewrite(here, SECOND);
  await as('zg02', async () => {
    await decide(back.return, 'refused', '涂层已刮');
    await settle(back.return, 'givenBack');
  });
  expect(await fiscalBook(here)).toEqual({ used: 0, voided: 2 });
  expect(await owed(here)).toEqual([['cards', 50_000]]);
  expect(await halfState(seat)).toBe(null);
  close();
});

test('the day’s sheet agrees in money, cards and receipts; a closed one keeps its receipts as they were', async () => {
  const here = await counter(receipted());
  const { seat, bring, count, handOver, endDay, close } = here;
  await bring(practiceCard(0));
  await rewrite(here, SECOND);
  await count(200 + 530 - 50);
  await handOver();
  expect((await endDay()).agree).toBe(true);
  const before = closedDay(seat).figures;
  expect(before.receipts).toMatchObject([
    { kind: 'fiscal', used: [{ first: SECOND, last: SECOND }], voided: [FIRST] },
    { kind: 'invoice' },
  ]);
  expect(before.money).toMatchObject([
    { stream: 'cards', inFen: 50_000, outFen: 5000 },
    { stream: 'books', inFen: 3000, outFen: 0 },
  ]);
  await bring(practiceCard(1));
  await rewrite(here, '0012303');
  expect(closedDay(seat).figures).toEqual(before);
  await count(0);
  await handOver(0);
  expect((await endDay(NEXT)).agree).toBe(true);
  expect(closedDay(seat, NEXT).figures).toMatchObject({
    receipts: [{ kind: 'fiscal', used: [{ first: '0012303' }], voided: [SECOND] }, { kind: 'invoice' }],
    money: [],
  });
  close();
});
