/** One event as folds see it: the envelope's facts, parsed. `personal` is null where it was withheld. */
export interface FoldEvent {
  readonly hash: string;
  readonly device: string;
  readonly incarnation: string;
  readonly number: number;
  readonly stream: string;
  readonly position: number;
  readonly lamport: number;
  readonly businessDay: string;
  readonly at: number;
  readonly actor: string;
  readonly approver: string | null;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly personal: Readonly<Record<string, unknown>> | null;
  /** Stream heads a decision had seen; null for every other event. */
  readonly heads: Readonly<Record<string, number>> | null;
}

export type OrderKey = Pick<FoldEvent, 'lamport' | 'device' | 'incarnation' | 'number' | 'hash'>;

/** The one order of folding (design.md §4): lamport, device, incarnation, number, hash. Never a clock. */
export function compareOrder(a: OrderKey, b: OrderKey): number {
  if (a.lamport !== b.lamport) return a.lamport - b.lamport;
  if (a.device !== b.device) return a.device < b.device ? -1 : 1;
  if (a.incarnation !== b.incarnation) return a.incarnation < b.incarnation ? -1 : 1;
  if (a.number !== b.number) return a.number - b.number;
  return a.hash === b.hash ? 0 : a.hash < b.hash ? -1 : 1;
}

export interface Placed {
  readonly event: FoldEvent;
  /** 后到: it sorts before a decision that had not seen it, so it folds right after that decision. */
  readonly late: boolean;
}

function hasSeen(decision: FoldEvent, event: FoldEvent): boolean {
  return (decision.heads?.[event.stream] ?? 0) >= event.position;
}

/**
 * Puts the events of one entity into folding order: in: any order, duplicates allowed; out: each once.
 * Late news doesn't overturn decisions: an event that a later-sorting decision's heads don't cover folds right after
 * the last such decision, in order among its kind. A function of the event set alone.
 */
export function foldOrder(events: readonly FoldEvent[]): readonly Placed[] {
  const unique = [...new Map(events.map((event) => [event.hash, event])).values()].sort(compareOrder);
  const decisions = unique.filter((event) => event.heads !== null);
  if (decisions.length === 0) return unique.map((event) => ({ event, late: false }));
  const displacedBy = (event: FoldEvent) =>
    decisions.findLast((decision) => compareOrder(decision, event) > 0 && !hasSeen(decision, event));
  const after = Map.groupBy(unique, (event) => displacedBy(event)?.hash ?? '');
  const place = (event: FoldEvent, late: boolean): Placed[] => [
    { event, late },
    ...(after.get(event.hash) ?? []).flatMap((displaced) => place(displaced, true)),
  ];
  return (after.get('') ?? []).flatMap((event) => place(event, false));
}

/** Folds one entity's events from nothing; null when there are none. */
export function foldAll<S>(
  fold: (state: S | null, event: FoldEvent, late: boolean) => S,
  events: readonly FoldEvent[],
): S | null {
  return foldOrder(events).reduce<S | null>((state, { event, late }) => fold(state, event, late), null);
}
