import { type CardRange, countCards, parseRanges } from '../../../contract/domain/card-range.ts';
import type { Decoded } from '../../../wire/encode.ts';
import { decideRefund, payRefund } from '../commands/decide-refund.ts';
import { quoteReturn, returnGoods, slipNumber } from '../commands/return-goods.ts';
import { settleReturn } from '../commands/settle-return.ts';
import { performApproved } from '../people/approval.ts';
import { returnPage, returnPreview, returnRow } from '../queries/returns.ts';
import { wordsFor } from '../range-words.ts';
import { receiptsInWords } from '../receipt-words.ts';
import type { Seat } from '../seat.ts';
import { procedures } from './procedures.ts';

const on = procedures.returns;

/** Its paper is printed like any other, by its number (papers.ts). */
export const returns = {
  open: on.open.handler(({ input, context: { seat } }) => {
    const { db, journal } = seat.city();
    return returnPreview(db, journal.identity, slipNumber(input.slip), actorAt(seat));
  }),
  quote: on.quote.handler(({ input, context: { seat } }) => {
    const { sale, books } = input;
    const typed = { cards: read(input.cards), books };
    const { goods, worth, refunds, receipts } = quoteReturn(seat.city().db, sale, typed);
    return {
      cards: countCards(goods.cards),
      totalFen: worth.cards + worth.books,
      refunds: [...refunds],
      spoiled: receiptsInWords(receipts.spoiled),
      due: [...receipts.due],
    };
  }),
  make: on.make.handler(async ({ input, context: { seat, report } }) => {
    const { request, approval, cards, ...given } = input;
    const tell = (error: unknown) => report(error, 'returns.make');
    const goods = { ...given, cards: read(cards) };
    return rowAfter(seat, await performApproved(seat, returnGoods, goods, request, approval, tell));
  }),
  list: on.list.handler(({ input, context: { seat } }) => {
    return returnPage(seat.city().db, actorAt(seat), input);
  }),
  settle: on.settle.handler(({ input, context: { seat } }) => {
    const { request, cards, ...given } = input;
    return rowAfter(seat, seat.perform(settleReturn, { ...given, cards: read(cards) }, request));
  }),
  decide: on.decide.handler(({ input, context: { seat } }) => {
    const { request, ...given } = input;
    return rowAfter(seat, seat.perform(decideRefund, given, request));
  }),
  pay: on.pay.handler(({ input, context: { seat } }) => {
    const { request, ...given } = input;
    return rowAfter(seat, seat.perform(payRefund, given, request));
  }),
};

function actorAt(seat: Seat): string {
  return seat.clerk()?.id ?? '';
}

/** Card numbers as they were typed and scanned; none where the field was left empty. */
function read(text: string): readonly CardRange[] {
  if (text.trim() === '') return [];
  const ranges = parseRanges(text);
  if (!ranges.ok) throw wordsFor(ranges.error);
  return ranges.value;
}

function rowAfter(seat: Seat, made: Decoded) {
  const row = returnRow(seat.city().db, String(made.envelope.payload['return']), actorAt(seat));
  if (row === null) throw new Error('a committed return has no row');
  return row;
}
