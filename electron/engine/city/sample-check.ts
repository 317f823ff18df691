import type { CardNumber } from '../../../contract/domain/card-number.ts';
import { type FoldEvent, foldAll } from '../../../contract/domain/event-order.ts';
import { foldCard } from '../../../contract/domain/folds/card.ts';
import type { Decoded } from '../../../wire/encode.ts';
import type { Db } from '../database/open.ts';
import type { Journal } from '../journal/journal.ts';
import { isOrderly, rangeOf } from '../journal/touches.ts';
import { foldEntity } from '../projections/entities.ts';
import { kinds } from '../projections/kinds.ts';
import { cardOf } from '../queries/card-story.ts';

/** Rows looked at per table at start: enough to notice a table that is wrong, cheap enough for every morning. */
const SAMPLE = 5;

/** Whether the last rows of every table are what their events fold to. */
export function sampleMatches(db: Db, journal: Journal): boolean {
  return entitiesMatch(db, journal) && cardsMatch(db, journal);
}

function entitiesMatch(db: Db, journal: Journal): boolean {
  return kinds.every(({ kind, table, fold }) => {
    const rows = db.prepare(`SELECT id, state FROM ${table} ORDER BY id DESC LIMIT ?`).all(SAMPLE);
    return (rows as { id: string; state: string }[]).every(({ id, state }) => {
      const events = foldable(journal, journal.lookups.ofEntity(kind, id));
      return JSON.stringify(foldEntity(fold, id, events)) === state;
    });
  });
}

function cardsMatch(db: Db, journal: Journal): boolean {
  const numbers = db
    .prepare('SELECT number FROM card ORDER BY series DESC, number DESC LIMIT ?')
    .pluck()
    .all(SAMPLE);
  return (numbers as CardNumber[]).every((card) => {
    const events = foldable(journal, journal.lookups.ofCards({ first: card, last: card }), namesOrderly);
    return JSON.stringify(foldAll(foldCard, events)) === JSON.stringify(cardOf(db, card));
  });
}

function foldable(
  journal: Journal,
  rows: readonly number[],
  counts: (event: Decoded) => boolean = () => true,
): FoldEvent[] {
  return rows.map((row) => journal.read(row)).flatMap((event) => (counts(event) ? (event.fold ?? []) : []));
}

/** Runs that are none (another's mistake) are kept in the journal and never folded into cards. */
function namesOrderly({ envelope }: Decoded): boolean {
  return envelope.entities.every((ref) => {
    const run = rangeOf(ref);
    return run === null || isOrderly(run);
  });
}
