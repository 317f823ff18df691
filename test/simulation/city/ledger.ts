/** A clerk's intent by the name of its request. It is acknowledged once the counter said it is done. */
export interface Deed {
  readonly request: string;
  readonly kind: 'sale.made' | 'sale.reversed' | 'cards.received' | 'day.opened';
  readonly point: string;
  /** The till it was done at. */
  readonly pc: string;
  readonly cards: readonly number[];
  acknowledged: boolean;
}

/** What a set that is added to must hold in the end, in five numbers. */
export interface SetFigures {
  readonly attempted: number;
  readonly acknowledged: number;
  /** Acknowledged, and missing somewhere it must be. */
  readonly lost: number;
  /** There and never asked for, or there more than once. */
  readonly unexpected: number;
  /** Never acknowledged (the counter died first), and there all the same. */
  readonly recovered: number;
}

/** in: per place, the requests of what it holds, repeated as often as they are there; the deeds that must be in each of them. */
export function checkSet(
  places: readonly { readonly held: readonly string[]; readonly deeds: readonly Deed[] }[],
): SetFigures {
  const [deeds, lost, recovered] = [new Set<Deed>(), new Set<string>(), new Set<string>()];
  const unexpected = new Map<string, number>();
  for (const { held, deeds: own } of places) {
    const counts = new Map<string, number>();
    for (const request of held) counts.set(request, (counts.get(request) ?? 0) + 1);
    for (const deed of own) {
      deeds.add(deed);
      const count = counts.get(deed.request) ?? 0;
      if (deed.acknowledged && count === 0) lost.add(deed.request);
      if (!deed.acknowledged && count > 0) recovered.add(deed.request);
      if (count > 0) counts.set(deed.request, count - 1);
    }
    for (const [request, left] of counts)
      if (left > 0) unexpected.set(request, Math.max(left, unexpected.get(request) ?? 0));
  }
  return {
    attempted: deeds.size,
    acknowledged: [...deeds].filter(({ acknowledged }) => acknowledged).length,
    lost: lost.size,
    unexpected: [...unexpected.values()].reduce((sum, count) => sum + count, 0),
    recovered: recovered.size,
  };
}
