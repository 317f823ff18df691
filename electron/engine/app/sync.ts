import type { SyncStatusShown } from '../../../contract/app/sync.ts';
import { timeInShanghai } from '../../../contract/domain/calendar.ts';
import type { Seat } from '../seat.ts';
import { problemOf } from '../sync/recovery.ts';
import { procedures } from './procedures.ts';

const on = procedures.sync;

/** Lines on one page of the log. */
const PAGE = 50;

export const sync = {
  status: on.status.handler(({ context: { seat } }) => statusNow(seat)),
  now: on.now.handler(async ({ context: { seat } }) => {
    await seat.city().sync?.now();
    return statusNow(seat);
  }),
  log: on.log.handler(({ input: { text, kind, after }, context: { seat } }) => {
    const before = after === null ? null : Number(after);
    const found = seat.city().sync?.log({ text, kind, before, most: PAGE + 1 }) ?? [];
    const rows = found.slice(0, PAGE).map(({ id, at, until, times, kind, count, words }) => ({
      ...{ id, times, kind, count, words },
      from: timeInShanghai(at),
      until: timeInShanghai(until),
    }));
    return { rows, more: found.length > PAGE };
  }),
};

function statusNow(seat: Seat): SyncStatusShown | null {
  const status = seat.city().sync?.status();
  if (status === undefined) return null;
  const { trouble, ...facts } = status;
  return { ...facts, trouble: trouble === null ? null : problemOf(trouble), now: seat.world.clock.now() };
}
