import { expect } from 'vitest';
import type { Approval } from '../../contract/app/problem.ts';
import type { CashCount } from '../../contract/domain/closing.ts';
import type { DayCloseState } from '../../contract/domain/folds/closing.ts';
import { stateOf } from '../../electron/engine/queries/state.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { practiceSeat } from './city.ts';
import { procedureClient } from './engine-under-test.ts';

export const DAY = '2014-05-20';
export const colleague: Approval = { person: 'sk02', secret: '1302' };
export const supervisor: Approval = { person: 'zg02', secret: '2502' };

/** So many yuan, in notes of 100 and coins of 1. */
export function yuanCount(yuan: number): CashCount {
  const hundreds = { face: 10_000 as const, pieces: Math.floor(yuan / 100) };
  const ones = { face: 100 as const, pieces: yuan % 100 };
  return [hundreds, ones].filter(({ pieces }) => pieces > 0);
}

/** A drawer with a float of 200 yuan, and its procedures; requests are counted up. */
export async function drawer() {
  const { seat, world, folder } = await practiceSeat();
  const { client, bugs, close } = procedureClient(seat);
  let forms = 0;
  const request = () => `closing-form-${++forms}`;
  await client.closing.openShift({ request: request(), count: yuanCount(200) });
  const count = (yuan: number) => client.closing.handInCount({ request: request(), count: yuanCount(yuan) });
  const handOver = (leftFen = 20_000, reason = '', approval = colleague) =>
    client.closing.closeShift({ request: request(), leftFen, reason, approval });
  const endDay = (day = DAY, approval = colleague) =>
    client.closing.closeDay({ request: request(), day, approval });
  return { seat, world, folder, client, bugs, close, request, count, handOver, endDay };
}

export function closedDay(seat: Seat, day = DAY): NonNullable<DayCloseState['closed']> {
  const { db, journal } = seat.city();
  const { device } = journal.identity;
  return stateOf<DayCloseState>(db, 'day_close', `${device}/${day}`)?.closed ?? expect.fail(`${day} is open`);
}
