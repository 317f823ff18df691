import { stockByHolder, transfersUnderWay } from '../queries/stock.ts';
import { procedures } from './procedures.ts';

export const stock = {
  view: procedures.stock.view.handler(async ({ context: { seat } }) => {
    const { db, journal } = seat.city();
    const { identity } = journal;
    return {
      holders: await stockByHolder(db, seat.world.timers, identity),
      transit: await transfersUnderWay(db, seat.world.timers, identity),
    };
  }),
};
