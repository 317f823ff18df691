import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readCardNote } from '../../contract/domain/card-note.ts';
import type { Payload } from '../../contract/events/catalogue.ts';
import { type MakeSale, makeSale } from '../../electron/engine/commands/make-sale.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { decodeEvent, encodeEnvelope } from '../../wire/encode.ts';
import { practiceSeat, saleOf } from './city.ts';
import { appendOwn } from './devices.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { countEvents } from './tables.ts';

/** The figures of the notice (五, 六) hold against whatever is handed in; what the schemas leave room for is price.test.ts. */

function madeBy(seat: Seat, input: unknown, request: string): Payload<'sale.made'> {
  return seat.perform(makeSale, input as MakeSale, request).envelope.payload as Payload<'sale.made'>;
}

const smuggled = [
  'fen',
  'cardFen',
  'price',
  'unitFen',
  'cardsFen',
  'totalFen',
  'discount',
  'gift',
  'payments',
  'books',
];

test('a price slipped into a call is refused whole, wherever it stands', async () => {
  const { seat } = await practiceSeat();
  const { client, close } = procedureClient(seat);
  const make = client.sales.make as unknown as (input: unknown) => Promise<unknown>;
  const before = countEvents(seat.city().db);
  const sale = saleOf(1);
  for (const key of smuggled) {
    const extra = { [key]: 4900 };
    const inputs = [
      { ...sale, ...extra },
      { ...sale, cards: sale.cards.map((range) => ({ ...range, ...extra })) },
      { ...sale, buyer: { ...sale.buyer, ...extra } },
    ];
    for (const input of inputs)
      expect(await answerOf(make({ request: 'request-1', ...input }))).toBe('INPUT');
  }
  expect(countEvents(seat.city().db)).toBe(before);
  close();
});

test('below the procedures, whatever else a command is handed, a card is sold at 5000 fen and a book at 1500 or not at all', async () => {
  const { seat } = await practiceSeat();
  const { db } = seat.city();
  let card = 0;
  const extras = fc.dictionary(fc.constantFrom(...smuggled), fc.jsonValue());
  const within = (inside: object) => (line: object) => ({ ...inside, ...line });
  fc.assert(
    fc.property(extras, extras, (beside, inside) => {
      const sale = saleOf(card, card, card++ % 4 === 0 ? 1 : 0);
      const cards = sale.cards.map(within(inside));
      const books = sale.books.map(within(inside));
      const before = countEvents(db);
      try {
        const made = madeBy(seat, { ...beside, ...sale, cards, books }, `request-${card}`);
        expect(made.cards.map(({ fen, count }) => [fen, count])).toEqual([[5000, 1]]);
        expect(made.books.map(({ fen, quantity }) => [fen, quantity])).toEqual(books.map(() => [1500, 1]));
        expect([made.cardsFen, made.booksFen]).toEqual([5000, 1500 * books.length]);
        expect(made.payments).toEqual(sale.payments);
      } catch (error) {
        if (!(error instanceof z.ZodError)) throw error;
        expect(countEvents(db)).toBe(before);
      }
    }),
    { numRuns: 60 },
  );
});

const desk = { actor: 'zg01', approver: null, role: 'supervisor', businessDay: '2014-05-20' } as const;

test('an event with another price can neither be written here nor read from elsewhere', async () => {
  const { seat } = await practiceSeat();
  const city = seat.city();
  const { envelope } = seat.perform(makeSale, saleOf(1), 'request-1');
  const made = envelope.payload as Payload<'sale.made'>;
  for (const fen of [4900, 5001, 0, -5000, 1500, 5000.5]) {
    const payload = {
      ...made,
      cards: made.cards.map((line) => ({ ...line, fen })),
      books: made.books.map((line) => ({ ...line, fen })),
    } as unknown as typeof made;
    const draft = { type: 'sale.made', payload, entities: [{ kind: 'sale', id: made.sale }] } as const;
    expect(() => appendOwn(city, draft, { ...desk, request: 'smuggled' })).toThrow();
    city.journal.forget();
    expect(() => decodeEvent(encodeEnvelope({ ...envelope, payload }), null)).toThrow();
  }
  const course = { fen: 4900, cardFen: 4900 };
  const offer = { ...seatCourse(seat), ...course } as unknown as Payload<'course.published'>;
  const draft = {
    type: 'course.published',
    payload: offer,
    entities: [{ kind: 'course', id: '2014-xxaq' }],
  } as const;
  expect(() => appendOwn(city, draft, { ...desk, request: 'smuggled' })).toThrow();
});

function seatCourse({ city }: Seat): Payload<'course.published'> {
  const state = city().db.prepare("SELECT state FROM course WHERE id = '2014-xxaq'").pluck().get() as string;
  return JSON.parse(state).said;
}

test('a delivery note that names another price brings in the cards, never the price', async () => {
  const { seat } = await practiceSeat();
  const text = (value: string) => ({ text: value, kind: 'text' as const });
  const rows = [
    ['卡号（起）', '卡号（止）', '数量', '单价', '金额'],
    ['045072014000005001', '045072014000005010', '10', '45', '450'],
  ].map((cells, index) => ({ number: index + 1, cells: cells.map(text) }));
  const note = readCardNote([{ name: '送卡单', hidden: false, rows }], []);
  if (!note.ok) throw new Error('the note could not be read');
  const [line] = note.value.lines;
  if (line?.kind !== 'accepted') throw new Error('the line was not accepted');
  expect(line.warnings.map(({ kind }) => kind)).toContain('price-mismatch');
  const received = seat.perform(
    receiveCards,
    { course: '2014-xxaq', note: 'N1', ranges: [line.range] },
    'take-in-1',
  );
  expect(JSON.stringify(received.envelope)).not.toMatch(/45(00)?["},]|fen|price/i);
  const made = madeBy(
    seat,
    { ...saleOf(0), cards: [{ first: line.range.first, last: line.range.first }] },
    'request-1',
  );
  expect([made.cardsFen, made.payments[0]?.fen]).toEqual([5000, 5000]);
});
