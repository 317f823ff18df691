import type { SaleRow } from '../../../contract/app/sales.ts';
import { type CardRange, parseRanges, rangeCount } from '../../../contract/domain/card-range.ts';
import { correctEmployer } from '../commands/correct-employer.ts';
import { makeSale } from '../commands/make-sale.ts';
import { reverseSale } from '../commands/reverse-sale.ts';
import { refuseTooManyCards } from '../commands/sale-goods.ts';
import { refuseHeldCards } from '../held/held-sales.ts';
import { checkedCards, recheck } from '../held/recheck.ts';
import { tillOf } from '../journal/identity.ts';
import { performApproved } from '../people/approval.ts';
import { refuse } from '../problem.ts';
import { sellableIn } from '../queries/card-stock.ts';
import { obstaclesIn } from '../queries/card-story.ts';
import { employerRow, findEmployers } from '../queries/employers.ts';
import { findSales } from '../queries/find-sales.ts';
import { offersNow } from '../queries/offers.ts';
import { nextReceipts } from '../queries/receipt-numbers.ts';
import { reversalPreview } from '../queries/reversal.ts';
import { saleRow } from '../queries/sales.ts';
import { people } from '../queries/state.ts';
import { isUploaded } from '../queries/uploaded.ts';
import { requireSound, wordsFor } from '../range-words.ts';
import type { Seat } from '../seat.ts';
import { procedures } from './procedures.ts';

const on = procedures.sales;

export const sales = {
  offers: on.offers.handler(({ context: { seat } }) => {
    const { db, journal } = seat.city();
    return offersNow(db, journal.identity);
  }),
  employers: on.employers.handler(({ input, context: { seat } }) =>
    findEmployers(seat.city().db, input.text),
  ),
  correctEmployer: on.correctEmployer.handler(({ input, context: { seat } }) => {
    const { request, ...said } = input;
    const made = seat.perform(correctEmployer, said, request);
    const row = employerRow(seat.city().db, (made.envelope.payload as { employer: string }).employer);
    if (row === null) throw new Error('a corrected employer has no row');
    return row;
  }),
  nextReceipts: on.nextReceipts.handler(({ context: { seat } }) => {
    const { db, journal } = seat.city();
    return nextReceipts(db, journal.identity);
  }),
  checkCards: on.checkCards.handler(({ input, context: { seat } }) => {
    const read = parseRanges(input.text);
    if (!read.ok) throw wordsFor(read.error);
    refuseTooManyCards(read.value);
    refuseObstacles(seat, read.value, input.course);
    refuseHeldCards(seat.city().db, read.value);
    return checkedCards(read.value);
  }),
  recheckCards: on.recheckCards.handler(({ input, context: { seat } }) => {
    const { db, journal } = seat.city();
    const lines = input.lines.map(requireSound);
    return recheck(db, lines, tillOf(journal.identity), input.course);
  }),
  make: on.make.handler(({ input, context: { seat } }) => {
    const { request, paper, ...sale } = input;
    const asked = { ...sale, cards: sale.cards as CardRange[], ...(paper === undefined ? {} : { paper }) };
    const made = seat.perform(makeSale, asked, request);
    return rowOf(seat, (made.envelope.payload as { sale: string }).sale);
  }),
  reversal: on.reversal.handler(({ input, context: { seat } }) =>
    reversalPreview(seat.city().db, input.sale, seat.clerk()?.id ?? ''),
  ),
  reverse: on.reverse.handler(async ({ input, context: { seat, report } }) => {
    const { request, approval, ...reversal } = input;
    const tell = (error: unknown) => report(error, 'sales.reverse');
    await performApproved(seat, reverseSale, reversal, request, approval, tell);
    return rowOf(seat, input.sale);
  }),
  list: on.list.handler(async ({ input, context: { seat } }) => {
    const { after, ...filter } = input;
    const { db, journal } = seat.city();
    const { ids, more } = await findSales({ db, journal, timers: seat.world.timers }, filter, after);
    return { rows: ids.map((id) => rowOf(seat, id)), more };
  }),
  clerks: on.clerks.handler(({ context: { seat } }) => {
    const { db, journal } = seat.city();
    return people(db)
      .filter(({ said }) => said.point === journal.identity.point)
      .map(({ said }) => ({ id: said.person, name: said.name }));
  }),
};

/** A sale that this PC has heard of; that it can't find one is a bug. */
function rowOf(seat: Seat, sale: string): SaleRow {
  const row = saleRow(seat.city().db, sale);
  if (row === null) throw new Error('a known sale has no row');
  const papers = [row.document, ...(row.reversal === null ? [] : [row.reversal.document])];
  return { ...row, uploaded: isUploaded(seat.city(), papers) };
}

function refuseObstacles(seat: Seat, ranges: readonly CardRange[], course: string): void {
  const { db, journal } = seat.city();
  const till = tillOf(journal.identity);
  for (const range of ranges) {
    if (sellableIn(db, range, till, course) === rangeCount(range)) continue;
    const stories = obstaclesIn(db, range, till, course);
    throw refuse(
      'CARD',
      `有的卡不能售出：${stories.join('；')}。`,
      '请换卡，或改正号段；号段里缺几张的，可写成“1001-1030 缺 1017”。',
    );
  }
}
