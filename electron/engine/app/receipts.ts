import { recentReceipts } from '../queries/receipts.ts';
import { procedures } from './procedures.ts';

const on = procedures.receipts;

/** 以往入库; its papers are printed like any other, by their numbers (papers.ts). */
export const receipts = {
  list: on.list.handler(({ context: { seat } }) => {
    const { db, journal } = seat.city();
    return recentReceipts(db, seat.world.timers, journal.identity);
  }),
};
