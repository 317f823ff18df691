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
