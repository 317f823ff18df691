import { compareOrder, type FoldEvent } from '../../../contract/domain/event-order.ts';
import type { EntityRef } from '../../../contract/events/envelope.ts';
import type { Db } from '../database/open.ts';
import type { Entry, Journal } from '../journal/journal.ts';
import { isOrderly, rangeOf } from '../journal/touches.ts';
import { type CardTable, createCardTable, type RangedEvent } from './cards.ts';
import { createEntityTables, type EntityTables } from './entities.ts';
import type { Slot } from './tables.ts';

/** Turns events into tables. Every order, repetition or split of the same events ends in the same rows. */
export interface Projections {
  /** Own events, just appended: their lamport is above all others, so they sort last. */
  applyOwn(entries: readonly Entry[]): void;
  /** Others' events, late or not: what they touch is advanced where they sort last, else folded anew. */
  applyForeign(entries: readonly Entry[]): void;
  /** Only for a rebuild that walks the whole journal in folding order. */
  applyInOrder(entry: Entry): void;
  refold(ref: EntityRef): void;
}

export function createProjections(db: Db, journal: Journal, slot: Slot = ''): Projections {
  const entities = createEntityTables(db, slot);
  const cards = createCardTable(db, slot);

  function sortsLast(event: FoldEvent, heads: readonly string[]): boolean {
    return heads.every((hash) => {
      const head = journal.byHash(hash)?.fold ?? null;
      return head === null || compareOrder(event, head) > 0;
    });
  }

  function refold(ref: EntityRef): void {
    const range = rangeOf(ref);
    if (range === null) refoldEntity(journal, entities, ref);
    else if (isOrderly(range)) refoldCards(journal, cards, range);
  }

  function advance(ref: EntityRef, event: FoldEvent): void {
    const range = rangeOf(ref);
    if (range !== null) {
      if (isOrderly(range)) cards.advance(range, event);
    } else if ('id' in ref) entities.advance(ref.kind, ref.id, event);
  }

  function headsOf(ref: EntityRef): readonly string[] {
    const range = rangeOf(ref);
    if (range !== null) return isOrderly(range) ? cards.headsIn(range) : [];
    const head = 'id' in ref ? entities.headOf(ref.kind, ref.id) : null;
    return head === null ? [] : [head];
  }

  function applyForeign(entries: readonly Entry[]): void {
    const dirty = new Map<string, EntityRef>();
    for (const { entities: refs, event } of entries.toSorted((a, b) => compareOrder(a.event, b.event))) {
      for (const ref of refs) {
        const key = JSON.stringify(ref);
        // Advancing an entity that is to be folded anew would only be overwritten.
        if (dirty.has(key)) continue;
        if (event.heads === null && sortsLast(event, headsOf(ref))) advance(ref, event);
        else dirty.set(key, ref);
      }
    }
    for (const ref of dirty.values()) refold(ref);
  }

  return {
    refold,
    applyForeign,
    applyOwn(entries) {
      // A decision moves behind it whatever its heads don't cover, also when it was made on this PC.
      if (entries.some(({ event }) => event.heads !== null)) return applyForeign(entries);
      for (const { entities: refs, event } of entries) for (const ref of refs) advance(ref, event);
    },
    applyInOrder({ entities: refs, event }) {
      for (const ref of refs) advance(ref, event);
    },
  };
}

function readable(journal: Journal, rows: readonly number[]) {
  return rows.map((row) => journal.read(row)).filter((decoded) => decoded.fold !== null);
}

function refoldEntity(journal: Journal, entities: EntityTables, ref: EntityRef): void {
  if (!('id' in ref)) return;
  const events = readable(journal, journal.lookups.ofEntity(ref.kind, ref.id));
  entities.refold(
    ref.kind,
    ref.id,
    events.map(({ fold }) => fold as FoldEvent),
  );
}

function refoldCards(journal: Journal, cards: CardTable, range: Parameters<CardTable['refold']>[0]): void {
  const ranged = readable(journal, journal.lookups.ofCards(range)).flatMap(
    ({ envelope, fold }): RangedEvent[] =>
      envelope.entities.flatMap((ref) => {
        const run = rangeOf(ref);
        return run === null || fold === null || !isOrderly(run) ? [] : [{ event: fold, range: run }];
      }),
  );
  cards.refold(range, ranged);
}
