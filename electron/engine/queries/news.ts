import { isLateFor, type LateLine } from '../../../contract/domain/card-balance.ts';
import type { DayCloseState } from '../../../contract/domain/folds/closing.ts';
import type { Payload } from '../../../contract/events/catalogue.ts';
import type { Decoded } from '../../../wire/encode.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Journal } from '../journal/journal.ts';
import type { Timers } from '../world.ts';
import { stateOf } from './state.ts';

/** Rows of the journal looked at in one turn. */
const SLICE = 1_000;

/**
 * Events that came in from elsewhere after a row of the journal: from other PCs, or from an earlier life of this one.
 * Its own of this life are left out by their place alone, unread.
 */
export async function newsSince(
  db: Db,
  journal: Journal,
  { nextTurn }: Pick<Timers, 'nextTurn'>,
  row: number,
): Promise<readonly Decoded[]> {
  const newest = (statement(db, 'SELECT max(id) FROM event').pluck().get() as number | null) ?? 0;
  const slice = statement(
    db,
    `SELECT id FROM event WHERE id > ? AND id <= ?
     AND stream NOT IN (SELECT id FROM stream WHERE incarnation = ?) ORDER BY id`,
  ).pluck();
  const found: Decoded[] = [];
  for (let from = row; from < newest; from += SLICE) {
    const rows = slice.all(from, from + SLICE, journal.identity.incarnation) as number[];
    found.push(...rows.map((one) => journal.read(one)));
    await nextTurn();
  }
  return found;
}

/** The journal's row of a PC's last closing; 0 before the first. */
export function rowOfClosing(journal: Journal, last: DayCloseState | null): number {
  return last === null ? 0 : (journal.lookups.rowOfHash(last.hash) ?? 0);
}

/** 后到: this PC's own deals of days that are closed, which their closings had not seen. */
export function lateLinesIn(
  db: Db,
  device: string,
  news: readonly Decoded[],
  lastClosed: string,
): readonly LateLine[] {
  return news.flatMap(({ envelope }): LateLine[] => {
    const { businessDay: day, incarnation, audience, position, type, payload } = envelope;
    if (envelope.device !== device || day > lastClosed) return [];
    const heads = stateOf<DayCloseState>(db, 'day_close', `${device}/${day}`)?.closed?.heads ?? {};
    if (!isLateFor({ stream: `${incarnation}/${audience}`, position }, heads)) return [];
    const sums = sumsOf(type, payload);
    return sums === null ? [] : [{ day, ...sums }];
  });
}

function sumsOf(type: string, payload: unknown): Omit<LateLine, 'day'> | null {
  if (type === 'sale.made') {
    const { document, cardsFen, booksFen } = payload as Payload<'sale.made'>;
    return { document, cardsFen, booksFen };
  }
  if (type === 'sale.reversed' || type === 'goods.returned') {
    const { document, cardsFen, booksFen } = payload as Payload<'sale.reversed' | 'goods.returned'>;
    return { document, cardsFen: -cardsFen, booksFen: -booksFen };
  }
  return null;
}
