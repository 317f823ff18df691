import { expect, test } from 'vitest';
import type { ExceptionState } from '../../contract/domain/folds/exception.ts';
import type { Payload } from '../../contract/events/catalogue.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { printPaper } from '../../electron/engine/commands/print-paper.ts';
import { recordPosting } from '../../electron/engine/commands/record-posting.ts';
import { reverseSale } from '../../electron/engine/commands/reverse-sale.ts';
import { allStates, policiesOf } from '../../electron/engine/queries/state.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { halfState } from './checks.ts';
import { practiceSeat, saleOf, sell } from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';

const exceptions = (seat: Seat) => allStates<ExceptionState>(seat.city().db, 'exception');
const types = (seat: Seat) => exceptions(seat).map(({ type }) => type);
const made = (seat: Seat, request: string) =>
  seat.city().journal.byRequest(request)?.envelope.payload as Payload<'sale.made'>;

test('an ordinary sale, its slip and its posting in time are nothing to look at again', async () => {
  const { seat } = await practiceSeat();
  sell(seat, 0, 'request-1');
  const { document } = made(seat, 'request-1');
  seat.perform(printPaper, { document }, 'request-2');
  seat.perform(recordPosting, { documents: [document], slip: 'GX-0001', ground: null }, 'request-3');
  expect(exceptions(seat)).toEqual([]);
});

test('a sale to a buyer from elsewhere is an exception with its reason and its paper', async () => {
  const { seat } = await practiceSeat();
  const elsewhere = {
    kind: 'newEmployer',
    name: '试用一厂',
    area: '灵山县',
    contact: '',
    phone: '',
  } as const;
  seat.perform(makeSale, { ...saleOf(0), buyer: elsewhere, outside: '借调在本市' }, 'request-1');
  const { document, sale } = made(seat, 'request-1');
  expect(exceptions(seat)).toMatchObject([
    { type: 'sale.made', document, by: 'sk01', said: { sale, outside: '借调在本市', cardsFen: 5000 } },
  ]);
  const { incarnation, number } = seat.city().journal.byRequest('request-1')?.envelope ?? {};
  expect(seat.city().db.prepare('SELECT id FROM exception').pluck().all()).toEqual([
    `${incarnation}.${number}`,
  ]);
  expect(await halfState(seat)).toBe(null);
});

test('a reversal is an exception with its approver', async () => {
  const { seat } = await practiceSeat();
  sell(seat, 0, 'request-1');
  const reversal = { sale: made(seat, 'request-1').sale, reason: '卡号录错', remark: '' } as const;
  seat.perform(reverseSale, reversal, 'request-2', 'zg02');
  expect(exceptions(seat)).toMatchObject([
    { type: 'sale.reversed', by: 'sk01', approver: 'zg02', said: { reason: '卡号录错' } },
  ]);
});

test('a paper is an exception from its second print on, of sales and of intakes', async () => {
  const { seat } = await practiceSeat();
  sell(seat, 0, 'request-1');
  const { document } = made(seat, 'request-1');
  for (const request of ['print-01', 'print-02', 'print-03']) seat.perform(printPaper, { document }, request);
  expect(exceptions(seat).map(({ type, document }) => [type, document])).toEqual([
    ['slip.printed', document],
    ['slip.printed', document],
  ]);
  const intake = seat
    .city()
    .db.prepare("SELECT state ->> '$.received.document' FROM card_receipt")
    .pluck()
    .get();
  for (const request of ['print-04', 'print-05'])
    seat.perform(printPaper, { document: intake as string }, request);
  expect(exceptions(seat)).toHaveLength(3);
});

test('a posting later than the city allows is an exception, one on the last day is not', async () => {
  const { seat } = await practiceSeat();
  const within = policiesOf(seat.city().db)?.postWithinDays ?? 0;
  sell(seat, 0, 'request-1');
  sell(seat, 1, 'request-2');
  const dayAfter = (days: number) => `2014-05-${20 + days}`;
  const post = (sold: string, request: string) =>
    seat.perform(
      recordPosting,
      { documents: [made(seat, sold).document], slip: 'GX-0001', ground: null },
      request,
    );
  seat.perform(openDay, { day: dayAfter(within) }, 'day-0001');
  post('request-1', 'request-3');
  expect(types(seat)).toEqual([]);
  seat.perform(openDay, { day: dayAfter(within + 1) }, 'day-0002');
  post('request-2', 'request-4');
  expect(exceptions(seat)).toMatchObject([
    { type: 'posting.recorded', said: { documents: [made(seat, 'request-2').document] } },
  ]);
});

test('locked accounts, refused calls and new secrets are exceptions', async () => {
  const { seat } = await practiceSeat('zg01');
  const { client, close } = procedureClient(seat);
  const reset = { request: 'request-1', person: 'da01', secret: '270519' };
  expect(await answerOf(client.accounts.resetSecret(reset))).toBe('done');
  for (let tries = 0; tries < 5; tries += 1)
    await answerOf(client.session.signIn({ person: 'sk02', pin: '9999' }));
  seat.sitDown('sk01');
  expect(await answerOf(client.accounts.list())).toBe('ROLE');
  expect(exceptions(seat)).toMatchObject([
    { type: 'secret.reset', by: 'zg01', said: { person: 'da01' } },
    { type: 'account.locked', said: { person: 'sk02' } },
    { type: 'access.denied', by: 'sk01', said: { procedure: 'accounts.list', code: 'ROLE' } },
  ]);
  close();
});
