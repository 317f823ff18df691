import { type CardNumber, cardAt, prefixOf, seriesOf, tailOf } from '../../../contract/domain/card-number.ts';
import { type CardRange, rangeCount } from '../../../contract/domain/card-range.ts';
import type { EntityRef } from '../../../contract/events/envelope.ts';
import type { Db } from '../database/open.ts';

/** Runs are found by length class: at most 10^span cards, so a covering run starts at most that far back. */
const SPANS = [0, 1, 2, 3, 4, 5, 6] as const;

export function rangeOf(ref: EntityRef): CardRange | null {
  if (!('first' in ref)) return null;
  return { first: ref.first as CardNumber, last: ref.last as CardNumber };
}

/** As the index keeps it: cards by their series, so that text order is number order; else `first` and `last` are the id. */
export function touchKey(ref: EntityRef): {
  readonly kind: string;
  readonly first: string;
  readonly last: string;
} {
  const range = rangeOf(ref);
  if (range === null) {
    const { kind, id } = ref as Extract<EntityRef, { id: string }>;
    return { kind, first: id, last: id };
  }
  return { kind: `card:${seriesOf(range.first)}`, ...range };
}

function spanOf(range: CardRange): number {
  return String(rangeCount(range) - 1).length - (range.first === range.last ? 1 : 0);
}

function reachBack(card: CardNumber, span: number): string {
  const start = cardAt(card, 1n - 10n ** BigInt(span));
  if (start.ok) return start.value;
  const prefix = prefixOf(card);
  return prefix + '0'.repeat(card.length - prefix.length);
}

/** The index from entities to the events that touch them. */
export function createTouches(db: Db) {
  const insert = db.prepare(
    'INSERT OR IGNORE INTO touch (kind, span, first, event, last) VALUES (?, ?, ?, ?, ?)',
  );
  const single = db
    .prepare('SELECT event FROM touch WHERE kind = ? AND span = 0 AND first = ? ORDER BY event')
    .pluck();
  const overlapping = db
    .prepare('SELECT event FROM touch WHERE kind = ? AND span = ? AND first BETWEEN ? AND ? AND last >= ?')
    .pluck();
  return {
    add(event: number, ref: EntityRef): void {
      const { kind, first, last } = touchKey(ref);
      const range = rangeOf(ref);
      insert.run(kind, range === null ? 0 : spanOf(range), first, event, range === null ? '' : last);
    },
    /** Rows of the journal that touch one entity. */
    ofEntity(kind: string, id: string): number[] {
      return single.all(kind, id) as number[];
    },
    /** Rows of the journal that touch any card of the run. */
    ofCards(range: CardRange): number[] {
      const kind = `card:${seriesOf(range.first)}`;
      const rows = SPANS.flatMap((span) =>
        overlapping.all(kind, span, reachBack(range.first, span), range.last, range.first),
      );
      return [...new Set(rows as number[])];
    },
  };
}

/** A run of more cards than any paper can name would be a forgery; the contract's bound for one event. */
const MOST_CARDS = 1_000_000n;

/** Guards `tailOf` from text that only looks like a card, whoever named it: a foreign event, or a command with a bug. */
export function isOrderly(range: CardRange): boolean {
  return (
    /^[0-9A-Z]*[0-9]$/.test(range.first) &&
    /^[0-9A-Z]*[0-9]$/.test(range.last) &&
    seriesOf(range.first) === seriesOf(range.last) &&
    tailOf(range.first) <= tailOf(range.last) &&
    tailOf(range.last) - tailOf(range.first) < MOST_CARDS
  );
}
