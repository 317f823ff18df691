import { expect, test } from 'vitest';
import type { EmployerState } from '../../contract/domain/folds/employer.ts';
import type { Payload } from '../../contract/events/catalogue.ts';
import { correctEmployer } from '../../electron/engine/commands/correct-employer.ts';
import { type MakeSale, makeSale } from '../../electron/engine/commands/make-sale.ts';
import { receiveTextbooks } from '../../electron/engine/commands/receive-textbooks.ts';
import { Refusal } from '../../electron/engine/problem.ts';
import { booksInHand } from '../../electron/engine/queries/book-stock.ts';
import { employerRow } from '../../electron/engine/queries/employers.ts';
import { offersNow } from '../../electron/engine/queries/offers.ts';
import { nextReceipts } from '../../electron/engine/queries/receipt-numbers.ts';
import { saleSlip } from '../../electron/engine/queries/slip.ts';
import { stateOf } from '../../electron/engine/queries/state.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { practiceCard, practiceSeat, refusalOf, saleOf } from './city.ts';
import { appendOwn } from './devices.ts';
import { countEvents, recentSales } from './tables.ts';

const BOOK = '2014-xxaq-book';
const now = { day: '2014-05-20', at: Date.UTC(2026, 10, 24, 1, 5), by: 'sk02' };

const make = (seat: Seat, sale: MakeSale, request = 'request-1') =>
  seat.perform(makeSale, sale, request).envelope.payload as Payload<'sale.made'>;

function wordsOf(run: () => unknown): string {
  try {
    run();
    return '';
  } catch (error) {
    if (error instanceof Refusal) return error.problem.happened + error.problem.todo;
    throw error;
  }
}

/** The refusal's code, after making sure that nothing at all was written. */
function refused(seat: Seat, sale: MakeSale): string {
  const before = countEvents(seat.city().db);
  const code = refusalOf(() => make(seat, sale, 'request-refused'));
  expect(countEvents(seat.city().db)).toBe(before);
  return code;
}

function copiesHere({ city }: Seat): number {
  const { db, journal } = city();
  return booksInHand(db, `till:${journal.identity.device}`, BOOK);
}

const school = {
  kind: 'newEmployer',
  name: '灵山县实验小学',
  area: '灵山县',
  contact: '莫𬱟英',
  phone: '19900001234',
} as const;

test('cards and books are one sale of two totals, and the copies leave this till', async () => {
  const { seat } = await practiceSeat();
  const made = make(seat, saleOf(0, 29, 12));
  expect([made.cardsFen, made.booksFen]).toEqual([150_000, 18_000]);
  expect(made.books).toMatchObject([{ textbook: BOOK, quantity: 12, fen: 1500 }]);
  expect(made.books[0]?.priceEvent).toBe(made.cards[0]?.priceEvent);
  expect(copiesHere(seat)).toBe(38);
  expect(recentSales(seat.city().db)[0]).toMatchObject({ cards: 30, books: 12, totalFen: 168_000 });
});

test('several ranges are one sale, a sale of books alone has no card, and neither of both is refused', async () => {
  const { seat } = await practiceSeat();
  const ranges = [
    { first: practiceCard(0), last: practiceCard(4) },
    { first: practiceCard(10), last: practiceCard(11) },
  ];
  expect(make(seat, { ...saleOf(0, 6), cards: ranges }).cards.map(({ count }) => count)).toEqual([5, 2]);
  const { payments, receipts } = saleOf(0, 0, 2);
  const ofBooks = <T extends { readonly stream: string }>(lines: readonly T[]) =>
    lines.filter(({ stream }) => stream === 'books');
  const books = { ...saleOf(0, 0, 2), cards: [], payments: ofBooks(payments), receipts: ofBooks(receipts) };
  expect(make(seat, books, 'request-2')).toMatchObject({ cards: [], cardsFen: 0, booksFen: 3000 });
  expect(refused(seat, { ...books, books: [] })).toBe('EMPTY');
});

