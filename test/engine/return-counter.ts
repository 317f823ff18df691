import type { Payload } from '../../contract/events/catalogue.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { saleOf } from './city.ts';
import { drawer, supervisor } from './drawer.ts';

export const NEXT = '2014-05-21';
export const BOOK = '2014-xxaq-book';

/** A counter that sold cards 0 to 9 with two books, for cash, and what can be done with what comes back. */
export async function counter(sale = saleOf(0, 9, 2)) {
  const open = await drawer();
  const { seat, client, request } = open;
  const made = seat.perform(makeSale, sale, 'request-sale').envelope.payload as Payload<'sale.made'>;
  const bring = (cards: string, copies = 0, changes: object = {}) =>
    client.returns.make({
      ...{ request: request(), sale: made.sale, slip: made.document, cards },
      books: copies === 0 ? [] : [{ textbook: BOOK, quantity: copies }],
      ...{ coatingIntact: true, slipSeen: true, reason: '多买', remark: '', approval: supervisor },
      ...changes,
    });
  const as = async <T>(person: string, act: () => Promise<T>): Promise<T> => {
    const before = seat.clerk()?.id ?? 'sk01';
    seat.sitDown(person);
    const done = await act();
    seat.sitDown(before);
    return done;
  };
  const decide = (id: string, decision: 'approved' | 'refused', remark = '') =>
    client.returns.decide({ request: request(), return: id, decision, remark });
  const settle = (id: string, outcome: 'restocked' | 'voided' | 'givenBack', cards = '', reason = '') =>
    client.returns.settle({ request: request(), return: id, outcome, cards, reason });
  const pay = (id: string, reference: string, on: string) =>
    client.returns.pay({ request: request(), return: id, reference, on });
  const nextDay = () => seat.perform(openDay, { day: NEXT }, 'request-day');
  return { ...open, made, bring, as, decide, settle, pay, nextDay };
}

export type Counter = Awaited<ReturnType<typeof counter>>;
