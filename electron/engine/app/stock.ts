import { stockByHolder, transfersUnderWay } from '../queries/stock.ts';
import { procedures } from './procedures.ts';

export const stock = {
  view: procedures.stock.view.handler(({ context: { seat } }) => {
    const { db, journal } = seat.city();
    const { identity } = journal;
    return { holders: stockByHolder(db, identity), transit: transfersUnderWay(db, identity) };
  }),
};
