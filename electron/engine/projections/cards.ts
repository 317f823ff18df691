import type { CardNumber } from '../../../contract/domain/card-number.ts';
import { cardAt, seriesOf } from '../../../contract/domain/card-number.ts';
import { type CardRange, overlap, rangeCount } from '../../../contract/domain/card-range.ts';
import { type FoldEvent, foldAll } from '../../../contract/domain/event-order.ts';
import { type CardState, foldCard } from '../../../contract/domain/folds/card.ts';
import { fromHex, toHex } from '../../../wire/bytes.ts';
import type { Db } from '../database/open.ts';
import { insertRun } from './card-rows.ts';
import { lastOf } from './entities.ts';
import { CARD_STATE, type Slot } from './tables.ts';

/** A row's state columns in `CARD_STATE` order. */
export type StateRow = [string, string, string, number, string, string, string, string, number];

export interface RangedEvent {
  readonly event: FoldEvent;
  readonly range: CardRange;
}

/** Cards are rows; events come as runs. Cards of equal state fold once and are written by one UPDATE. */
export interface CardTable {
  headsIn(range: CardRange): readonly string[];
  advance(range: CardRange, event: FoldEvent): void;
  refold(range: CardRange, events: readonly RangedEvent[]): void;
}

export function toCardState(row: StateRow): CardState {
  const [course, receipt, holder, voided, sales, repeats, strays, awaits, late] = row;
  const lists = {
    sales: listIn(sales),
    repeats: listIn(repeats),
    strays: listIn(strays),
    awaits: listIn(awaits),
  };
  return { course, receipt, holder, voided: voided === 1, ...lists, late: late === 1 };
}

/** Ids side by side in one column; none of them holds a comma. */
export function listIn(column: string): readonly string[] {
  return column === '' ? [] : column.split(',');
}

function toRow(card: CardState): StateRow {
  const { course, receipt, holder, voided, sales, repeats, strays, awaits, late } = card;
  const lists = [sales.join(), repeats.join(), strays.join(), awaits.join()] as const;
  return [course, receipt, holder, Number(voided), ...lists, Number(late)];
}

export function createCardTable(db: Db, slot: Slot): CardTable {
  const table = `card${slot}`;
  const within = 'series = ? AND number BETWEEN ? AND ?';
  const columns = CARD_STATE.join(', ');
  const groups = db.prepare(`SELECT ${columns} FROM ${table} WHERE ${within} GROUP BY ${columns}`).raw();
  // The plus signs keep SQLite from walking the index of unsold cards while changing it (50 µs a card instead of 10).
  // Rows already at this event's head were written by an earlier group and must not be taken for a later one.
  const update = db.prepare(
    `UPDATE ${table} SET ${CARD_STATE.map((name) => `${name} = ?`).join(', ')}, head = ?
     WHERE ${within} AND head <> ? AND ${CARD_STATE.map((name) => `+${name} = ?`).join(' AND ')}`,
  );
  const heads = db.prepare(`SELECT DISTINCT head FROM ${table} WHERE ${within}`).pluck();
  const remove = db.prepare(`DELETE FROM ${table} WHERE ${within}`);
  const insert = insertRun(db, table);

  const keys = (range: CardRange) => [seriesOf(range.first), range.first, range.last] as const;

  return {
    headsIn: (range) => (heads.all(...keys(range)) as Buffer[]).map(toHex),
    advance(range, event) {
      const head = fromHex(event.hash);
      let known = 0;
      for (const row of groups.all(...keys(range)) as StateRow[]) {
        const next = toRow(foldCard(toCardState(row), event, false));
        known += update.run(...next, head, ...keys(range), head, ...row).changes;
      }
      if (known < rangeCount(range)) insert(range, toRow(foldCard(null, event, false)), head);
    },
    refold(range, events) {
      remove.run(...keys(range));
      for (const { piece, touching } of splitByRuns(range, events)) {
        const last = lastOf(touching);
        const state = foldAll(foldCard, touching);
        if (last !== null && state !== null) insert(piece, toRow(state), fromHex(last.hash));
      }
    },
  };
}

/** Cuts a run where any event begins or ends, so that within a piece every card has the same events. */
function splitByRuns(range: CardRange, events: readonly RangedEvent[]) {
  const inside = events.flatMap(({ event, range: whole }) => {
    const part = overlap(range, whole);
    return part === null ? [] : [{ event, range: part }];
  });
  const after = (card: CardNumber) => {
    const next = cardAt(card, 1n);
    return next.ok ? [next.value] : [];
  };
  const starts = [...new Set(inside.flatMap(({ range: run }) => [run.first, ...after(run.last)]))].sort();
  return starts
    .filter((start) => start <= range.last)
    .map((first, index) => {
      const following = starts[index + 1];
      const before = following === undefined ? null : cardAt(following, -1n);
      const piece = { first, last: before?.ok && before.value < range.last ? before.value : range.last };
      const touching = inside
        .filter(({ range: run }) => overlap(run, piece) !== null)
        .map(({ event }) => event);
      return { piece, touching };
    });
}
