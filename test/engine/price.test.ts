import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { app } from '../../contract/app/index.ts';
import { catalogue } from '../../contract/events/catalogue.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { practiceSeat, refusalOf, saleOf } from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { countEvents } from './tables.ts';

/** Notice 五 and 六: 50 yuan a card, 15 yuan a book, nothing else, for nobody. */
const MONEY =
  /fen$|fen[A-Z]|price|amount|discount|rebate|coupon|gift|free|waive|credit|cost|fee|yuan|money|deduct|bonus|折|优惠|赠|价|金额|免/i;

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;

interface Field {
  readonly path: string;
  readonly schema: { [key: string]: Json };
}

/** Every field of a schema, with those inside lists, unions and records. */
function fieldsOf(schema: z.ZodType): Field[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
  const fields: Field[] = [];
  const walk = (node: Json, path: string): void => {
    if (Array.isArray(node)) for (const one of node) walk(one, path);
    else if (typeof node === 'object' && node !== null) {
      for (const [key, value] of Object.entries(node)) {
        if (key !== 'properties') walk(value, path);
        else
          for (const [name, inner] of Object.entries(value as { [key: string]: Json })) {
            fields.push({ path: `${path}.${name}`, schema: inner as { [key: string]: Json } });
            walk(inner, `${path}.${name}`);
          }
      }
    }
  };
  walk(json, '');
  return fields;
}

const isMoney = ({ path }: Field) => MONEY.test(path.split('.').at(-1) ?? '');

interface Procedure {
  readonly name: string;
  readonly input: z.ZodType | undefined;
  readonly output: z.ZodType | undefined;
}

const procedures = Object.entries(app).flatMap(([area, inArea]) =>
  Object.entries(inArea).map(([name, procedure]): Procedure => {
    const { inputSchema, outputSchema } = (procedure as { '~orpc': Record<string, unknown> })['~orpc'];
    return {
      name: `${area}.${name}`,
      input: inputSchema as z.ZodType | undefined,
      output: outputSchema as z.ZodType | undefined,
    };
  }),
);

const figure = (value: unknown) => (value as { const?: unknown }).const;

test('in the events every price of one piece is the approved figure and nothing else', () => {
  const found = Object.entries(catalogue).flatMap(([type, { payload }]) =>
    fieldsOf(payload)
      .filter(isMoney)
      .map(({ path, schema }) => [
        `${type}${path}`,
        figure(schema) ?? schema['type'] ?? schema['pattern'] ?? '',
      ]),
  );
  expect(Object.fromEntries(found)).toEqual({
    'course.published.cardFen': 5000,
    'course.published.textbooks.fen': 1500,
    'sale.made.cards.fen': 5000,
    'sale.made.cards.priceEvent': 'string',
    'sale.made.books.fen': 1500,
    'sale.made.books.priceEvent': 'string',
    // Sums, which the engine makes of the above.
    'sale.made.cardsFen': 'integer',
    'sale.made.booksFen': 'integer',
    'sale.made.payments.fen': 'integer',
    'sale.reversed.cardsFen': 'integer',
    'sale.reversed.booksFen': 'integer',
    'policies.published.overShortLimitFen': 'integer',
    'policies.published.bankSameDayFromFen': 'integer',
    'goods.returned.cards.fen': 5000,
    'goods.returned.books.fen': 1500,
    'goods.returned.cardsFen': 'integer',
    'goods.returned.booksFen': 'integer',
    'goods.returned.refunds.fen': 'integer',
    'shift.opened.floatFen': 'integer',
    'shift.closed.floatFen': 'integer',
    'shift.closed.countedFen': 'integer',
    'shift.closed.expectedFen': 'integer',
    'shift.closed.differenceFen': 'integer',
    'shift.closed.leftFen': 'integer',
    'shift.closed.figures.money': 'array',
    'shift.closed.figures.money.inFen': 'integer',
    'shift.closed.figures.money.outFen': 'integer',
    'day.closed.figures.money': 'array',
    'day.closed.figures.money.inFen': 'integer',
    'day.closed.figures.money.outFen': 'integer',
    'day.closed.shifts.differenceFen': 'integer',
    'day.closed.late.cardsFen': 'integer',
    'day.closed.late.booksFen': 'integer',
    'day.reported.figures.money': 'array',
    'day.reported.figures.money.inFen': 'integer',
    'day.reported.figures.money.outFen': 'integer',
    'day.reported.late.cardsFen': 'integer',
    'day.reported.late.booksFen': 'integer',
    'money.remitted.days.fen': 'integer',
    'money.remitted.fen': 'integer',
  });
});

