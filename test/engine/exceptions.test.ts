import { expect, test } from 'vitest';
import type { ExceptionsFilter } from '../../contract/app/exceptions.ts';
import { exceptionKindOf, exceptionKinds } from '../../contract/domain/exception-kinds.ts';
import type { ExceptionState } from '../../contract/domain/folds/exception.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { printPaper } from '../../electron/engine/commands/print-paper.ts';
import { reverseSale } from '../../electron/engine/commands/reverse-sale.ts';
import { exceptionPage } from '../../electron/engine/queries/exceptions.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { practiceSeat, saleOf, sell } from './city.ts';

const everything: ExceptionsFilter = { kind: null, from: null, to: null };

const page = ({ city, world }: Seat, filter: Partial<ExceptionsFilter> = {}, after: string | null = null) =>
  exceptionPage(city().db, world.timers, { ...everything, ...filter }, after);

/** A reversal and a second print on the first day, a sale to a buyer from elsewhere on the second. */
async function counter() {
  const { seat } = await practiceSeat();
  const { sale, document } = sell(seat, 0, 'request-1').envelope.payload as Record<
    'sale' | 'document',
    string
  >;
  seat.perform(reverseSale, { sale, reason: '卡号录错', remark: '应为 102' }, 'request-2', 'zg02');
  seat.perform(printPaper, { document }, 'request-3');
  seat.perform(printPaper, { document }, 'request-4');
  seat.perform(openDay, { day: '2014-05-21' }, 'request-5');
  const buyer = { kind: 'person', area: '灵山县' } as const;
  seat.perform(makeSale, { ...saleOf(1), buyer, outside: '借调在本市' }, 'request-6');
  return { seat, document };
}

test('newest first, each with who, who approved, what, the sum and the paper it opens', async () => {
  const { seat, document } = await counter();
  const { rows, more } = await page(seat);
  expect(more).toBe(false);
  expect(rows.map(({ id, time, ...row }) => row)).toEqual([
    {
      ...{ kind: '区域外', businessDay: '2014-05-21', by: '韦小兰', approver: '', totalFen: 5000 },
      ...{ what: '购卡人不属本点区域：借调在本市', document: 'QZ1A-20140521-00005' },
    },
    {
      ...{ kind: '补打', businessDay: '2014-05-20', by: '韦小兰', approver: '', totalFen: null },
      ...{ what: '同一张单据再次打印', document },
    },
    {
      ...{ kind: '冲销', businessDay: '2014-05-20', by: '韦小兰', approver: '覃副主任', totalFen: -5000 },
      ...{ what: '卡号录错（应为 102）', document: 'QZ1A-20140520-00004' },
    },
  ]);
});

test('a kind and a span of days narrow the list', async () => {
  const { seat } = await counter();
  const kinds = async (filter: Partial<ExceptionsFilter>) =>
    (await page(seat, filter)).rows.map(({ kind }) => kind);
  expect(await kinds({ kind: '冲销' })).toEqual(['冲销']);
  expect(await kinds({ kind: '锁定' })).toEqual([]);
  expect(await kinds({ to: '2014-05-20' })).toEqual(['补打', '冲销']);
  expect(await kinds({ from: '2014-05-21' })).toEqual(['区域外']);
  expect(await kinds({ from: '2014-05-21', to: '2014-05-21' })).toEqual(['区域外']);
});

test('pages follow each other without a gap or a repetition', async () => {
  const { seat } = await counter();
  const { db } = seat.city();
  db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
    INSERT INTO exception (id, state, head)
    SELECT 'B-000000000000.' || i, (SELECT state FROM exception LIMIT 1), x'00' FROM n`);
  const listed: string[] = [];
  for (let more = true; more; ) {
    const next = await page(seat, {}, listed.at(-1) ?? null);
    listed.push(...next.rows.map(({ id }) => id));
    more = next.more;
  }
  expect(listed).toHaveLength(123);
  expect(new Set(listed).size).toBe(123);
});

test('every event that names an exception has a kind of its own in words', () => {
  const of = (type: string, said: ExceptionState['said'] = {}) => exceptionKindOf({ type, said });
  const named = [
    of('sale.made', { outside: '借调', paper: null }),
    of('sale.made', { paper: { number: 'QZ1A-YJ-00001', day: '2014-05-20' } }),
    ...['sale.reversed', 'goods.returned', 'slip.printed', 'posting.recorded', 'account.locked'].map((type) =>
      of(type),
    ),
    ...['access.denied', 'secret.reset', 'shift.closed', 'receipt.voided', 'emergency.voided'].map((type) =>
      of(type),
    ),
    ...['cards.writtenOff', 'return.settled', 'refund.decided', 'remittance.withdrawn'].map((type) =>
      of(type),
    ),
    of('clock.confirmed'),
  ];
  expect(new Set(named).size).toBe(named.length);
  expect(named).not.toContain('其他');
  expect([...new Set([...named, of('something.new')])].sort()).toEqual([...exceptionKinds].sort());
});
