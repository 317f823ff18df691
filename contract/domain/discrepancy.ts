import type { Payload } from '../events/catalogue.ts';
import { type CardRange, mergeRanges } from './card-range.ts';

export type DiscrepancyKind = Payload<'discrepancy.raised'>['kind'];

/** A run of cards of equal state, as far as it may contradict itself. */
export interface CardFact {
  readonly range: CardRange;
  /** Empty while no intake is known. */
  readonly receipt: string;
  readonly repeats: readonly string[];
  /** Sales that stand. */
  readonly sales: readonly string[];
  /** Of these, those by a till that did not hold the card. */
  readonly strays: readonly string[];
  /** 待到: a move, or an earlier life of the PC that sold it, is still on its way here. */
  readonly awaited: boolean;
}

/** A document number with the hashes of all events that claim it. */
export interface PaperFact {
  readonly document: string;
  readonly claims: readonly string[];
}

/** One contradiction between papers, found from facts alone. */
export interface Finding {
  readonly kind: DiscrepancyKind;
  /** Ids of sales or intakes, or hashes of events; in text order, so that nobody's order of arrival shows. */
  readonly sides: readonly string[];
  readonly ranges: readonly CardRange[];
  /** Of papers with one number that number; empty for cards. */
  readonly document: string;
}

/**
 * The contradictions of design.md §7 that cards show: a card sold twice, taken in twice, or sold by a till that did not
 * hold it. Several runs between the same two papers are one finding. While a cause is on its way nothing is said of who
 * sold what; two intakes of one number contradict each other whatever else is to come.
 */
export function cardFindings(facts: readonly CardFact[]): readonly Finding[] {
  const found = facts.flatMap(({ range, receipt, repeats, sales, strays, awaited }) => {
    const intakes = repeats.length === 0 ? [] : pairs('doubleIntake', [receipt, ...repeats]);
    if (awaited) return placed(intakes, range);
    const twice = pairs('doubleSale', sales);
    // Of a card sold twice one seller can't have held it, and a number taken in twice may lie in two tills.
    const known = receipt !== '' && repeats.length === 0 && twice.length === 0;
    const unheld = known ? strays.map((sale) => ({ kind: 'notHeld' as const, sides: [sale] })) : [];
    return placed([...intakes, ...twice, ...unheld], range);
  });
  const groups = Map.groupBy(found, discrepancyKey);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, ranges: mergeRanges(group.flatMap((one) => one.ranges)) }];
  });
}

/** Two documents with one number: any two of the events that claim it. */
export function paperFindings(facts: readonly PaperFact[]): readonly Finding[] {
  return facts.flatMap(({ document, claims }) =>
    pairs('sameNumber', claims).map((pair) => ({ ...pair, ranges: [], document })),
  );
}

type Pair = Pick<Finding, 'kind' | 'sides'>;

/** Any two of them, so that whoever knows two names the same entry as whoever knows all. */
function pairs(kind: DiscrepancyKind, all: readonly string[]): readonly Pair[] {
  const unique = [...new Set(all)].sort();
  return unique.flatMap((one, index) =>
    unique.slice(index + 1).map((other) => ({ kind, sides: [one, other] })),
  );
}

function placed(found: readonly Pair[], range: CardRange): readonly Finding[] {
  return found.map((one) => ({ ...one, ranges: [range], document: '' }));
}

/** The text whose hash is the entry's id: its kind and its sides, and nothing that depends on what else is known. */
export function discrepancyKey({ kind, sides }: Pair): string {
  return [kind, ...sides].join('|');
}

export const discrepancyNames: Readonly<Record<DiscrepancyKind, string>> = {
  doubleSale: '一卡两售',
  doubleIntake: '重复入库',
  notHeld: '售出非本机的卡',
  sameNumber: '单号重复',
};
