import { seriesOf } from '../../../contract/domain/card-number.ts';
import { type CardRange, countCards, overlap } from '../../../contract/domain/card-range.ts';
import { parseDocumentNumber } from '../../../contract/domain/document-number.ts';
import type { CardReceiptState } from '../../../contract/domain/folds/receipts.ts';
import type { ReturnState } from '../../../contract/domain/folds/returns.ts';
import type { TransferState } from '../../../contract/domain/folds/transfer.ts';
import type { Payload } from '../../../contract/events/catalogue.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { type Identity, tillOf } from '../journal/identity.ts';
import type { Journal } from '../journal/journal.ts';
import type { Timers } from '../world.ts';
import { type Days, isOn, returnedCards, returnStates } from './dealings.ts';
import { readSlices } from './in-slices.ts';
import { courseOfCard } from './till-count.ts';

type Way = 'received' | 'accepted' | 'dispatched' | 'writtenOff';
type Own = Pick<Identity, 'device'>;

/** Cards that came to a till or left it otherwise than by sales, by course. */
export type CardMoves = Readonly<Record<Way, ReadonlyMap<string, number>>>;

interface Move {
  readonly way: Way;
  readonly course: string;
  readonly count: number;
}

/**
 * Movements of cards of this PC's till on these days, from intakes, transfers, returns and write-offs: no sale is asked,
 * so that the sales can be held against it. A returned card goes from the buyer over this till to the 待核 shelf.
 */
export async function movesOn(db: Db, journal: Journal, timers: Timers, days: Days): Promise<CardMoves> {
  const own = journal.identity;
  const moves = [
    ...received(db, own, days),
    ...(await transferred(db, own, timers, days)),
    ...returned(db, own, days),
    ...(await restocked(db, own, timers, days)),
    ...writtenOff(db, journal, days),
  ];
  const sums = (way: Way) => {
    const byCourse = new Map<string, number>();
    for (const move of moves) {
      if (move.way === way) byCourse.set(move.course, (byCourse.get(move.course) ?? 0) + move.count);
    }
    return byCourse;
  };
  return {
    received: sums('received'),
    accepted: sums('accepted'),
    dispatched: sums('dispatched'),
    writtenOff: sums('writtenOff'),
  };
}

function received(db: Db, own: Own, { from, to }: Days): readonly Move[] {
  const rows = statement(db, 'SELECT state FROM card_receipt WHERE day BETWEEN ? AND ?')
    .pluck()
    .all(from, to) as string[];
  return rows.flatMap((row) => {
    const { received: said } = JSON.parse(row) as CardReceiptState;
    const { course, count, holder } = said;
    return holder === tillOf(own) ? [{ way: 'received' as const, course, count }] : [];
  });
}

async function transferred(db: Db, own: Own, timers: Timers, days: Days): Promise<readonly Move[]> {
  const till = tillOf(own);
  const moves: Move[] = [];
  await readSlices(db, timers, 'transfer', (state: TransferState) => {
    for (const { document, from, course, ranges } of state.cards) {
      if (from !== till || !isPaperOn(document, days)) continue;
      moves.push({ way: 'dispatched', course, count: countCards(ranges as CardRange[]) });
    }
    for (const accepted of state.acceptedCards) {
      if (accepted.holder !== till || !isPaperOn(accepted.document, days)) continue;
      moves.push(...acceptedByCourse(state, accepted));
    }
  });
  return moves;
}

/** A 签收 names cards alone; their courses stand in the dispatch that it answers. */
function acceptedByCourse({ cards }: TransferState, { ranges }: Payload<'cards.accepted'>): readonly Move[] {
  return cards.flatMap((sent) =>
    (sent.ranges as CardRange[]).flatMap((run) => {
      const parts = (ranges as CardRange[]).flatMap((one) => overlap(run, one) ?? []);
      return [{ way: 'accepted' as const, course: sent.course, count: countCards(parts) }];
    }),
  );
}

/** A step of a transfer has no day of its own in the row, but its paper's number has. */
function isPaperOn(document: string, days: Days): boolean {
  const parts = parseDocumentNumber(document);
  return parts.ok && isOn(parts.value.day, days);
}

function returned(db: Db, { device }: Own, days: Days): readonly Move[] {
  return returnStates(db, days).flatMap((state) => {
    if (state.made === null || state.device !== device) return [];
    return returnedCards(db, state.made).map(({ course, range }) => ({
      way: 'dispatched' as const,
      course,
      count: countCards([range]),
    }));
  });
}

async function restocked(db: Db, own: Own, timers: Timers, days: Days): Promise<readonly Move[]> {
  const moves: Move[] = [];
  await readSlices(db, timers, 'goods_return', ({ settled }: ReturnState) => {
    for (const { outcome, holder, day, ranges } of settled) {
      if (outcome !== 'restocked' || holder !== tillOf(own) || !isOn(day, days)) continue;
      for (const range of ranges as CardRange[]) {
        moves.push({ way: 'accepted', course: courseOfCard(db, range.first), count: countCards([range]) });
      }
    }
  });
  return moves;
}

/** 作废 is an exception, and is found by that: the list of exceptions is short, whatever the year brought. */
function writtenOff(db: Db, journal: Journal, { from, to }: Days): readonly Move[] {
  const ids = statement(
    db,
    "SELECT id FROM exception WHERE day BETWEEN ? AND ? AND type = 'cards.writtenOff' ORDER BY id",
  )
    .pluck()
    .all(from, to) as string[];
  const till = tillOf(journal.identity);
  return ids.flatMap((id) =>
    journal.lookups.ofEntity('exception', id).flatMap((row) => {
      const { ranges } = journal.read(row).envelope.payload as Payload<'cards.writtenOff'>;
      return (ranges as CardRange[]).flatMap((range) => voidedIn(db, till, range));
    }),
  );
}

function voidedIn(db: Db, till: string, { first, last }: CardRange): readonly Move[] {
  const rows = statement(
    db,
    `SELECT course, count(*) AS count FROM card
     WHERE series = ? AND number BETWEEN ? AND ? AND holder = ? AND voided = 1 GROUP BY course`,
  ).all(seriesOf(first), first, last, till) as { course: string; count: number }[];
  return rows.map(({ course, count }) => ({ way: 'writtenOff', course, count }));
}
