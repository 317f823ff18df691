import type { Payload } from '../../events/catalogue.ts';
import type { FoldEvent } from '../event-order.ts';

type Raised = Payload<'discrepancy.raised'>;
type Settled = Payload<'discrepancy.settled'>;

/** The decision about a discrepancy, by whom and where it was made. */
export interface Settlement extends Pick<Settled, 'outcome' | 'remark'> {
  readonly point: string;
  readonly by: string;
  readonly at: number;
  readonly day: string;
}

/**
 * What was said about a discrepancy: by oversight to points that see one side, and by whoever settled it. Whether there
 * is one at all follows from cards and papers (domain/discrepancy.ts).
 */
export interface DiscrepancyState {
  readonly kind: Raised['kind'] | '';
  readonly sides: Raised['sides'];
  readonly ranges: Raised['ranges'];
  /** Points it was raised to, and points where it was settled or that were told so. */
  readonly raisedTo: readonly string[];
  readonly settledAt: readonly string[];
  /** The first decision stands. */
  readonly settled: Settlement | null;
}

const UNSEEN: DiscrepancyState = {
  kind: '',
  sides: [],
  ranges: [],
  raisedTo: [],
  settledAt: [],
  settled: null,
};

export function foldDiscrepancy(state: DiscrepancyState | null, event: FoldEvent): DiscrepancyState {
  const entry = state ?? UNSEEN;
  const said = event.payload as Raised | Settled;
  const { point } = said;
  const { kind, sides, ranges } = entry.kind === '' ? said : entry;
  const told = { ...entry, kind, sides, ranges };
  if (!('outcome' in said)) return { ...told, raisedTo: added(entry.raisedTo, point) };
  const { outcome, remark, relayed } = said;
  const { actor, at, businessDay: day } = event;
  const { point: decided, person } = relayed ?? { point, person: actor };
  const settlement = { outcome, remark, point: decided, by: person, at, day };
  return { ...told, settledAt: added(entry.settledAt, point), settled: entry.settled ?? settlement };
}

function added(points: readonly string[], point: string): readonly string[] {
  return points.includes(point) ? points : [...points, point].toSorted();
}

/** A quarantined event that was let through; the first reason stands. */
export interface ReleaseState {
  readonly reason: string;
  readonly by: string;
}

export function foldRelease(state: ReleaseState | null, event: FoldEvent): ReleaseState {
  const { reason } = event.payload as Payload<'quarantine.released'>;
  return state ?? { reason, by: event.actor };
}
