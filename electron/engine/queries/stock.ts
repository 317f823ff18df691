import {
  type BookStock,
  type CourseStock,
  type HeldStock,
  MOST_LISTED,
  type TransferRow,
} from '../../../contract/app/stock.ts';
import { type CalendarDay, daysBetween } from '../../../contract/domain/calendar.ts';
import { countCards, describeBriefly } from '../../../contract/domain/card-range.ts';
import type { Db } from '../database/open.ts';
import type { Identity } from '../journal/identity.ts';
import type { Timers } from '../world.ts';
import { booksInHand } from './book-stock.ts';
import { unsoldRuns } from './card-stock.ts';
import { type Place, placeName, placesOf } from './places.ts';
import { businessDayOf, courses, nameOf, titleOf } from './state.ts';
import { type OpenTransfer, openTransfer, receiverOf, transfersOnTheWay } from './transfers.ts';

type Own = Pick<Identity, 'device' | 'point'>;

/** What lies where in this point: the own till, the store-room, the other tills. */
export async function stockByHolder(db: Db, timers: Timers, own: Own): Promise<HeldStock[]> {
  const stock: HeldStock[] = [];
  for (const place of placesOf(db, own)) stock.push(await heldStock(db, timers, place));
  return stock;
}

async function heldStock(db: Db, timers: Timers, { holder, name }: Place): Promise<HeldStock> {
  const newestFirst = courses(db).toReversed();
  const cards: CourseStock[] = [];
  for (const { said } of newestFirst) cards.push(await courseStock(db, timers, holder, said));
  return {
    holder,
    name,
    courses: cards,
    books: newestFirst
      .flatMap(({ said }) => said.textbooks)
      .map(({ textbook, title }) => ({ textbook, title, quantity: booksInHand(db, holder, textbook) })),
  };
}

async function courseStock(
  db: Db,
  timers: Timers,
  holder: string,
  { course, name }: { readonly course: string; readonly name: string },
): Promise<CourseStock> {
  const ranges = await unsoldRuns(db, timers, holder, course);
  const count = ranges.reduce((sum, run) => sum + run.count, 0);
  const [text, runs] = [describeBriefly(ranges), ranges.length];
  return { course, name, count, text, runs, ranges: ranges.slice(0, MOST_LISTED) };
}

/** What is sent and not accepted, oldest first, with who answers for it and for how long. */
export async function transfersUnderWay(
  db: Db,
  { nextTurn }: Pick<Timers, 'nextTurn'>,
  own: Own,
): Promise<TransferRow[]> {
  const today = businessDayOf(db, own.device) as CalendarDay;
  const rows: TransferRow[] = [];
  for (const id of transfersOnTheWay(db)) {
    const open = openTransfer(db, id);
    if (open !== null) rows.push(transferRow(db, own, open, today));
    await nextTurn();
  }
  return rows;
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
    cardText: cards.length === 0 ? '' : describeBriefly(cards),
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
