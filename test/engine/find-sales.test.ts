import { expect, test } from 'vitest';
import type { SalesFilter } from '../../contract/app/sales.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { printPaper } from '../../electron/engine/commands/print-paper.ts';
import { recordPosting } from '../../electron/engine/commands/record-posting.ts';
import { findSales } from '../../electron/engine/queries/find-sales.ts';
import { firstFitting } from '../../electron/engine/queries/in-slices.ts';
import { saleRow } from '../../electron/engine/queries/sales.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { practiceCard, practiceSeat, saleOf } from './city.ts';
import { appendOwn } from './devices.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';

const everything: SalesFilter = { text: '', from: null, to: null, clerk: null, state: 'all' };

/** Slips of what is found, newest first. */
async function found(seat: Seat, filter: Partial<SalesFilter>): Promise<string[]> {
  const { db, journal } = seat.city();
  const { timers } = seat.world;
  const { ids } = await findSales({ db, journal, timers }, { ...everything, ...filter }, null);
  return ids.flatMap((id) => saleRow(db, id)?.document.slice(-5) ?? []);
}

interface Made {
  readonly sale: string;
  readonly document: string;
}

function sellTo(seat: Seat, name: string, first: number, last = first): Made {
  const buyer = { kind: 'newEmployer' as const, name, area: '市直', contact: '', phone: '' };
  return seat.perform(makeSale, { ...saleOf(first, last), buyer }, `sale-of-${first}`).envelope
    .payload as unknown as Made;
}

/** Three sales on two days by two clerks: 00003 to 00005. */
async function shop() {
  const { seat } = await practiceSeat();
  const one = sellTo(seat, '钦州市第一中学', 0, 9);
  const two = sellTo(seat, '灵山县实验小学', 10);
  seat.perform(openDay, { day: '2014-05-21' }, 'next-day');
  seat.sitDown('sk02');
  const three = sellTo(seat, '钦州市第一中学', 20);
  return { seat, one, two, three };
}

function reverse(seat: Seat, { sale }: Made, document: string, cards: [number, number]): void {
  const { db, journal, projections } = seat.city();
  const [first, last] = cards.map(practiceCard);
  const payload = {
    ...{ sale, document, holder: `till:${journal.identity.device}`, reason: '卡号录错', remark: '' },
    ...{ books: [], cardsFen: 50_000, booksFen: 0 },
  };
  const entities = [
    { kind: 'sale', id: sale },
    { kind: 'document', id: document },
    { kind: 'card' as const, first: first ?? '', last: last ?? '' },
  ];
  const desk = { actor: 'sk01', approver: 'zg01', role: 'counter', businessDay: '2014-05-20' } as const;
  appendOwn(
    { db, journal, projections },
    { type: 'sale.reversed', payload, entities },
    { ...desk, request: `reversal-${document}` },
  );
}

test('without a text every sale is listed, newest first', async () => {
  const { seat } = await shop();
  expect(await found(seat, {})).toEqual(['00005', '00004', '00003']);
});

test('a slip is found by its whole number, by its last digits, and by its day with them, however it is typed', async () => {
  const { seat } = await shop();
  expect(await found(seat, { text: ' qz1a－20140520－00004 ' })).toEqual(['00004']);
  expect(await found(seat, { text: '00004' })).toEqual(['00004']);
  expect(await found(seat, { text: '５' })).toEqual(['00005']);
  expect(await found(seat, { text: '20140521-00005' })).toEqual(['00005']);
  expect(await found(seat, { text: '20140520-00005' })).toEqual([]);
});

test('a card inside a run finds the sale that sold it', async () => {
  const { seat } = await shop();
  expect(await found(seat, { text: practiceCard(5) })).toEqual(['00003']);
  expect(await found(seat, { text: practiceCard(50) })).toEqual([]);
});

test('a card finds every sale that ever sold it, the reversed one too', async () => {
  const { seat, one } = await shop();
  reverse(seat, one, 'QZ1A-20140521-00006', [0, 9]);
  sellTo(seat, '浦北中学', 5);
  expect(await found(seat, { text: practiceCard(5) })).toEqual(['00007', '00003']);
  expect(await found(seat, { text: practiceCard(6) })).toEqual(['00003']);
});

test('a reversal’s own number finds the sale it took back', async () => {
  const { seat, one } = await shop();
  reverse(seat, one, 'QZ1A-20140521-00006', [0, 9]);
  expect(await found(seat, { text: 'QZ1A-20140521-00006' })).toEqual(['00003']);
  expect(await found(seat, { text: '00006' })).toEqual(['00003']);
});

test('a part of a unit’s name finds its sales, whatever blanks and brackets it is typed with', async () => {
  const { seat } = await shop();
  expect(await found(seat, { text: '第一中学' })).toEqual(['00005', '00003']);
  expect(await found(seat, { text: ' 实验 小学' })).toEqual(['00004']);
  expect(await found(seat, { text: '没有这个单位' })).toEqual([]);
});

test('a clerk’s name finds what that clerk sold', async () => {
  const { seat } = await shop();
  expect(await found(seat, { text: '黄䶮' })).toEqual(['00005']);
  expect(await found(seat, { text: '小兰' })).toEqual(['00004', '00003']);
});

