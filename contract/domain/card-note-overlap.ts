import { seriesOf } from './card-number.ts';
import { type CardRange, overlap, rangeCount } from './card-range.ts';

/** Cards already taken in; `source` names the slip or receipt they came with. */
export type TakenRange = { readonly range: CardRange; readonly source: string };

/** Where a row's cards are known already: from the first to the last shared number, `overlapCount` in all. */
export type Shared = {
  readonly overlapStart: string;
  readonly overlapEnd: string;
  readonly overlapCount: number;
};

type Held<Owner> = { readonly range: CardRange; readonly owner: Owner };

/** Ranges of one kind of owner, found again by the cards they share with another range. */
export type Holdings<Owner> = {
  readonly add: (range: CardRange, owner: Owner) => void;
  /** The owner first added that shares cards, with all it shares; null when nobody does. */
  readonly find: (range: CardRange) => (Shared & { readonly owner: Owner }) | null;
};

/** Within one series card numbers order as plain text, which keeps a comparison cheap for long notes. */
export function holdings<Owner>(): Holdings<Owner> {
  const bySeries = new Map<string, Held<Owner>[]>();
  return {
    add(range, owner) {
      const series = seriesOf(range.first);
      const list = bySeries.get(series);
      if (list === undefined) bySeries.set(series, [{ range, owner }]);
      else list.push({ range, owner });
    },
    find(range) {
      const list = bySeries.get(seriesOf(range.first)) ?? [];
      const hits = list.filter((held) => held.range.first <= range.last && range.first <= held.range.last);
      const owner = hits[0]?.owner;
      if (owner === undefined) return null;
      const shared = hits
        .filter((held) => held.owner === owner)
        .flatMap((held) => overlap(held.range, range) ?? []);
      return { owner, ...summed(shared) };
    },
  };
}

function summed(shared: readonly CardRange[]): Shared {
  const firsts = shared.map((range) => range.first).sort();
  const lasts = shared.map((range) => range.last).sort();
  return {
    overlapStart: firsts[0] ?? '',
    overlapEnd: lasts.at(-1) ?? '',
    overlapCount: shared.reduce((sum, range) => sum + rangeCount(range), 0),
  };
}