test('more copies than lie in this till are refused with how many there are', async () => {
  const { seat } = await practiceSeat();
  make(seat, saleOf(0, 0, 49));
  expect(refused(seat, saleOf(1, 1, 2))).toBe('BOOKS');
  expect(wordsOf(() => make(seat, saleOf(1, 1, 2), 'request-2'))).toContain('本机钱柜只有 1 本，这笔要 2 本');
  seat.perform(receiveTextbooks, { textbook: BOOK, note: 'N1', quantity: 1 }, 'request-3');
  make(seat, saleOf(1, 1, 2), 'request-4');
  expect(copiesHere(seat)).toBe(0);
});

test('a title of another course, one title twice, and no whole number of copies are refused', async () => {
  const { seat } = await practiceSeat();
  const sale = saleOf(0, 0, 2);
  const withBooks = (...books: MakeSale['books']) => ({ ...sale, books });
  expect(refused(seat, withBooks({ textbook: '2013-dtjj-book', quantity: 2 }))).toBe('TEXTBOOK');
  const one = { textbook: BOOK, quantity: 1 };
  expect(refused(seat, withBooks(one, one))).toBe('BOOK_TWICE');
  for (const quantity of [0, -1, 1.5, Number.NaN]) {
    expect(refused(seat, withBooks({ textbook: BOOK, quantity }))).toBe('QUANTITY');
  }
});

test('a course sold beside another brings its own books only', async () => {
  const { seat } = await practiceSeat();
  const { db, journal, projections } = seat.city();
  const said = stateOf<{ said: Payload<'course.published'> }>(db, 'course', '2013-dtjj')?.said;
  if (said === undefined) throw new Error('no such course');
  const desk = { actor: 'device', approver: null, role: 'device', businessDay: '2014-05-20' } as const;
  const draft = {
    type: 'course.published',
    payload: { ...said, to: '2014-12-31' },
    entities: [{ kind: 'course', id: '2013-dtjj' }],
  } as const;
  appendOwn({ db, journal, projections }, draft, { ...desk, request: 'publish-2013' });
  const { books, payments, receipts } = saleOf(0, 0, 1);
  const elsewhere = { ...saleOf(0), course: '2013-dtjj', cards: [], books, payments, receipts };
  expect(refused(seat, elsewhere)).toBe('TEXTBOOK');
  expect(offersNow(db, journal.identity).map(({ course, textbooks }) => [course, textbooks.length])).toEqual([
    ['2014-xxaq', 1],
    ['2013-dtjj', 0],
  ]);
});

test('money for what was not sold is refused, and a stream is paid in several lines that add up', async () => {
  const { seat } = await practiceSeat();
  const sale = saleOf(0, 1);
  const [cash] = sale.payments;
  if (cash === undefined) throw new Error('a sale without payment');
  expect(refused(seat, { ...sale, payments: [cash, { ...cash, stream: 'books', fen: 1500 }] })).toBe(
    'PAYMENT',
  );
  const split = [
    { ...cash, fen: 6000, method: 'transfer' as const, reference: ' NO1 ' },
    { ...cash, fen: 4000, tendered: 5000 },
  ];
  expect(refused(seat, { ...sale, payments: split.slice(0, 1) })).toBe('PAYMENT');
  expect(make(seat, { ...sale, payments: split }).payments).toEqual([
    { ...split[0], reference: 'NO1' },
    split[1],
  ]);
});

