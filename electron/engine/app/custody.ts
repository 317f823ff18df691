import type { CalendarDay } from '../../../contract/domain/calendar.ts';
import {
  type CardRange,
  countCards,
  formatRange,
  parseRanges,
  rangeCount,
} from '../../../contract/domain/card-range.ts';
import { parseQuantity } from '../../../contract/domain/quantity.ts';
import type { Decoded } from '../../../wire/encode.ts';
import { acceptGoods } from '../commands/accept-goods.ts';
import { type CountedBooks, dispatchGoods, refuseTooMuch } from '../commands/dispatch-goods.ts';
import { refuseHeldCards } from '../held/held-sales.ts';
import { tillOf } from '../journal/identity.ts';
import { refuse } from '../problem.ts';
import { booksInHand } from '../queries/book-stock.ts';
import { heldIn } from '../queries/card-stock.ts';
import { whyNotInHand } from '../queries/card-story.ts';
import { hasStoreRoom, placeName, placesOf, storeOf } from '../queries/places.ts';
import { businessDayOf, courses } from '../queries/state.ts';
import { transferRow, transfersUnderWay } from '../queries/stock.ts';
import { openTransfer } from '../queries/transfers.ts';
import { wordsFor } from '../range-words.ts';
import type { Seat } from '../seat.ts';
import { procedures } from './procedures.ts';

const on = procedures.custody;

export const custody = {
  places: on.places.handler(({ context: { seat } }) => {
    const { db, journal } = seat.city();
    const { identity } = journal;
    const [till, store] = [tillOf(identity), storeOf(identity)];
    const others = placesOf(db, identity).filter(({ holder }) => holder !== till && holder !== store);
    return {
      several: hasStoreRoom(db, identity.point),
      own: { holder: till, name: placeName(db, identity, till) },
      store: { holder: store, name: placeName(db, identity, store) },
      others,
      titles: courses(db)
        .flatMap(({ said }) => said.textbooks)
        .map(({ textbook, title }) => ({
          textbook,
          title,
          inTill: booksInHand(db, till, textbook),
          inStore: booksInHand(db, store, textbook),
        })),
    };
  }),
  open: on.open.handler(({ context: { seat } }) => {
    const { db, journal } = seat.city();
    return transfersUnderWay(db, seat.world.timers, journal.identity);
  }),
  sent: on.sent.handler(({ input, context: { seat } }) => {
    const open = openTransfer(seat.city().db, input.transfer);
    if (open === null) throw refuse('TRANSFER', '没有找到这张领用单。', '请返回领用，重新选择。');
    return { ranges: [...open.cards] };
  }),
  checkCards: on.checkCards.handler(({ input, context: { seat } }) => {
    const { db, journal } = seat.city();
    const ranges = cardsIn(input.cards);
    refuseTooMuch(ranges);
    const from = input.from === 'till' ? tillOf(journal.identity) : storeOf(journal.identity);
    for (const range of ranges) {
      const held = heldIn(db, range, from).map((batch) => batch.range);
      if (countCards(held) === rangeCount(range)) continue;
      const stories = whyNotInHand(db, range, from);
      throw refuse('CARD', `有的卡不能发出：${stories.join('；')}。`, '请换卡，或改正号段。');
    }
    refuseHeldCards(db, ranges);
    return { count: countCards(ranges), text: ranges.map(formatRange).join('；') };
  }),
  dispatch: on.dispatch.handler(({ input, context: { seat } }) => {
    const { request, from, destination } = input;
    const goods = { from, destination, cards: cardsIn(input.cards), books: booksIn(input.books) };
    return { document: documentOf(seat.perform(dispatchGoods(goods), goods, request)) };
  }),
  accept: on.accept.handler(({ input, context: { seat } }) => {
    const { request, transfer, as } = input;
    const goods = { transfer, as, cards: cardsIn(input.cards), books: booksIn(input.books) };
    const made = seat.perform(acceptGoods(goods), goods, request);
    return { document: documentOf(made), left: leftOf(seat, transfer) };
  }),
};

/** What still nobody holds of a transfer; null when all of it has arrived. */
function leftOf(seat: Seat, id: string) {
  const { db, journal } = seat.city();
  const open = openTransfer(db, id);
  if (open === null || open.cards.length + open.books.length === 0) return null;
  const today = businessDayOf(db, journal.identity.device) as CalendarDay;
  return transferRow(db, journal.identity, open, today);
}

function cardsIn(text: string): readonly CardRange[] {
  if (text.trim() === '') return [];
  const read = parseRanges(text);
  if (!read.ok) throw wordsFor(read.error);
  return read.value;
}

/** A field left empty, or 0, is none of that title. */
function booksIn(
  typed: readonly { readonly textbook: string; readonly quantity: string }[],
): readonly CountedBooks[] {
  return typed.flatMap(({ textbook, quantity: text }) => {
    if (/^\s*[0０]*\s*$/.test(text)) return [];
    const quantity = parseQuantity(text);
    if (quantity === null) throw refuse('QUANTITY', `“${text}”不是本数。`, '请填写整数。');
    return [{ textbook, quantity }];
  });
}

function documentOf(made: Decoded): string {
  return (made.envelope.payload as { document: string }).document;
}
