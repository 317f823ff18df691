import type { DiscrepancyState } from '../../../contract/domain/folds/discrepancy.ts';
import type { Payload } from '../../../contract/events/catalogue.ts';
import { headPositions } from '../journal/heads.ts';
import { capabilitiesOf } from '../journal/identity.ts';
import { refuse } from '../problem.ts';
import { type OpenEntry, openEntries } from '../queries/discrepancies.ts';
import { nameOf, stateOf } from '../queries/state.ts';
import type { Command, Writer } from './command.ts';

export interface SettleDiscrepancy {
  readonly discrepancy: string;
  readonly outcome: Payload<'discrepancy.settled'>['outcome'];
  readonly remark: string;
}

/**
 * 处理 of a discrepancy: says in writing what was done about it. It changes no card, paper or money: what was wrong is
 * put right by papers of its own. The city settles for all points concerned at once.
 */
export const settleDiscrepancy: Command<SettleDiscrepancy> = {
  does: 'discrepancy.settled',
  run(write, { discrepancy, outcome, remark: typed }) {
    const remark = typed.trim();
    if (remark.length < 2) {
      throw refuse('REMARK', '没有写处理情况，没有办理。', '请写明怎样核实的，例如“第二张单已冲销”。');
    }
    const entry = openEntry(write, discrepancy);
    const heads = headPositions(write.journal.heads());
    pointsFor(write, entry).forEach((point, index) => {
      const append = index === 0 ? write.append : write.appendBeside;
      append({
        type: 'discrepancy.settled',
        payload: { ...tellOf(entry, point), outcome, remark, relayed: null, heads },
        entities: [{ kind: 'discrepancy', id: discrepancy }],
      });
    });
  },
};

/** An entry as it may be told to a point. */
export function tellOf({ id, kind, sides, ranges }: OpenEntry, point: string): Payload<'discrepancy.raised'> {
  return {
    discrepancy: id,
    ...{ point, kind },
    sides: sides.map(({ told }) => told),
    ranges: ranges.slice(0, 100).map(({ first, last }) => ({ first, last })),
  };
}

export function pointsConcerned({ sides }: OpenEntry): readonly string[] {
  return [...new Set(sides.flatMap(({ told }) => told.point ?? []))].sort();
}

function pointsFor({ db, journal }: Writer, entry: OpenEntry): readonly string[] {
  const concerned = pointsConcerned(entry);
  const all = capabilitiesOf(db).includes('oversee') && concerned.length > 0;
  return all ? concerned : [journal.identity.point];
}

function openEntry({ db, journal }: Writer, id: string): OpenEntry {
  const settled = stateOf<DiscrepancyState>(db, 'discrepancy', id)?.settled ?? null;
  if (settled !== null) {
    const who = nameOf(db, settled.by);
    throw refuse('SETTLED', `这一项已由${who}于 ${settled.day} 处理，这次没有办理。`, '请在“已处理”里查看。');
  }
  const entry = openEntries({ db, journal }).entries.find((one) => one.id === id);
  if (entry !== undefined) return entry;
  throw refuse('GONE', '这一项现在已没有矛盾，不需要处理。', '请返回列表，查看其余各项。');
}
