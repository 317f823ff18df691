import { expect, test } from 'vitest';
import type { HeldSale } from '../../contract/app/held.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { draftOf, saveDraft } from '../../electron/engine/held/drafts.ts';
import { dropHeld, heldSales, holdSale, resumeSale } from '../../electron/engine/held/held-sales.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { killedNow, practiceCard, practiceSeat, refusalOf, reopen, sell } from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';

function hold(seat: Seat, id: string, first: number, last = first): string {
  const cards = [{ first: practiceCard(first), last: practiceCard(last) }];
  const about = { title: `钦州市第一中学 ${last - first + 1} 张`, form: `{"held":"${id}"}` };
  return refusalOf(() =>
    holdSale(seat.city().db, { id, person: 'sk01', day: '2014-05-20', at: 0, cards, ...about }),
  );
}

const held = (seat: Seat): readonly HeldSale[] => heldSales(seat.city().db);

test('a held sale and its locked cards survive a kill', async () => {
  const { seat, folder } = await practiceSeat();
  hold(seat, 'form-0001', 3, 5);
  const revived = await reopen(killedNow(folder));
  expect(held(revived)).toMatchObject([{ id: 'form-0001', title: '钦州市第一中学 3 张', released: '' }]);
  const outcomes = [2, 3, 5, 6].map((card) => refusalOf(() => sell(revived, card, `request-${card}`)));
  expect(outcomes).toEqual(['done', 'CARD_HELD', 'CARD_HELD', 'done']);
});

test('taken up again, the form is the draft of who took it, and its cards can be sold', async () => {
  const { seat } = await practiceSeat();
  const { db } = seat.city();
  saveDraft(db, 'sk01', 'sale', '{"held":"form-0001"}');
  hold(seat, 'form-0001', 3);
  expect(draftOf(db, 'sk01', 'sale')).toBe('');
  expect(resumeSale(db, 'form-0001', 'sk02')).toBe('{"held":"form-0001"}');
  expect(draftOf(db, 'sk02', 'sale')).toBe('{"held":"form-0001"}');
  expect(held(seat)).toEqual([]);
  expect(refusalOf(() => sell(seat, 3, 'request-3'))).toBe('done');
  expect(refusalOf(() => resumeSale(db, 'form-0001', 'sk01'))).toBe('HELD');
});

test('held twice by a repeated press it is one, and cards of one held sale go into no other', async () => {
  const { seat } = await practiceSeat();
  expect([hold(seat, 'form-0001', 3), hold(seat, 'form-0001', 3)]).toEqual(['done', 'done']);
  expect(held(seat)).toHaveLength(1);
  expect(hold(seat, 'form-0002', 2, 4)).toBe('CARD_HELD');
  expect(held(seat)).toHaveLength(1);
});

test('given up, its cards are free and nothing was sold', async () => {
  const { seat } = await practiceSeat();
  hold(seat, 'form-0001', 3);
  dropHeld(seat.city().db, 'form-0001');
  expect([held(seat).length, refusalOf(() => sell(seat, 3, 'request-3'))]).toEqual([0, 'done']);
});

test('the next business day frees the cards and keeps the form with a notice', async () => {
  const { seat } = await practiceSeat();
  hold(seat, 'form-0001', 3);
  seat.perform(openDay, { day: '2014-05-20' }, 'day-same-0001');
  expect(refusalOf(() => sell(seat, 3, 'request-3'))).toBe('CARD_HELD');
  seat.perform(openDay, { day: '2014-05-21' }, 'day-next-0001');
  expect(held(seat)).toMatchObject([{ id: 'form-0001', released: '2014-05-21' }]);
  expect(refusalOf(() => sell(seat, 3, 'request-4'))).toBe('done');
});

test('taken up again, only the cards that went meanwhile leave the run, each by name, and the rest stays', async () => {
  const { seat } = await practiceSeat();
  hold(seat, 'form-0001', 10, 39);
  dropHeld(seat.city().db, 'form-0001');
  sell(seat, 12, 'request-12');
  sell(seat, 39, 'request-39');
  sell(seat, 50, 'request-50');
  hold(seat, 'form-0002', 20, 21);
  const { client, close } = procedureClient(seat);
  const run = (first: number, last: number) => ({ first: practiceCard(first), last: practiceCard(last) });
  const lines = [[run(10, 39)], [run(50, 50)], [run(60, 61)]];
  const { lines: left, gone } = await client.sales.recheckCards({ course: '2014-xxaq', lines });
  close();
  expect(left.map(({ ranges }) => ranges)).toEqual([[run(10, 11), run(13, 19), run(22, 38)], [run(60, 61)]]);
  expect(left.map(({ count, cardsFen }) => [count, cardsFen])).toEqual([
    [26, 130_000],
    [2, 10_000],
  ]);
  const numbers = `${practiceCard(12)}、${practiceCard(20)}–${practiceCard(21)}、${practiceCard(39)}、${practiceCard(50)}`;
  expect(gone?.happened).toContain(`挂单里有 5 张卡不能再售，已从单上去掉：${numbers}（`);
  expect(gone?.happened).toContain(
    `${practiceCard(12)} 已于 2014-05-20 售给个人（单号 QZ1A-20140520-00003）`,
  );
  expect(gone?.happened).toContain('已被挂单“钦州市第一中学 2 张”占用');
  expect(gone?.happened).toContain('；其余 28 张还在单上。');
});

test('a run of which nothing went is taken up whole and in silence', async () => {
  const { seat } = await practiceSeat();
  const { client, close } = procedureClient(seat);
  const whole = { first: practiceCard(10), last: practiceCard(39) };
  expect(await client.sales.recheckCards({ course: '2014-xxaq', lines: [[whole]] })).toEqual({
    lines: [{ ranges: [whole], count: 30, text: `${whole.first}–${whole.last}`, cardsFen: 150_000 }],
    gone: null,
  });
  close();
});

test('a form whose sale was made can not be put aside, and no more than twenty wait', async () => {
  const { seat } = await practiceSeat();
  sell(seat, 1, 'request-1');
  const { client, close } = procedureClient(seat);
  const input = { title: '钦州市第一中学 1 张', form: '{}', cards: [] };
  expect(await answerOf(client.held.hold({ request: 'request-1', ...input }))).toBe('SOLD');
  const answers = [];
  for (let n = 10; n < 31; n++)
    answers.push(await answerOf(client.held.hold({ request: `form-00${n}`, ...input })));
  expect(answers.filter((answer) => answer === 'done')).toHaveLength(20);
  expect(answers.at(-1)).toBe('HELD_FULL');
  close();
});

test('each clerk has a draft of their own, also over a restart', async () => {
  const { seat, folder } = await practiceSeat();
  const { db } = seat.city();
  saveDraft(db, 'sk01', 'sale', 'one');
  saveDraft(db, 'sk02', 'sale', 'two');
  saveDraft(db, 'sk02', 'sale', 'three');
  const again = (await reopen(killedNow(folder))).city().db;
  expect([draftOf(again, 'sk01', 'sale'), draftOf(again, 'sk02', 'sale')]).toEqual(['one', 'three']);
  saveDraft(again, 'sk01', 'sale', '');
  expect(draftOf(again, 'sk01', 'sale')).toBe('');
});
