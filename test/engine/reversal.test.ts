import { expect, test } from 'vitest';
import type { Approval } from '../../contract/app/problem.ts';
import { layOutSlip } from '../../contract/domain/slip.ts';
import type { Payload } from '../../contract/events/catalogue.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { printPaper } from '../../electron/engine/commands/print-paper.ts';
import { reverseSale } from '../../electron/engine/commands/reverse-sale.ts';
import { tillOf } from '../../electron/engine/journal/identity.ts';
import { booksInHand } from '../../electron/engine/queries/book-stock.ts';
import { unsoldCount } from '../../electron/engine/queries/card-stock.ts';
import { reversalSlip, saleSlip } from '../../electron/engine/queries/slip.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { gapsInDocuments, halfState } from './checks.ts';
import { practiceCard, practiceSeat, refusalOf, saleOf, sell } from './city.ts';
import { appendOwn } from './devices.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { countEvents, recentSales, typesSince } from './tables.ts';

const now = { day: '2014-05-20', at: Date.UTC(2026, 10, 24, 1, 5), by: 'sk02' };
const zg02: Approval = { person: 'zg02', secret: '2502' };
const BOOK = '2014-xxaq-book';

async function counter() {
  const { seat } = await practiceSeat();
  const { client, bugs, close } = procedureClient(seat);
  const { sale } = sell(seat, 0, 'request-sale').envelope.payload as Payload<'sale.made'>;
  const reverse = (request: string, approval = zg02, of = sale) =>
    answerOf(client.sales.reverse({ request, sale: of, reason: '卡号录错', remark: '应为 102', approval }));
  return { seat, client, bugs, close, sale, reverse };
}

function held(seat: Seat): number {
  const { db, journal } = seat.city();
  return unsoldCount(db, tillOf(journal.identity), '2014-xxaq');
}

test('a reversed sale’s card is sellable again, under a paper of its own number', async () => {
  const { seat, sale, reverse, close } = await counter();
  expect(held(seat)).toBe(99);
  expect(await reverse('request-1')).toBe('done');
  expect(held(seat)).toBe(100);
  const [row] = recentSales(seat.city().db);
  expect(row).toMatchObject({
    sale,
    reversed: true,
    reversal: {
      document: 'QZ1A-20140520-00004',
      reason: '卡号录错',
      remark: '应为 102',
      by: '韦小兰',
      approver: '覃副主任',
      prints: 0,
    },
  });
  sell(seat, 0, 'request-again');
  expect(recentSales(seat.city().db)[0]?.document).toBe('QZ1A-20140520-00005');
  expect(gapsInDocuments(seat)).toEqual([]);
  expect(await halfState(seat)).toBe(null);
  close();
});

test('the event names the clerk, the approver, and the sale’s own figures', async () => {
  const { seat, client, sale, close } = await counter();
  const approval = { person: 'zg01', secret: '2401' };
  await client.sales.reverse({ request: 'request-1', sale, reason: '重复开单', remark: ' ', approval });
  const made = seat.city().journal.byRequest('request-1');
  expect(made?.envelope).toMatchObject({ actor: 'sk01', role: 'counter', approver: 'zg01' });
  expect(made?.envelope.payload).toMatchObject({ sale, remark: '', books: [], cardsFen: 5000, booksFen: 0 });
  close();
});

test('books come back to the till they were sold from', async () => {
  const { seat, reverse, close } = await counter();
  const { db, journal } = seat.city();
  const sale = journal.nextId();
  const holder = tillOf(journal.identity);
  const pay = { method: 'cash' as const, reference: '', tendered: null };
  appendOwn(
    seat.city(),
    {
      type: 'sale.made',
      payload: {
        ...{ sale, document: 'QZ1A-20140520-00004', holder, cardsFen: 0, booksFen: 4500 },
        buyer: { kind: 'person', area: '市直', outside: null },
        cards: [],
        books: [{ textbook: BOOK, quantity: 3, fen: 1500, priceEvent: sale }],
        payments: [{ stream: 'books', fen: 4500, ...pay }],
        receipts: [],
        paper: null,
      },
      entities: [
        { kind: 'sale', id: sale },
        { kind: 'document', id: 'QZ1A-20140520-00004' },
        { kind: 'book-out', id: `${sale}/${BOOK}` },
      ],
    },
    { actor: 'sk01', role: 'counter', approver: null, businessDay: '2014-05-20', request: 'request-books' },
  );
  expect(booksInHand(db, holder, BOOK)).toBe(47);
  expect(await reverse('request-1', zg02, sale)).toBe('done');
  expect(booksInHand(db, holder, BOOK)).toBe(50);
  const [sheet] = layOutSlip(reversalSlip(db, sale, now) ?? expect.fail('no paper'));
  expect(sheet).toMatchObject({ title: '专业技术人员继续教育教材冲销单', cards: '¥0.00', books: '-¥45.00' });
  close();
});

test('a sale is reversed once, on its own business day', async () => {
  const { seat, sale, client, reverse, close } = await counter();
  const other = sell(seat, 1, 'request-other').envelope.payload as Payload<'sale.made'>;
  expect(await reverse('request-1')).toBe('done');
  expect(await reverse('request-2')).toBe('REVERSAL_REVERSED');
  seat.perform(openDay, { day: '2014-05-21' }, 'request-day');
  expect(await reverse('request-3', zg02, other.sale)).toBe('REVERSAL_LATER_DAY');
  expect(await answerOf(client.sales.reversal({ sale: other.sale }))).toBe('REVERSAL_LATER_DAY');
  expect(await reverse('request-4', zg02, 'A-000000000000.1')).toBe('REVERSAL_UNKNOWN');
  const rows = recentSales(seat.city().db);
  expect(rows.find((row) => row.sale === other.sale)?.whyNotReversible).toBe(
    '这笔不是今天售出的，不能冲销，请办退卡，由财政退付',
  );
  expect(rows.find((row) => row.sale === sale)?.reversed).toBe(true);
  close();
});