test('a transfer and a cheque need their number, cash and a card swipe do not', async () => {
  const { seat } = await practiceSeat();
  const paidBy = (card: number, method: 'cash' | 'transfer' | 'card' | 'cheque', reference: string) => {
    const sale = saleOf(card);
    return { ...sale, payments: sale.payments.map((line) => ({ ...line, method, reference })) };
  };
  expect(refused(seat, paidBy(0, 'transfer', ' '))).toBe('REFERENCE');
  expect(refused(seat, paidBy(0, 'cheque', ''))).toBe('REFERENCE');
  for (const [card, method, reference] of [
    [0, 'transfer', 'NO20140520'],
    [1, 'cheque', '00012345'],
    [2, 'card', ''],
    [3, 'cash', ''],
  ] as const) {
    make(seat, paidBy(card, method, reference), `request-${card}`);
  }
});

test('less cash than is due, and 实收 of anything but cash, are refused', async () => {
  const { seat } = await practiceSeat();
  const paid = (change: object) => {
    const sale = saleOf(0);
    return { ...sale, payments: sale.payments.map((line) => ({ ...line, ...change })) };
  };
  expect(refused(seat, paid({ tendered: 4999 }))).toBe('TENDERED');
  expect(refused(seat, paid({ method: 'card', tendered: 5000 }))).toBe('TENDERED');
  expect(make(seat, paid({ tendered: 10_000 })).payments[0]?.tendered).toBe(10_000);
});

test('each stream has one receipt of its own kind and number, or says that none was written', async () => {
  const { seat } = await practiceSeat();
  const sale = saleOf(0, 0, 1);
  const fiscal = { stream: 'cards', kind: 'fiscal', number: ' 0012301 ' } as const;
  const invoice = { stream: 'books', kind: 'invoice', number: '00778801' } as const;
  const later = { stream: 'books', kind: 'none', number: '' } as const;
  expect(refused(seat, { ...sale, receipts: [fiscal] })).toBe('RECEIPT');
  expect(refused(seat, { ...sale, receipts: [{ ...fiscal, number: ' ' }, later] })).toBe('RECEIPT');
  expect(refused(seat, { ...sale, receipts: [fiscal, fiscal] })).toBe('RECEIPT');
  expect(refused(seat, { ...sale, receipts: [fiscal, { ...later, number: '1' }] })).toBe('RECEIPT');
  expect(refused(seat, { ...saleOf(0), receipts: [fiscal, later] })).toBe('RECEIPT');
  expect(refused(seat, { ...sale, receipts: [fiscal, { ...invoice, number: '0012301' }] })).toBe(
    'RECEIPT_SHARED',
  );
  const made = make(seat, { ...sale, receipts: [fiscal, invoice] });
  expect(made.receipts).toEqual([{ ...fiscal, number: '0012301' }, invoice]);
  const { db, journal } = seat.city();
  expect(nextReceipts(db, journal.identity)).toEqual({ cards: '0012302', books: '00778802' });
});

test('a buyer from elsewhere is served with a written reason, and without one told whom this point mainly serves', async () => {
  const { seat } = await practiceSeat();
  const person = { kind: 'person', area: '浦北县' } as const;
  for (const buyer of [person, school, { kind: 'person', area: '外地' } as const]) {
    expect(refused(seat, { ...saleOf(0), buyer })).toBe('OUTSIDE');
    expect(refused(seat, { ...saleOf(0), buyer, outside: ' 045072014000001017 ' })).toBe('OUTSIDE');
  }
  const words = wordsOf(() => make(seat, { ...saleOf(0), buyer: person }));
  expect(words).toContain('主要销售对象是市直、钦州港、三娘湾的专业技术人员');
  expect(words).toContain('可以继续办理');
  const made = make(seat, { ...saleOf(0), buyer: person, outside: ' 就近购买 ' });
  expect(made.buyer).toEqual({ ...person, outside: '就近购买' });
});

