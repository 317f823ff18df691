import type { BookStock, CourseStock, HeldStock, TransferRow } from '../../../contract/app/stock.ts';
import { type CalendarDay, daysBetween } from '../../../contract/domain/calendar.ts';
import { type CardRange, countCards, describeStock } from '../../../contract/domain/card-range.ts';
import type { Db } from '../database/open.ts';
import type { Identity } from '../journal/identity.ts';
import { booksInHand } from './book-stock.ts';
import { unsoldRuns } from './card-stock.ts';
import { type Place, placeName, placesOf } from './places.ts';
import { businessDayOf, courses, nameOf, titleOf } from './state.ts';
import { type OpenTransfer, openTransfers, receiverOf } from './transfers.ts';

type Own = Pick<Identity, 'device' | 'point'>;

/** What lies where in this point: the own till, the store-room, the other tills. */
export function stockByHolder(db: Db, own: Own): HeldStock[] {
  return placesOf(db, own).map((place) => heldStock(db, place));
}

function heldStock(db: Db, { holder, name }: Place): HeldStock {
  const newestFirst = courses(db).toReversed();
  return {
    holder,
    name,
    courses: newestFirst.map(({ said }) => courseStock(db, holder, said.course, said.name)),
    books: newestFirst
      .flatMap(({ said }) => said.textbooks)
      .map(({ textbook, title }) => ({ textbook, title, quantity: booksInHand(db, holder, textbook) })),
  };
}

function courseStock(db: Db, holder: string, course: string, name: string): CourseStock {
  const ranges = unsoldRuns(db, holder, course);
  const count = ranges.reduce((sum, run) => sum + run.count, 0);
  return { course, name, count, text: describeStock(ranges as readonly CardRange[]), ranges: [...ranges] };
}

/** What is sent and not accepted, oldest first, with who answers for it and for how long. */
export function transfersUnderWay(db: Db, own: Own): TransferRow[] {
  const today = businessDayOf(db, own.device) as CalendarDay;
  return openTransfers(db).map((open) => transferRow(db, own, open, today));
}

export function transferRow(db: Db, own: Own, open: OpenTransfer, today: CalendarDay): TransferRow {
  const { id, transfer, cards } = open;
  const sentDay = transfer.sent?.day ?? today;
  return {
    transfer: id,
    document: transfer.document,
    from: placeName(db, own, transfer.from),
    to: placeName(db, own, transfer.destination),
    sentBy: nameOf(db, transfer.sent?.by ?? ''),
    sentDay,
    days: Math.max(0, daysBetween(sentDay as CalendarDay, today)),
    short: transfer.accepted !== null,
    cards: countCards(cards),
    cardText: cards.length === 0 ? '' : describeStock(cards),
    ranges: [...cards],
    books: booksIn(db, open),
    mayAccept: receiverOf(own, transfer, 'addressee') !== null,
    mayTakeBack: receiverOf(own, transfer, 'sender') !== null,
  };
}

function booksIn(db: Db, { books }: OpenTransfer): BookStock[] {
  return books.map(({ textbook, quantity }) => ({
    textbook,
    title: titleOf(db, textbook) ?? textbook,
    quantity,
  }));
}