/** Whether the field itself, or an item of it, is a number; fields inside it are judged by their own names. */
function isNumber({ schema }: Field): boolean {
  const own = JSON.stringify(schema, (key, value) => (key === 'properties' ? undefined : value));
  return /"type":"(integer|number)"/.test(own);
}

/** What was paid, which must meet what is due to the fen, and how many copies: all the numbers there are. */
const PAID = ['sales.make.payments.fen', 'sales.make.payments.tendered'];
const QUANTITIES = [
  'sales.make.books.quantity',
  'returns.quote.books.quantity',
  'returns.make.books.quantity',
  'emergency.allocate.count',
];
/** A drawer counted piece by piece, and what of it stays there. */
const COUNTED = [
  'closing.openShift.count.face',
  'closing.openShift.count.pieces',
  'closing.handInCount.count.face',
  'closing.handInCount.count.pieces',
  'closing.closeShift.leftFen',
];

test('no procedure takes a price, a discount or a gift; its only numbers are what was paid, quantities and counted cash', () => {
  const inputs = procedures.flatMap(({ name, input }) =>
    input === undefined ? [] : fieldsOf(input).map((field) => ({ ...field, path: name + field.path })),
  );
  expect(inputs.length).toBeGreaterThan(20);
  expect(inputs.filter(isMoney).map(({ path }) => path)).toEqual([
    'sales.make.payments.fen',
    'closing.closeShift.leftFen',
  ]);
  const numbers = inputs.filter(isNumber).map(({ path }) => path);
  expect(numbers.toSorted()).toEqual([...PAID, ...QUANTITIES, ...COUNTED].toSorted());
});

test('a payment that is not the total is refused, in either stream, by the procedure and by the command', async () => {
  const { seat } = await practiceSeat();
  const { client, close } = procedureClient(seat);
  const before = countEvents(seat.city().db);
  const sale = saleOf(0, 1, 3);
  const make = client.sales.make as unknown as (input: unknown) => Promise<unknown>;
  for (const at of [0, 1]) {
    for (const off of [-5000, -4500, -1, 1, 500, 10_000]) {
      const payments = sale.payments.map((line, index) =>
        index === at ? { ...line, fen: line.fen + off } : line,
      );
      if (payments.some(({ fen }) => fen < 1)) continue;
      expect(await answerOf(make({ request: 'request-1', ...sale, payments }))).toBe('PAYMENT');
      expect(refusalOf(() => seat.perform(makeSale, { ...sale, payments }, 'request-1'))).toBe('PAYMENT');
    }
  }
  // Too much for the one does not make up for too little for the other.
  const shifted = sale.payments.map((line, index) => ({
    ...line,
    fen: line.fen + (index === 0 ? 100 : -100),
  }));
  expect(refusalOf(() => seat.perform(makeSale, { ...sale, payments: shifted }, 'request-1'))).toBe(
    'PAYMENT',
  );
  expect(refusalOf(() => seat.perform(makeSale, { ...sale, payments: [] }, 'request-1'))).toBe('PAYMENT');
  expect(countEvents(seat.city().db)).toBe(before);
  expect(await answerOf(make({ request: 'request-1', ...sale }))).toBe('done');
  close();
});

test('what a procedure takes has no room beside its fields', () => {
  const open = procedures.flatMap(({ name, input }) => {
    if (input === undefined) return [];
    const json = JSON.stringify(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }));
    const objects = json.match(/"properties":/g)?.length ?? 0;
    const closed = json.match(/"additionalProperties":false/g)?.length ?? 0;
    return objects === closed && objects > 0 ? [] : [name];
  });
  expect(open).toEqual([]);
});

