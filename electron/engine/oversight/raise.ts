import type { DiscrepancyState } from '../../../contract/domain/folds/discrepancy.ts';
import type { Payload } from '../../../contract/events/catalogue.ts';
import { type Command, type Desk, type Engine, execute } from '../commands/command.ts';
import { pointsConcerned, tellOf } from '../commands/settle-discrepancy.ts';
import { headPositions } from '../journal/heads.ts';
import { allEntries, type OpenEntry } from '../queries/discrepancies.ts';
import { businessDayOf, stateOf } from '../queries/state.ts';

/**
 * What the city's oversight does by itself about discrepancies between points (design.md §7): each is said once to every
 * point concerned that sees one side, and what one point decided is passed on to the others. Doing it again says nothing
 * twice. out: how many events it took.
 */
export function raiseDiscrepancies(engine: Engine): number {
  let said = 0;
  for (const entry of allEntries(engine)) {
    const concerned = pointsConcerned(entry);
    // Whoever holds both papers finds it without being told.
    if (concerned.length < 2) continue;
    for (const point of concerned) said += tellPoint(engine, entry, point);
  }
  return said;
}

function tellPoint(engine: Engine, entry: OpenEntry, point: string): number {
  const state = stateOf<DiscrepancyState>(engine.db, 'discrepancy', entry.id);
  if (state?.settledAt.includes(point)) return 0;
  const device = engine.journal.identity.device;
  const desk: Desk = { actor: 'device', role: 'device', businessDay: businessDayOf(engine.db, device) };
  if (state?.settled != null) {
    execute(engine, relaySettlement, { entry, point, state }, desk, `relay-${entry.id}-${point}`);
    return 1;
  }
  if (state?.raisedTo.includes(point)) return 0;
  execute(engine, raiseDiscrepancy, { entry, point }, desk, `raise-${entry.id}-${point}`);
  return 1;
}

interface Telling {
  readonly entry: OpenEntry;
  readonly point: string;
}

const raiseDiscrepancy: Command<Telling> = {
  does: 'discrepancy.raised',
  run(write, { entry, point }) {
    write.append({
      type: 'discrepancy.raised',
      payload: tellOf(entry, point),
      entities: [{ kind: 'discrepancy', id: entry.id }],
    });
  },
};

const relaySettlement: Command<Telling & { readonly state: DiscrepancyState }> = {
  does: 'discrepancy.settled',
  run(write, { entry, point, state: { settled } }) {
    if (settled === null) throw new Error('nothing to pass on');
    const { outcome, remark, point: decided, by } = settled;
    const relayed: Payload<'discrepancy.settled'>['relayed'] = { point: decided, person: by };
    const heads = headPositions(write.journal.heads());
    write.append({
      type: 'discrepancy.settled',
      payload: { ...tellOf(entry, point), outcome, remark, relayed, heads },
      entities: [{ kind: 'discrepancy', id: entry.id }],
    });
  },
};
