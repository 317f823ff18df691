import { exceptionPage } from '../queries/exceptions.ts';
import { procedures } from './procedures.ts';

const on = procedures.exceptions;

export const exceptions = {
  list: on.list.handler(({ input, context: { seat } }) => {
    const { after, ...filter } = input;
    return exceptionPage(seat.city().db, seat.world.timers, filter, after);
  }),
};