test('a walk-in is found by any piece of what the list shows: 个人, the area, or both', async () => {
  const { seat } = await shop();
  seat.perform(makeSale, { ...saleOf(30), buyer: { kind: 'person', area: '市直' } }, 'walk-in-1');
  seat.perform(
    makeSale,
    { ...saleOf(31), buyer: { kind: 'person', area: '浦北县' }, outside: '就近购买' },
    'walk-in-2',
  );
  expect(await found(seat, { text: '个人' })).toEqual(['00007', '00006']);
  expect(await found(seat, { text: '浦北县' })).toEqual(['00007']);
  expect(await found(seat, { text: '个人（市直）' })).toEqual(['00006']);
  expect(await found(seat, { text: '个人', state: 'reversed' })).toEqual([]);
  // A unit of the area is no walk-in.
  expect(await found(seat, { text: '灵山县' })).toEqual(['00004']);
});

test('days, clerk and state narrow down what the text found', async () => {
  const { seat, one, two } = await shop();
  expect(await found(seat, { from: '2014-05-20', to: '2014-05-20' })).toEqual(['00004', '00003']);
  expect(await found(seat, { from: '2014-05-21' })).toEqual(['00005']);
  expect(await found(seat, { text: '第一中学', to: '2014-05-20' })).toEqual(['00003']);
  expect(await found(seat, { text: '第一中学', clerk: 'sk02' })).toEqual(['00005']);
  expect(await found(seat, { text: practiceCard(5), clerk: 'sk02' })).toEqual([]);
  seat.perform(printPaper, { document: one.document }, 'printing-1');
  expect(await found(seat, { state: 'unprinted' })).toEqual(['00005', '00004']);
  seat.perform(recordPosting, { documents: [two.document], slip: 'GX-1', ground: null }, 'posting-1');
  expect(await found(seat, { state: 'waiting' })).toEqual(['00005', '00003']);
  expect(await found(seat, { state: 'reversed' })).toEqual([]);
  reverse(seat, two, 'QZ1A-20140521-00006', [10, 10]);
  expect(await found(seat, { state: 'reversed' })).toEqual(['00004']);
  // Its reversal waits, and was not printed either.
  expect(await found(seat, { state: 'waiting' })).toEqual(['00005', '00004', '00003']);
});

test('a page holds fifty, and the next goes on behind its last, without a sale twice or left out', async () => {
  const { seat } = await practiceSeat();
  for (let card = 0; card < 60; card++) sellTo(seat, `第${card % 3}中学`, card);
  const { client, close } = procedureClient(seat);
  for (const text of ['', '中学', '韦小兰']) {
    const first = await client.sales.list({ ...everything, text, after: null });
    const after = first.rows.at(-1)?.sale ?? null;
    const second = await client.sales.list({ ...everything, text, after });
    expect([first.rows.length, first.more, second.rows.length, second.more]).toEqual([50, true, 10, false]);
    const slips = [...first.rows, ...second.rows].map(({ document }) => Number(document.slice(-5)));
    expect(slips).toEqual(Array.from({ length: 60 }, (_, index) => 62 - index));
  }
  close();
});

test('a piece of a name that more than two hundred units bear is refused in words', async () => {
  const { seat } = await practiceSeat();
  const { db, journal, projections } = seat.city();
  const desk = { actor: 'sk01', approver: null, role: 'counter', businessDay: '2014-05-20' } as const;
  for (let index = 0; index <= 200; index++) {
    const employer = journal.nextId();
    appendOwn(
      { db, journal, projections },
      {
        type: 'employer.registered',
        payload: { employer, name: `钦州市第${index}中学`, area: '市直' },
        personal: { contact: '', phone: '' },
        entities: [{ kind: 'employer', id: employer }],
      },
      { ...desk, request: `employer-${index}` },
    );
  }
  const { client, close } = procedureClient(seat);
  const ask = (text: string) => answerOf(client.sales.list({ ...everything, text, after: null }));
  expect(await ask('中学')).toBe('TOO_WIDE');
  expect(await ask('第7中学')).toBe('done');
  close();
});

test('whatever is looked for, every row is looked at once and in order', async () => {
  const looked: number[] = [];
  const read = (last: number | null, size: number) => {
    const from = (last ?? -1) + 1;
    const rows = Array.from({ length: Math.min(size, 5000 - from) }, (_, index) => from + index);
    looked.push(...rows);
    return rows;
  };
  const { nextTurn } = (await practiceSeat()).world.timers;
  const found = await firstFitting({ nextTurn }, { read, fits: (row) => row % 2000 === 1999, most: 9 });
  expect(found).toEqual([1999, 3999]);
  expect(looked).toEqual(Array.from({ length: 5000 }, (_, index) => index));
});

test('what is rare among many is found in short turns', async () => {
  const { seat } = await practiceSeat();
  for (let card = 0; card < 100; card++) seat.perform(makeSale, saleOf(card), `sale-of-${card}`);
  let turns = 0;
  const timers = {
    nextTurn: () => {
      turns++;
      return Promise.resolve();
    },
  };
  const { db, journal } = seat.city();
  const oldest = { ...everything, text: '00003' };
  const { ids } = await findSales({ db, journal, timers }, oldest, null);
  expect(ids).toHaveLength(1);
  // Two slices and the end of the one path.
  expect(turns).toBe(2);
});
