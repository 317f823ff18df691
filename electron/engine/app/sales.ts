import { type CardRange, formatRange, parseRanges, rangeCount } from '../../../contract/domain/card-range.ts';
import { employerKey, normaliseEmployerName } from '../../../contract/domain/employer-name.ts';
import type { EmployerState } from '../../../contract/domain/folds/employer.ts';
import { CARD_PRICE_FEN, timesFen } from '../../../contract/domain/money.ts';
import { makeSale } from '../commands/make-sale.ts';
import type { Db } from '../database/open.ts';
import { refuseHeldCards } from '../held/held-sales.ts';
import { tillOf } from '../journal/identity.ts';
import { refuse } from '../problem.ts';
import { sellableIn, unsoldCount } from '../queries/card-stock.ts';
import { obstaclesIn } from '../queries/card-story.ts';
import { findSales } from '../queries/find-sales.ts';
import { saleRow } from '../queries/sales.ts';
import { businessDayOf, courses, isOpen, people } from '../queries/state.ts';
import { wordsFor } from '../range-words.ts';
import type { Seat } from '../seat.ts';
import { procedures } from './procedures.ts';

const on = procedures.sales;

export const sales = {
  offers: on.offers.handler(({ context: { seat } }) => {
    const { db, journal } = seat.city();
    const { device } = journal.identity;
    const day = businessDayOf(db, device);
    return courses(db)
      .map((course) => {
        const { course: id, name, from, to, cardFen, cardApproval } = course.said;
        const inTill = unsoldCount(db, tillOf({ device }), id);
        return {
          course: id,
          name,
          from,
          to,
          open: isOpen(course, day),
          cardFen,
          approval: cardApproval,
          inTill,
        };
      })
      .toSorted((a, b) => (a.course < b.course ? 1 : -1));
  }),
  employers: on.employers.handler(({ input, context: { seat } }) =>
    findEmployers(seat.city().db, input.text),
  ),
  checkCards: on.checkCards.handler(({ input, context: { seat } }) => {
    const read = parseRanges(input.text);
    if (!read.ok) throw wordsFor(read.error);
    refuseObstacles(seat, read.value, input.course);
    refuseHeldCards(seat.city().db, read.value);
    const count = read.value.reduce((sum, range) => sum + rangeCount(range), 0);
    const cardsFen = timesFen(CARD_PRICE_FEN, count);
    return { ranges: [...read.value], count, text: read.value.map(formatRange).join('；'), cardsFen };
  }),
  make: on.make.handler(({ input, context: { seat } }) => {
    const { request, ...sale } = input;
    const made = seat.perform(makeSale, { ...sale, cards: sale.cards as CardRange[] }, request);
    const row = saleRow(seat.city().db, (made.envelope.payload as { sale: string }).sale);
    if (row === null) throw new Error('a committed sale has no row');
    return row;
  }),
  list: on.list.handler(async ({ input, context: { seat } }) => {
    const { after, ...filter } = input;
    const { db, journal } = seat.city();
    const { ids, more } = await findSales({ db, journal, timers: seat.world.timers }, filter, after);
    return { rows: ids.flatMap((id) => saleRow(db, id) ?? []), more };
  }),
  clerks: on.clerks.handler(({ context: { seat } }) => {
    const { db, journal } = seat.city();
    return people(db)
      .filter(({ said }) => said.point === journal.identity.point)
      .map(({ said }) => ({ id: said.person, name: said.name }));
  }),
};

function refuseObstacles(seat: Seat, ranges: readonly CardRange[], course: string): void {
  const { db, journal } = seat.city();
  const till = tillOf(journal.identity);
  for (const range of ranges) {
    if (sellableIn(db, range, till, course) === rangeCount(range)) continue;
    const stories = obstaclesIn(db, range, till, course);
    throw refuse('CARD', `有的卡不能售出：${stories.join('；')}。`, '请换卡，或改正号段。');
  }
}

function findEmployers(db: Db, text: string) {
  const key = employerKey(normaliseEmployerName(text).name);
  const rows = db
    .prepare('SELECT id, state FROM employer WHERE instr(key, ?) > 0 ORDER BY key LIMIT 20')
    .all(key) as { id: string; state: string }[];
  return rows.map(({ id, state }) => {
    const { name, area } = JSON.parse(state) as EmployerState;
    return { employer: id, name, area };
  });
}
