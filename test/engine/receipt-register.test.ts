import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Payload } from '../../contract/events/catalogue.ts';
import { issueBook } from '../../electron/engine/commands/issue-book.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { reverseSale } from '../../electron/engine/commands/reverse-sale.ts';
import { voidReceipts } from '../../electron/engine/commands/void-receipts.ts';
import { writeReceipt } from '../../electron/engine/commands/write-receipt.ts';
import { owedPage } from '../../electron/engine/queries/owed-receipts.ts';
import { receiptLines } from '../../electron/engine/queries/receipt-lines.ts';
import { nextReceipts } from '../../electron/engine/queries/receipt-numbers.ts';
import { numbersOf, registerView } from '../../electron/engine/queries/registers.ts';
import { reversalPreview } from '../../electron/engine/queries/reversal.ts';
import { reversalSlip, saleSlip } from '../../electron/engine/queries/slip.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { practiceCard, practiceSeat, refusalOf, saleOf } from './city.ts';
import { appendOwn } from './devices.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { pagesOf } from './pdf-pages.ts';
import { deliver, type Pc, pcsOfOnePoint } from './two-pcs.ts';
import { seededWorld } from './world.ts';

const FIRST = '0012301';
const now = { day: '2014-05-20', at: seededWorld().clock.now(), by: 'sk01' };

/** One card, with a fiscal receipt of this number; null leaves it unwritten. */
function withReceipt(card: number, number: string | null) {
  const kind = number === null ? ('none' as const) : ('fiscal' as const);
  return { ...saleOf(card), receipts: [{ stream: 'cards' as const, kind, number: number ?? '' }] };
}

const sell = (seat: Seat, card: number, number: string | null) =>
  seat.perform(makeSale, withReceipt(card, number), `sale-of-card-${card}`).envelope
    .payload as Payload<'sale.made'>;

const spoil = (seat: Seat, first: string, last = first, reason = '污损' as const) =>
  seat.perform(voidReceipts, { kind: 'fiscal', runs: [{ first, last }], reason }, `void-${first}-${last}`);

const viewOf = (seat: Seat) => {
  const { db, journal } = seat.city();
  return registerView(db, journal.identity, seat.world.timers);
};

const fiscalBook = async (seat: Seat) => (await viewOf(seat)).books.find(({ kind }) => kind === 'fiscal');

const next = (seat: Seat) => nextReceipts(seat.city().db, seat.city().journal.identity).cards;

test('the practice city has a book of each kind, and a sale takes the next number of its own', async () => {
  const { seat } = await practiceSeat();
  expect(nextReceipts(seat.city().db, seat.city().journal.identity)).toEqual({
    cards: FIRST,
    books: '00778801',
  });
  sell(seat, 0, FIRST);
  expect(next(seat)).toBe('0012302');
  expect(await fiscalBook(seat)).toMatchObject({
    used: 1,
    voided: 0,
    remaining: 99,
    next: '0012302',
    off: 0,
  });
  expect((await viewOf(seat)).totals).toEqual([
    '财政票据：领入 100，已用 1，作废 0，剩余 99，相符',
    '发票：领入 50，已用 0，作废 0，剩余 50，相符',
  ]);
});

test('a number that is used, voided, of no book, of the other kind, or further on is refused in its own words', async () => {
  const { seat } = await practiceSeat();
  sell(seat, 0, FIRST);
  spoil(seat, '0012302');
  const refused = (number: string) => refusalOf(() => sell(seat, 1, number));
  expect([FIRST, '0012302', '0012999', '00778801', '0012306', '票1'].map(refused)).toEqual([
    'RECEIPT_GONE',
    'RECEIPT_GONE',
    'RECEIPT_OUTSIDE',
    'RECEIPT_OTHER_KIND',
    'RECEIPT_SKIPS',
    'RECEIPT_FORMAT',
  ]);
  const words = (number: string) => {
    try {
      sell(seat, 1, number);
      return '';
    } catch (error) {
      return (error as { problem: { happened: string } }).problem.happened;
    }
  };
  expect(words(FIRST)).toContain('已用于单号 QZ1A-20140520-00003');
  expect(words('0012302')).toContain('已作废（污损）');
  expect(words('0012306')).toContain('会跳过 0012303–0012305，共 3 个号');
});