test('without a second person nothing is reversed, whatever calls the command', async () => {
  const { seat, sale } = await counter();
  const input = { sale, reason: '卡号录错', remark: '' } as const;
  const before = countEvents(seat.city().db);
  expect(refusalOf(() => seat.perform(reverseSale, input, 'request-1'))).toBe('APPROVAL');
  expect(refusalOf(() => seat.perform(reverseSale, input, 'request-2', 'sk01'))).toBe('APPROVAL');
  for (const other of ['sk02', 'da01', 'nobody'])
    expect(refusalOf(() => seat.perform(reverseSale, input, `request-${other}`, other))).toBe(
      'APPROVAL_PERSON',
    );
  expect(countEvents(seat.city().db)).toBe(before);
});

test('only another person of the role, in use, with the right secret approves; what failed is written down', async () => {
  const { seat, client, bugs, sale, reverse, close } = await counter();
  const before = countEvents(seat.city().db);
  expect(await reverse('request-1', { person: 'sk02', secret: '1302' })).toBe('APPROVAL_PERSON');
  expect(await reverse('request-2', { person: 'sk01', secret: '1201' })).toBe('APPROVAL_PERSON');
  expect(await reverse('request-3', { person: 'zg02', secret: '2401' })).toBe('APPROVAL_PIN');
  expect(typesSince(seat.city().db, before)).toEqual(['access.denied', 'access.denied']);
  seat.sitDown('zg02');
  expect(await reverse('request-4', zg02)).toBe('APPROVAL_PERSON');
  seat.sitDown('zg01');
  await client.accounts.close({ request: 'request-5', person: 'zg02', reason: '调离' });
  expect(await reverse('request-6', zg02)).toBe('APPROVAL_PERSON');
  expect(recentSales(seat.city().db).find((row) => row.sale === sale)?.reversed).toBe(false);
  expect(bugs).toEqual([]);
  close();
});

test('wrong secrets at an approval and at the sign-in count together', async () => {
  const { seat, client, reverse, close } = await counter();
  const wrong = { person: 'zg02', secret: '0000' };
  for (const request of ['request-1', 'request-2', 'request-3'])
    expect(await reverse(request, wrong)).toBe('APPROVAL_PIN');
  for (let tries = 0; tries < 2; tries++)
    expect(await answerOf(client.session.signIn({ person: 'zg02', pin: '0000' }))).toBe('PIN');
  const before = countEvents(seat.city().db);
  expect(await reverse('request-4')).toBe('APPROVAL_LOCKED');
  expect(typesSince(seat.city().db, before)).toEqual(['access.denied']);
  close();
});

test('a repeated request is answered without asking anybody again', async () => {
  const { seat, reverse, close } = await counter();
  expect(await reverse('request-1')).toBe('done');
  const before = countEvents(seat.city().db);
  expect(await reverse('request-1', { person: 'zg02', secret: 'forgotten' })).toBe('done');
  expect(countEvents(seat.city().db)).toBe(before);
  close();
});

test('what will be given back, and by whom it can be approved, is said before', async () => {
  const { seat, client, sale, close } = await counter();
  const approver = (id: string, name: string, practicePin: string) => ({ id, name, practicePin });
  expect(await client.sales.reversal({ sale })).toEqual({
    refunds: [{ stream: 'cards', method: 'cash', fen: 5000 }],
    books: 0,
    receipts: [],
    approvers: [approver('zg01', '陆主任', '2401'), approver('zg02', '覃副主任', '2502')],
  });
  seat.sitDown('zg02');
  expect((await client.sales.reversal({ sale })).approvers.map(({ id }) => id)).toEqual(['zg01']);
  close();
});

test('the 冲销单 is the sale’s paper turned negative, with its reason and both names; the sale’s own says it was taken back', async () => {
  const { seat, sale, reverse, close } = await counter();
  const two = seat.perform(makeSale, saleOf(1, 40), 'request-two').envelope.payload as Payload<'sale.made'>;
  await reverse('request-1', zg02, two.sale);
  const { db } = seat.city();
  const [sheet] = layOutSlip(reversalSlip(db, two.sale, now) ?? expect.fail('no paper'));
  expect(sheet).toMatchObject({
    title: '专业技术人员继续教育激活卡冲销单',
    number: 'QZ1A-20140520-00005',
    reprint: '',
    words: '人民币负贰仟元整',
    total: '-¥2,000.00',
    cards: '-¥2,000.00',
    clerk: '韦小兰',
    approver: '覃副主任',
    notes: '本单不是财政票据。冲销原单 QZ1A-20140520-00004，原因：卡号录错（应为 102）。批准人：覃副主任。',
  });
  expect(sheet?.rows[0]).toMatchObject({
    numbers: `${practiceCard(1)}–${practiceCard(40)}`,
    quantity: '-40',
    price: '¥50.00',
    amount: '-¥2,000.00',
  });
  const [original] = layOutSlip(saleSlip(db, two.sale, now) ?? expect.fail('no paper'));
  expect(original?.notes).toContain('本单已冲销，冲销单号 QZ1A-20140520-00005');
  expect(reversalSlip(db, sale, now)).toBe(null);
  for (const request of ['request-2', 'request-3'])
    seat.perform(printPaper, { document: 'QZ1A-20140520-00005' }, request);
  expect(reversalSlip(db, two.sale, now)?.reprint).toBe(2);
  expect(saleSlip(db, two.sale, now)?.reprint).toBe(0);
  close();
});
