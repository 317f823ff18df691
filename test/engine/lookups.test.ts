import { expect, test } from 'vitest';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { printPaper } from '../../electron/engine/commands/print-paper.ts';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { MOST_PENDING } from '../../electron/engine/journal/lookups.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { verifies } from './checks.ts';
import { killedNow, practiceSeat, refusalOf, reopen, saleOf, sell } from './city.ts';

/** Events the database's own lookups hold, of all there are. */
function heldOf(seat: Seat): { readonly held: number; readonly all: number } {
  const { db } = seat.city();
  return {
    held: db.prepare('SELECT upto FROM lookup').pluck().get() as number,
    all: db.prepare('SELECT max(id) FROM event').pluck().get() as number,
  };
}

test('lookups lag behind the journal, and never by more than one lot', async () => {
  const { seat } = await practiceSeat();
  const { document } = sell(seat, 0, 'request-0').envelope.payload as { document: string };
  for (let print = 0; print < MOST_PENDING + 20; print++) {
    seat.perform(printPaper, { document }, `print-${print}-of-it`);
    const { held, all } = heldOf(seat);
    expect(all - held).toBeLessThan(MOST_PENDING);
  }
  const { held, all } = heldOf(seat);
  expect(held).toBeLessThan(all);
});

test('a request is found again while it is in memory only, after a kill, and after a restart', async () => {
  const { seat, folder } = await practiceSeat();
  const made = sell(seat, 1, 'request-1');
  expect(heldOf(seat).held).toBeLessThan(heldOf(seat).all);
  expect(sell(seat, 1, 'request-1').hash).toBe(made.hash);
  const killed = await reopen(killedNow(folder));
  expect(sell(killed, 1, 'request-1').hash).toBe(made.hash);
  expect(heldOf(killed)).toEqual({ held: heldOf(seat).all, all: heldOf(seat).all });
  expect(verifies(killed.city().db)).toBe(true);
});

test('what a failed transaction had written down waits again, and is found', async () => {
  const { seat, world } = await practiceSeat();
  const made = sell(seat, 1, 'request-1');
  const { db, journal } = seat.city();
  world.onReached = (point) => {
    if (point !== 'event.appended') return;
    // A late arrival looks up what is touched in the middle of a transaction, which then fails.
    expect(journal.lookups.ofEntity('sale', saleIdOf(made))).toHaveLength(1);
    expect(heldOf(seat).held).toBe(heldOf(seat).all);
    throw new Error('failed');
  };
  expect(() => sell(seat, 2, 'request-2')).toThrow('failed');
  world.onReached = () => {};
  expect(heldOf(seat).held).toBeLessThan(heldOf(seat).all);
  expect(journal.byHash(made.hash)?.hash).toBe(made.hash);
  expect(journal.byRequest('request-2')).toBeNull();
  expect(journal.lookups.ofEntity('sale', saleIdOf(made))).toHaveLength(1);
  sell(seat, 2, 'request-2');
  expect(verifies(db)).toBe(true);
});

test('the same request with other content is refused and writes nothing', async () => {
  const { seat, folder } = await practiceSeat();
  sell(seat, 1, 'request-1');
  const before = heldOf(seat).all;
  const other = () => seat.perform(makeSale, saleOf(2), 'request-1');
  expect(refusalOf(other)).toBe('REQUEST_REUSED');
  const killed = await reopen(killedNow(folder));
  expect(refusalOf(() => killed.perform(makeSale, saleOf(2), 'request-1'))).toBe('REQUEST_REUSED');
  expect([heldOf(seat).all, heldOf(killed).all]).toEqual([before, before]);
});

function saleIdOf(made: ReturnType<typeof sell>): string {
  return (made.envelope.payload as { sale: string }).sale;
}

test('deliveries in hundreds of runs are written down a few at a time, or the last would take the turn of all', async () => {
  const { seat } = await practiceSeat();
  let most = 0;
  for (let turn = 0; turn < 6; turn++) {
    const ranges = Array.from({ length: 400 }, (_, index) => {
      const card = `09${String(turn * 1_000 + index * 2).padStart(10, '0')}` as CardNumber;
      return { first: card, last: card };
    });
    seat.perform(receiveCards, { course: '2014-xxaq', note: 'N1', ranges }, `request-${turn}`);
    const { held, all } = heldOf(seat);
    most = Math.max(most, all - held);
  }
  expect(most).toBeLessThanOrEqual(2);
});