test('the skipped numbers become 作废 in one step, and then the number further on is the next', async () => {
  const { seat } = await practiceSeat();
  const { client, close } = procedureClient(seat);
  const check = await client.registers.checkNumber({ kind: 'fiscal', number: '0012304' });
  expect(check).toEqual({
    words: '会跳过 0012301–0012303。',
    skipped: [{ first: FIRST, last: '0012303' }],
    count: 3,
  });
  await client.registers.void({
    ...{ request: 'skip-the-three', kind: 'fiscal', runs: check.skipped, reason: '跳号' },
  });
  expect(await client.registers.checkNumber({ kind: 'fiscal', number: '0012304' })).toMatchObject({
    words: null,
  });
  sell(seat, 0, '0012304');
  expect(await fiscalBook(seat)).toMatchObject({
    ...{ used: 1, voided: 3, remaining: 96, off: 0 },
    voidedNumbers: ['0012301–0012303（跳号）'],
  });
  close();
});

test('作废 names an exception, is done once, and neither of others’ numbers nor as 跳号 of a used one', async () => {
  const { seat } = await practiceSeat();
  sell(seat, 0, FIRST);
  const made = spoil(seat, '0012305').envelope;
  const id = `${made.incarnation}.${made.number}`;
  expect(made.entities).toContainEqual({ kind: 'exception', id });
  const refused = (first: string, last = first, reason: '跳号' | '污损' = '污损') =>
    refusalOf(() =>
      seat.perform(
        voidReceipts,
        { kind: 'fiscal', runs: [{ first, last }], reason },
        `again-${first}-${last}`,
      ),
    );
  expect(refused('0012304', '0012306')).toBe('RECEIPT_VOIDED');
  expect(refused('0012400', '0012401')).toBe('RECEIPT_OUTSIDE');
  expect(refused('00778801')).toBe('RECEIPT_OUTSIDE');
  expect(refused(FIRST, FIRST, '跳号')).toBe('RECEIPT_USED');
  expect(refused('12A')).toBe('RECEIPT_RUN');
  expect(refused(FIRST)).toBe('done');
});

test('a book is taken over once: an overlap with any book, of either kind, is refused with that book', async () => {
  const { seat } = await practiceSeat();
  const issue = (kind: 'fiscal' | 'invoice', first: string, last: string) =>
    refusalOf(() => seat.perform(issueBook, { kind, first, last }, `book-${kind}-${first}`));
  expect(issue('fiscal', '0012400', '0012499')).toBe('RECEIPT_OVERLAP');
  expect(issue('invoice', '0012350', '0012351')).toBe('RECEIPT_OVERLAP');
  expect(issue('fiscal', '0012500', '0012401')).toBe('RECEIPT_RUN');
  expect(issue('fiscal', '0012401', '0012500')).toBe('done');
});

test('a reversal voids the receipts of its sale, asks for them back, and no number is used again', async () => {
  const { seat } = await practiceSeat();
  const { sale } = sell(seat, 0, FIRST);
  const { db } = seat.city();
  expect(reversalPreview(db, sale, 'sk01').receipts).toEqual([`财政票据 ${FIRST}`]);
  seat.perform(reverseSale, { sale, reason: '卡号录错', remark: '' }, 'reverse-it', 'zg02');
  expect(await fiscalBook(seat)).toMatchObject({ used: 0, voided: 1, remaining: 99, next: '0012302' });
  expect(refusalOf(() => sell(seat, 1, FIRST))).toBe('RECEIPT_GONE');
  expect(reversalSlip(db, sale, now)?.reversal).toMatchObject({ receipts: `财政票据 ${FIRST}` });
  // The sale's own paper goes on saying what was handed over.
  expect(saleSlip(db, sale, now)?.cardsReceipt).toBe(`财政票据 ${FIRST}`);
});

test('暂不开 is written later with the next number, once; a receipt written wrong is 作废 and owed anew', async () => {
  const { seat } = await practiceSeat();
  const { db } = seat.city();
  const { sale, document } = sell(seat, 0, null);
  const owed = async () =>
    (await owedPage(db, seat.world.timers, null)).rows.map((row) => `${row.document} ${row.fen}`);
  const write = (number: string, request: string) =>
    refusalOf(() => seat.perform(writeReceipt, { sale, stream: 'cards', number }, request));
  expect(await owed()).toEqual([`${document} 5000`]);
  expect(write('0012302', 'write-early')).toBe('RECEIPT_SKIPS');
  expect(write(FIRST, 'write-first')).toBe('done');
  expect(await owed()).toEqual([]);
  expect(write('0012302', 'write-twice')).toBe('RECEIPT_NOT_OWED');
  expect(saleSlip(db, sale, now)).toMatchObject({ cardsReceipt: `财政票据 ${FIRST}`, invoice: '是' });
  spoil(seat, FIRST);
  expect(await owed()).toEqual([`${document} 5000`]);
  expect(write('0012302', 'write-again')).toBe('done');
  const book = (await fiscalBook(seat))?.book ?? '';
  const { rows } = numbersOf(db, seat.city().journal.identity, book, null);
  expect(rows.map(({ number, voided, documents }) => [number, voided, documents])).toEqual([
    ['0012302', false, [document]],
    [FIRST, true, [document]],
  ]);
  seat.perform(reverseSale, { sale, reason: '卡号录错', remark: '' }, 'reverse-it', 'zg02');
  expect(await owed()).toEqual([]);
  expect(await fiscalBook(seat)).toMatchObject({ used: 0, voided: 2, remaining: 98, off: 0 });
});