test('a known unit from elsewhere is asked again, and of an own buyer no reason is kept', async () => {
  const { seat } = await practiceSeat();
  const first = make(seat, { ...saleOf(0), buyer: school, outside: '单位在本地办公' });
  if (first.buyer.kind !== 'employer') throw new Error('sold to nobody');
  const buyer = { kind: 'employer', employer: first.buyer.employer } as const;
  expect(refused(seat, { ...saleOf(1), buyer })).toBe('OUTSIDE');
  const again = make(seat, { ...saleOf(1), buyer, outside: '就近购买' }, 'request-2');
  expect(again.buyer).toMatchObject({ area: '灵山县', outside: '就近购买' });
  expect(make(seat, { ...saleOf(2), outside: '就近购买' }, 'request-3').buyer.outside).toBeNull();
});

test('the slip says per stream how it was paid and on which receipt, and why somebody from elsewhere bought here', async () => {
  const { seat } = await practiceSeat();
  const sale = saleOf(0, 29, 12);
  const payments = sale.payments.map((line) =>
    line.stream === 'cards' ? { ...line, method: 'transfer' as const, reference: 'NO20140520' } : line,
  );
  const receipts = [
    { stream: 'cards', kind: 'fiscal', number: '0012301' },
    { stream: 'books', kind: 'none', number: '' },
  ] as const;
  const made = make(seat, { ...sale, payments, receipts, buyer: school, outside: '就近购买' });
  expect(saleSlip(seat.city().db, made.sale, now)).toMatchObject({
    payment: '卡款：转账 ¥1,500.00（流水号 NO20140520）；书款：现金 ¥180.00',
    invoice: '是',
    cardsReceipt: '财政票据 0012301',
    booksReceipt: '票据暂不开',
    buyer: { name: '灵山县实验小学', area: '灵山县', outside: '就近购买', contact: '莫**' },
  });
});

test('a unit registered wrongly is put right from now on; papers keep what they said, unsaid contacts stay', async () => {
  const { seat } = await practiceSeat();
  const sold = make(seat, { ...saleOf(0), buyer: school, outside: '就近购买' });
  if (sold.buyer.kind !== 'employer') throw new Error('sold to nobody');
  const { employer } = sold.buyer;
  const { db } = seat.city();
  const right = { employer, name: '钦州市 实验小学', area: '市直', contact: null, phone: '19900005678' };
  seat.perform(correctEmployer, right, 'request-2');
  expect(stateOf<EmployerState>(db, 'employer', employer)).toMatchObject({
    name: '钦州市实验小学',
    area: '市直',
    contact: '莫𬱟英',
    phone: '19900005678',
  });
  expect(employerRow(db, employer)).toMatchObject({ contact: '莫**', phone: '199****5678' });
  expect(recentSales(db)[0]?.buyer).toBe('灵山县实验小学');
  expect(
    make(seat, { ...saleOf(1), buyer: { kind: 'employer', employer } }, 'request-3').buyer,
  ).toMatchObject({
    name: '钦州市实验小学',
    outside: null,
  });
});

test('a correction to another unit’s name, to nothing, to an unknown area, of nobody, or of nothing is refused', async () => {
  const { seat } = await practiceSeat();
  const own = { ...school, area: '市直' } as const;
  const { buyer } = make(seat, { ...saleOf(0), buyer: { ...own, name: '钦州市第一中学（东）' } });
  make(seat, { ...saleOf(1), buyer: own }, 'request-2');
  if (buyer.kind !== 'employer') throw new Error('sold to nobody');
  const said = { employer: buyer.employer, name: buyer.name, area: '市直', contact: null, phone: null };
  const answer = (change: object) =>
    refusalOf(() => seat.perform(correctEmployer, { ...said, ...change }, 'request-3'));
  expect(answer({ name: '灵山县实验小学' })).toBe('EMPLOYER_KNOWN');
  expect(answer({ name: ' ' })).toBe('EMPLOYER');
  expect(answer({ area: '月球' })).toBe('AREA');
  expect(answer({ employer: 'A-000000000000.1' })).toBe('EMPLOYER');
  expect(answer({})).toBe('UNCHANGED');
  expect(answer({ name: '钦州市第一中学东' })).toBe('done');
});
