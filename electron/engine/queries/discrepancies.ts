import type { DiscrepancyRow } from '../../../contract/app/discrepancies.ts';
import { type CardRange, describeBriefly } from '../../../contract/domain/card-range.ts';
import type { DiscrepancyState } from '../../../contract/domain/folds/discrepancy.ts';
import type { Payload } from '../../../contract/events/catalogue.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { type KnownSide, shownSide, sidesOf } from './discrepancy-sides.ts';
import { findingsIn, type Held } from './doubts.ts';
import { nameOf, pointOf, stateOf } from './state.ts';

/** An entry of 待处理, with all that is known here of its papers. */
export interface OpenEntry {
  readonly id: string;
  readonly kind: Payload<'discrepancy.raised'>['kind'];
  readonly ranges: readonly CardRange[];
  readonly sides: readonly KnownSide[];
}

const RAISED = `SELECT id FROM discrepancy INDEXED BY discrepancy_by_kind
  WHERE settled IS NULL AND kind > '' ORDER BY kind, id`;

/** Entries shown at once. */
const MOST = 200;

/** Everything found here or said of, settled or not, as far as it is known here. */
export function allEntries(held: Held): readonly OpenEntry[] {
  const found = findingsIn(held).found.map((one) => ({ ...one, sides: sidesOf(held, one) }));
  const known = new Set(found.map(({ id }) => id));
  const told = statement(held.db, 'SELECT id FROM discrepancy ORDER BY id').pluck().all() as string[];
  return [...found, ...told.filter((id) => !known.has(id)).flatMap((id) => toldEntry(held.db, id))];
}

/** What nobody has settled: found here, or raised by the city to this point. Each once, whoever found it. */
export function openEntries(held: Held): {
  readonly entries: readonly OpenEntry[];
  readonly awaited: number;
} {
  const { found, awaited } = findingsIn(held);
  const settled = statement(held.db, 'SELECT 1 FROM discrepancy WHERE id = ? AND settled IS NOT NULL');
  const here = found.filter(({ id }) => settled.get(id) === undefined);
  const own = here.map((one) => ({ ...one, sides: sidesOf(held, one) }));
  const known = new Set(here.map(({ id }) => id));
  const raised = statement(held.db, RAISED).pluck().all() as string[];
  const told = raised.filter((id) => !known.has(id)).flatMap((id) => toldEntry(held.db, id));
  return { entries: [...own, ...told], awaited };
}

/** What oversight said of it, and nothing more. */
function toldEntry(db: Db, id: string): readonly OpenEntry[] {
  const state = stateOf<DiscrepancyState>(db, 'discrepancy', id);
  if (state === null || state.kind === '') return [];
  const sides = state.sides.map((told) => ({ told, facts: [] }));
  return [{ id, kind: state.kind, ranges: rangesOf(state), sides }];
}

const rangesOf = ({ ranges }: DiscrepancyState) => ranges as unknown as readonly CardRange[];

/** 待处理, what happened last first. */
export function openRows(held: Held): { readonly rows: DiscrepancyRow[]; readonly more: boolean } {
  const { entries } = openEntries(held);
  const rows = entries.map((entry) => toRow(held.db, entry)).toSorted(lastFirst);
  return { rows: rows.slice(0, MOST), more: rows.length > MOST };
}

const SETTLED = `SELECT id FROM discrepancy INDEXED BY discrepancy_by_settled WHERE settled IS NOT NULL
  ORDER BY settled DESC, id DESC LIMIT ?`;

/** What was settled, last first. */
export function settledRows({ db }: Held): { readonly rows: DiscrepancyRow[]; readonly more: boolean } {
  const ids = statement(db, SETTLED)
    .pluck()
    .all(MOST + 1) as string[];
  const rows = ids.slice(0, MOST).flatMap((id) => toldEntry(db, id).map((entry) => toRow(db, entry)));
  return { rows, more: ids.length > MOST };
}

function toRow(db: Db, { id, kind, ranges, sides }: OpenEntry): DiscrepancyRow {
  const settled = stateOf<DiscrepancyState>(db, 'discrepancy', id)?.settled ?? null;
  return {
    ...{ id, kind },
    cards: describeBriefly(ranges),
    document: kind === 'sameNumber' ? (sides[0]?.told.document ?? '') : '',
    sides: sides.map((side) => shownSide(db, side)),
    settled:
      settled === null
        ? null
        : {
            outcome: settled.outcome,
            remark: settled.remark,
            by: nameOf(db, settled.by),
            pointName: pointOf(db, settled.point)?.said.name ?? settled.point,
            day: settled.day,
          },
  };
}

function lastFirst(one: DiscrepancyRow, other: DiscrepancyRow): number {
  const key = ({ sides, id }: DiscrepancyRow) =>
    `${
      sides
        .map(({ day }) => day)
        .sort()
        .at(-1) ?? ''
    }${id}`;
  return key(one) < key(other) ? 1 : -1;
}