test('without a book of its kind a number can’t be used, and 暂不开 can', async () => {
  const [pc] = await pcsOfOnePoint(1);
  if (pc === undefined) throw new Error('no PC');
  stock(pc, 0);
  const sold = (number: string | null) =>
    refusalOf(() => pc.perform(makeSale, withReceipt(0, number), `sale-with-${number ?? 'none'}`));
  expect(sold('0012301')).toBe('RECEIPT_NO_BOOK');
  expect(sold(null)).toBe('done');
});

function stock(pc: Pc, card: number): void {
  const ranges = [{ first: practiceCard(card), last: practiceCard(card) }];
  pc.perform(receiveCards, { course: '2014-xxaq', note: 'N1', ranges }, `cards-${card}`);
}

test('one number used on two PCs, one book taken over twice: both stand in the register by name once the news meets', async () => {
  const [one, other] = await pcsOfOnePoint(2);
  if (one === undefined || other === undefined) throw new Error('no two PCs');
  for (const [card, pc] of [one, other].entries()) {
    stock(pc, card);
    pc.perform(issueBook, { kind: 'fiscal', first: '0012301', last: '0012310' }, 'the-same-book');
    pc.perform(makeSale, withReceipt(card, FIRST), 'the-same-number');
  }
  deliver(other, one);
  deliver(one, other);
  for (const { city } of [one, other]) {
    const timers = { nextTurn: () => Promise.resolve() };
    const { books, totals, findings } = await registerView(city.db, city.journal.identity, timers);
    expect(books.map(({ own, off }) => [own, off]).toSorted()).toEqual([
      [false, 1],
      [true, 1],
    ]);
    expect(totals[0]).toContain('不符');
    expect(findings.filter((words) => words.includes('有相同的号码 0012301–0012310'))).toHaveLength(1);
    const twice = findings.find((words) => words.includes('用了不止一次'));
    expect(twice).toContain('QZ1A-20140520-00002');
    expect(twice).toContain('QZ2A-20140520-00002');
  }
});

test('another till’s book is not ours: its numbers are refused here, and stand by name where they were used or spoiled', async () => {
  const [one, other] = await pcsOfOnePoint(2);
  if (one === undefined || other === undefined) throw new Error('no two PCs');
  one.perform(issueBook, { kind: 'fiscal', first: '0012301', last: '0012310' }, 'one-book');
  deliver(one, other);
  stock(other, 1);
  const refused = () => refusalOf(() => other.perform(makeSale, withReceipt(1, '0012301'), 'other-sale'));
  expect(refused()).toBe('RECEIPT_NO_BOOK');
  other.perform(issueBook, { kind: 'fiscal', first: '0055501', last: '0055510' }, 'other-book');
  expect(refused()).toBe('RECEIPT_ELSEWHERE');
  // As a program with a mistake would write it.
  const numbers = [FIRST, '0099999'];
  const desk = { actor: 'sk01', approver: null, role: 'counter', businessDay: '2014-05-20' } as const;
  appendOwn(
    other.city,
    {
      type: 'receipt.voided',
      payload: { kind: 'fiscal', numbers, reason: '污损' },
      entities: numbers.map((number) => ({ kind: 'money-receipt', id: `fiscal/${number}` })),
    },
    { ...desk, request: 'wrong-program' },
  );
  deliver(other, one);
  const timers = { nextTurn: () => Promise.resolve() };
  const { findings } = await registerView(one.city.db, one.city.journal.identity, timers);
  expect(findings).toEqual([
    `财政票据 ${FIRST} 由别的电脑登记，不是领入这本票据的电脑，请核对。`,
    '财政票据 0099999 不在任何领入的票据本里，请核对。',
  ]);
});

