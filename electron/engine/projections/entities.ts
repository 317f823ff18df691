import { compareOrder, type FoldEvent, foldAll } from '../../../contract/domain/event-order.ts';
import { fromHex, toHex } from '../../../wire/bytes.ts';
import type { Db } from '../database/open.ts';
import { type EntityKind, kinds } from './kinds.ts';
import type { Slot } from './tables.ts';

/** Rows of everything that has one id: the state as JSON, and the event that sorts last among those folded. */
export interface EntityTables {
  /** Hash of the last-sorting event folded into the entity; null when it has no row. */
  headOf(kind: string, id: string): string | null;
  /** For an event that sorts after all others of the entity. */
  advance(kind: string, id: string, event: FoldEvent): void;
  /** Folds the entity again from its own events. */
  refold(kind: string, id: string, events: readonly FoldEvent[]): void;
}

export function createEntityTables(db: Db, slot: Slot): EntityTables {
  const tableOf = preparedWhenUsed(db, slot);
  return {
    headOf: (kind, id) => {
      const head = tableOf(kind)?.head.get(id) as Buffer | undefined;
      return head === undefined ? null : toHex(head);
    },
    advance(kind, id, event) {
      const table = tableOf(kind);
      if (table === undefined) return;
      const row = table.row.get(id) as { state: string; head: Buffer } | undefined;
      // An event may name an entity twice; it happened once.
      if (row !== undefined && toHex(row.head) === event.hash) return;
      const before = row === undefined ? null : (JSON.parse(row.state) as never);
      const next = table.fold(before as never, event, false, id);
      table.put.run(id, JSON.stringify(next), fromHex(event.hash));
    },
    refold(kind, id, events) {
      const table = tableOf(kind);
      const last = lastOf(events);
      if (table === undefined || last === null) return;
      table.put.run(id, JSON.stringify(foldEntity(table.fold, id, events)), fromHex(last.hash));
    },
  };
}

/** An entity's state from its own events alone, whatever order they came in. */
export function foldEntity(fold: EntityKind['fold'], id: string, events: readonly FoldEvent[]): unknown {
  return foldAll<unknown>((state, event, late) => fold(state as never, event, late, id), events);
}

/** Most events name three kinds or four; preparing for all of them would take longer than folding a short history. */
function preparedWhenUsed(db: Db, slot: Slot): (kind: string) => Statements | undefined {
  const prepared = new Map<string, Statements>();
  return (name) => {
    const ready = prepared.get(name);
    if (ready !== undefined) return ready;
    const kind = byName.get(name);
    if (kind === undefined) return undefined;
    const made = statements(db, kind.table + slot, kind.fold);
    prepared.set(name, made);
    return made;
  };
}

const byName = new Map<string, EntityKind>(kinds.map((kind) => [kind.kind, kind]));
type Statements = ReturnType<typeof statements>;

function statements(db: Db, table: string, fold: EntityKind['fold']) {
  return {
    fold,
    row: db.prepare(`SELECT state, head FROM ${table} WHERE id = ?`),
    head: db.prepare(`SELECT head FROM ${table} WHERE id = ?`).pluck(),
    put: db.prepare(
      `INSERT INTO ${table} (id, state, head) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET state = excluded.state, head = excluded.head`,
    ),
  };
}

export function lastOf(events: readonly FoldEvent[]): FoldEvent | null {
  return events.reduce<FoldEvent | null>(
    (last, event) => (last === null || compareOrder(event, last) > 0 ? event : last),
    null,
  );
}