/** In the order of the contract. */
const SHOWN = [
  'cards.previewNote.declaredAmountFen',
  'sales.offers.cardFen',
  'sales.offers.textbooks.fen',
  'sales.checkCards.cardsFen',
  'sales.recheckCards.lines.cardsFen',
  'sales.make.totalFen',
  'sales.reversal.refunds.fen',
  'sales.reverse.totalFen',
  'sales.list.rows.totalFen',
  'papers.find.rows.totalFen',
  'papers.open.row.totalFen',
  'exceptions.list.rows.totalFen',
  'posting.waiting.rows.totalFen',
  'posting.unprinted.rows.totalFen',
  'posting.posted.rows.totalFen',
  'registers.owed.rows.fen',
  'closing.state.shift.floatFen',
  'closing.state.left.leftFen',
  'closing.state.counted.countedFen',
  'closing.state.counted.floatFen',
  'closing.state.counted.expectedFen',
  'closing.state.counted.differenceFen',
  'closing.state.counted.limitFen',
  'closing.openShift.shift.floatFen',
  'closing.openShift.left.leftFen',
  'closing.openShift.counted.countedFen',
  'closing.openShift.counted.floatFen',
  'closing.openShift.counted.expectedFen',
  'closing.openShift.counted.differenceFen',
  'closing.openShift.counted.limitFen',
  'closing.handInCount.countedFen',
  'closing.handInCount.floatFen',
  'closing.handInCount.expectedFen',
  'closing.handInCount.differenceFen',
  'closing.handInCount.limitFen',
  'closing.closeShift.cardsFen',
  'closing.closeShift.booksFen',
  'closing.closeShift.differenceFen',
  'closing.closeDay.cardsFen',
  'closing.closeDay.booksFen',
  'closing.closeDay.differenceFen',
  'closing.list.rows.cardsFen',
  'closing.list.rows.booksFen',
  'closing.list.rows.differenceFen',
  'returns.quote.totalFen',
  'returns.quote.refunds.fen',
  'returns.quote.due.fen',
  'returns.make.totalFen',
  'returns.make.refunds.fen',
  'returns.make.due.fen',
  'returns.list.rows.totalFen',
  'returns.list.rows.refunds.fen',
  'returns.list.rows.due.fen',
  'returns.settle.totalFen',
  'returns.settle.refunds.fen',
  'returns.settle.due.fen',
  'returns.decide.totalFen',
  'returns.decide.refunds.fen',
  'returns.decide.due.fen',
  'returns.pay.totalFen',
  'returns.pay.refunds.fen',
  'returns.pay.due.fen',
  'remittance.state.streams.days.fen',
  'remittance.state.open.fen',
  'remittance.state.policy.atOnceFromFen',
  'remittance.make.fen',
  'remittance.bank.fen',
  'remittance.withdraw.fen',
  'remittance.list.rows.fen',
  'reports.state.days.cardsFen',
  'reports.state.days.booksFen',
  'reports.make.row.cardsFen',
  'reports.make.row.booksFen',
  'backup.volumes.freeBytes',
  ...totalsIn('backup.rehearse'),
  ...totalsIn('backup.restore'),
  'rescue.overview.volumes.freeBytes',
  ...totalsIn('rescue.rehearse'),
  ...totalsIn('rescue.restore'),
];

test('money fields that the page is shown are known by name; none of them is sent back', () => {
  const shown = procedures.flatMap(({ name, output }) =>
    output === undefined
      ? []
      : fieldsOf(output)
          .filter(isMoney)
          .map(({ path }) => name + path),
  );
  expect(shown).toEqual(SHOWN);
});

/** A restore shows sums of what is here, of the copy, and of what would come out of both. */
function totalsIn(procedure: string): readonly string[] {
  return ['present', 'copy', 'restored'].flatMap((side) =>
    ['cardsFen', 'booksFen'].map((name) => `${procedure}.${side}.${name}`),
  );
}

test('no schema anywhere in the contract holds another unit price', async () => {
  const files = globSync('contract/**/*.ts', { cwd: join(import.meta.dirname, '../..') });
  const odd: string[] = [];
  let schemas = 0;
  for (const file of files) {
    const exported: Record<string, unknown> = await import(join(import.meta.dirname, '../..', file));
    for (const [name, value] of Object.entries(exported)) {
      if (!(value instanceof z.ZodType)) continue;
      schemas++;
      const units = fieldsOf(value).filter(({ path }) =>
        /\.(fen|cardFen|textbookFen|price|unitFen)$/.test(path),
      );
      for (const { path, schema } of units) {
        // A payment or a refund is a sum over lines, and a 缴款单 one over days.
        const sum = name === 'payment' || name === 'moneyRemitted' || /(payments|refunds)\.fen$/.test(path);
        if (!sum && ![5000, 1500].includes(figure(schema) as number)) odd.push(`${file} ${name}${path}`);
      }
    }
  }
  expect(schemas).toBeGreaterThan(30);
  expect(odd).toEqual([]);
});