test('what a span’s receipts did: by day, by shift, and 作废 on a later day', async () => {
  const { seat } = await practiceSeat();
  const { db, journal } = seat.city();
  sell(seat, 0, FIRST);
  sell(seat, 1, '0012302');
  const { lamport } = journal.heads();
  sell(seat, 2, '0012303');
  spoil(seat, '0012304');
  const today = { firstDay: '2014-05-20', lastDay: '2014-05-20' };
  const fiscal = (span: Parameters<typeof receiptLines>[2]) =>
    receiptLines(db, journal.identity, span).find(({ kind }) => kind === 'fiscal');
  const run = (first: string, last: string, count: number) => ({ first, last, count });
  expect(fiscal(today)).toEqual({
    ...{ kind: 'fiscal', used: [run(FIRST, '0012303', 3)], voided: ['0012304'], next: '0012305' },
  });
  expect(fiscal({ ...today, upTo: lamport })).toMatchObject({ used: [run(FIRST, '0012302', 2)], voided: [] });
  expect(fiscal({ ...today, after: lamport })).toMatchObject({
    ...{ used: [run('0012303', '0012303', 1)], voided: ['0012304'] },
  });
  seat.perform(openDay, { day: '2014-05-21' }, 'next-day');
  spoil(seat, '0012303');
  const tomorrow = { firstDay: '2014-05-21', lastDay: '2014-05-21' };
  expect(fiscal(tomorrow)).toMatchObject({ used: [], voided: ['0012303'] });
  expect(fiscal(today)).toMatchObject({ used: [run(FIRST, '0012303', 3)] });
  expect(receiptLines(db, { device: 'f'.repeat(32) }, today)).toEqual([]);
});

test('whatever is issued, sold, voided, written and reversed: issued = used + 作废 + remaining', async () => {
  const deed = fc.constantFrom('issue', 'sell', 'later', 'write', 'void', 'ahead', 'reverse');
  const deeds = fc.array(fc.tuple(deed, fc.nat({ max: 30 })), { minLength: 10, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(deeds, async (list) => {
      const { seat } = await practiceSeat();
      const sold: string[] = [];
      for (const [at, [what, dice]] of list.entries()) play(seat, sold, what, at, dice);
      const { books, findings } = await viewOf(seat);
      expect(findings).toEqual([]);
      for (const { issued, used, voided, remaining, off } of books)
        expect([off, used + voided + remaining]).toEqual([0, issued]);
      // Counted another way: each number's own row.
      const rows = seat.city().db.prepare("SELECT count(*) FROM money_receipt WHERE id LIKE 'fiscal/%'");
      const fiscal = books.filter(({ kind }) => kind === 'fiscal');
      const gone = fiscal.reduce((sum, { used, voided }) => sum + used + voided, 0);
      expect(gone).toBe(rows.pluck().get());
    }),
    { numRuns: 12 },
  );
});

/** One deed of a clerk, refused or done. */
function play(seat: Seat, sold: string[], what: string, at: number, dice: number): void {
  const request = `deed-number-${at}`;
  const number = next(seat);
  const sale = sold[dice % Math.max(1, sold.length)] ?? 'none';
  refusalOf(() => {
    if (what === 'issue') {
      const first = `00${20_000 + dice}`;
      seat.perform(issueBook, { kind: 'fiscal', first, last: `00${20_004 + dice}` }, request);
    }
    if (what === 'sell') sold.push(sell(seat, at, number).sale);
    if (what === 'later') sold.push(sell(seat, at, null).sale);
    if (what === 'write')
      seat.perform(writeReceipt, { sale, stream: 'cards', number: number ?? '' }, request);
    if (what === 'void' || what === 'ahead') {
      const first = what === 'void' ? `00${12_301 + dice}` : (number ?? FIRST);
      const runs = [{ first, last: first }];
      seat.perform(voidReceipts, { kind: 'fiscal', runs, reason: '污损' }, request);
    }
    if (what === 'reverse')
      seat.perform(reverseSale, { sale, reason: '卡号录错', remark: '' }, request, 'zg02');
  });
}

test('the register on paper names books, used runs, voided numbers, what remains, and that it agrees', async () => {
  const { seat } = await practiceSeat();
  sell(seat, 0, FIRST);
  spoil(seat, '0012302');
  const { client, close } = procedureClient(seat);
  const { pdf } = await client.registers.sheet();
  const [page] = await pagesOf(pdf);
  const text = page?.text ?? '';
  for (const words of [
    '票据领用登记簿',
    '练习',
    '0012301–0012400',
    '0012302（污损）',
    '0012303–0012400',
    '财政票据：领入100，已用1，作废1，剩余98，相符',
    '打印人：韦小兰',
    '第1/1页',
  ])
    expect(text).toContain(words);
  expect(await answerOf(client.registers.numbers({ book: 'none', after: null }))).toBe('done');
  close();
});
