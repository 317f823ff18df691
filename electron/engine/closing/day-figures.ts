import {
  type BalanceGap,
  balanceOf,
  type CardBalance,
  type LateLine,
} from '../../../contract/domain/card-balance.ts';
import {
  type Dealing,
  figuresOf,
  listable,
  type ReceiptLine,
  soldByCourse,
} from '../../../contract/domain/closing-figures.ts';
import type { DayCloseState } from '../../../contract/domain/folds/closing.ts';
import { nextDay } from '../commands/open-day.ts';
import type { Db } from '../database/open.ts';
import { tillOf } from '../journal/identity.ts';
import type { Journal } from '../journal/journal.ts';
import { gapOfNews, salesWithoutCards } from '../queries/balance-gaps.ts';
import { type CardMoves, movesOn } from '../queries/card-moves.ts';
import { lastClosing } from '../queries/closed-days.ts';
import { dealingsOn, LAST_DAY, returnsOn } from '../queries/dealings.ts';
import { lateLinesIn, newsSince, rowOfClosing } from '../queries/news.ts';
import { receiptLines } from '../queries/receipt-lines.ts';
import { cardsInTill, takenAfter } from '../queries/till-count.ts';
import type { Timers } from '../world.ts';

/** What a 日结 says of one business day of this PC, before it has a number. */
export interface DayFigures {
  readonly day: string;
  readonly dealings: readonly Dealing[];
  /** Their sums, taken here: beside the rest of a command they would be too long a turn. */
  readonly sums: ReturnType<typeof figuresOf>;
  readonly receipts: readonly ReceiptLine[];
  readonly cards: readonly CardBalance[];
  readonly gaps: readonly BalanceGap[];
  readonly late: readonly LateLine[];
}

/** Courses of which cards still lie here or move. */
const MOST_COURSES = 20;
/** Late lines and gaps beyond so many are more than a sheet can hold; the sums still say that there are some. */
const MOST_LINES = 200;

/** Read in short turns; see `steadily`. in: `today`, this PC's business day. */
export async function readDay(
  db: Db,
  journal: Journal,
  timers: Timers,
  { day, today }: { readonly day: string; readonly today: string },
): Promise<DayFigures> {
  const { identity } = journal;
  const days = { from: day, to: day };
  const before = lastClosing(db, identity.device);
  const dealings = await dealingsOn(db, timers, identity.device, days);
  await timers.nextTurn();
  const sums = figuresOf(dealings);
  const news = await newsSince(db, journal, timers, rowOfClosing(journal, before));
  const taken = await takenUntil(db, journal, timers, day, today);
  const moves = await movesOn(db, journal, timers, days);
  const closed = before?.closed?.day ?? '';
  const foreign = news.filter(
    ({ envelope }) => envelope.device !== identity.device || envelope.businessDay <= closed,
  );
  const gaps = [
    ...(await salesWithoutCards(db, timers, journal, day)),
    ...foreign.flatMap((one) => gapOfNews(db, journal, one) ?? []),
  ];
  return {
    day,
    dealings,
    sums,
    receipts: listable(receiptLines(db, identity, { firstDay: day, lastDay: day })),
    cards: balancesOf(before, moves, taken, soldByCourse(dealings)),
    gaps: gaps.slice(0, MOST_LINES),
    late: lateLinesIn(db, identity.device, news, closed).slice(0, MOST_LINES),
  };
}

/**
 * Cards in the till at the end of the day: those of now, and where later days have begun, with everything since taken
 * back again.
 */
async function takenUntil(
  db: Db,
  journal: Journal,
  timers: Timers,
  day: string,
  today: string,
): Promise<ReadonlyMap<string, number>> {
  const till = tillOf(journal.identity);
  if (day === today) return cardsInTill(db, till);
  const later = { from: nextDay(day), to: LAST_DAY };
  const since = await movesOn(db, journal, timers, later);
  const sold = await takenAfter(db, timers, till, day);
  const returned = soldByCourse(returnsOn(db, journal.identity.device, later));
  const now = cardsInTill(db, till);
  const courses = new Set(
    [...now, ...sold, ...returned, ...since.dispatched, ...since.writtenOff].map(([course]) => course),
  );
  const of = (counts: ReadonlyMap<string, number>, course: string) => counts.get(course) ?? 0;
  return new Map(
    [...courses].map((course) => [
      course,
      of(now, course) +
        of(sold, course) +
        // Counted among the dispatched as well: a returned card only crosses the till on its way to the 待核 shelf.
        of(returned, course) +
        of(since.dispatched, course) +
        of(since.writtenOff, course) -
        of(since.received, course) -
        of(since.accepted, course),
    ]),
  );
}

function balancesOf(
  before: DayCloseState | null,
  moves: CardMoves,
  closing: ReadonlyMap<string, number>,
  sold: ReadonlyMap<string, number>,
): CardBalance[] {
  const opening = new Map(before?.closed?.cards.map((one) => [one.course, one.closing]) ?? []);
  const all = [opening, moves.received, moves.accepted, moves.dispatched, moves.writtenOff, closing, sold];
  const courses = new Set(all.flatMap((one) => [...one.keys()]).filter((course) => course !== ''));
  // Newest first: a course of years ago has its cards counted out long since.
  const balances = [...courses]
    .toSorted()
    .toReversed()
    .flatMap((course) => {
      const of = (counts: ReadonlyMap<string, number>) => counts.get(course) ?? 0;
      const shelf = {
        course,
        opening: of(opening),
        received: of(moves.received),
        accepted: of(moves.accepted),
        dispatched: of(moves.dispatched),
        writtenOff: of(moves.writtenOff),
        closing: of(closing),
      };
      return balanceOf(shelf, of(sold)) ?? [];
    });
  return balances.slice(0, MOST_COURSES);
}
