import { type CardRange, containsCard } from '../../contract/domain/card-range.ts';
import { type FoldEvent, foldOrder } from '../../contract/domain/event-order.ts';
import type { EntityRef } from '../../contract/events/envelope.ts';
import { decodeEvent } from '../../wire/encode.ts';
import { type Device, eventsOf } from './devices.ts';
import { cardsOfSeries } from './history-facts.ts';

/**
 * What contradicts itself, told card by card and by going through all events each time: no tables, no runs, no folds of
 * ours. Slow, and short enough to be believed. out: `kind|side|side` -> the cards, or the document number.
 */
export function contradictionsIn(device: Device): ReadonlyMap<string, ReadonlySet<string>> {
  const events = eventsOf(device).flatMap((stored) => {
    const { fold, envelope } = decodeEvent(stored.bytes, stored.personal);
    return fold === null ? [] : [{ fold, entities: envelope.entities }];
  });
  const found = new Map<string, Set<string>>();
  const note = (key: string, what: string) => found.set(key, (found.get(key) ?? new Set()).add(what));
  for (const card of cardsOfSeries()) {
    const own = events.filter(({ entities }) => entities.some((ref) => names(ref, card)));
    const story = foldOrder(own.map(({ fold }) => fold)).map(({ event }) => event);
    for (const key of contradictionsOf(story)) note(key, card);
  }
  for (const [number, hashes] of claimsIn(events)) {
    for (const key of twoOf('sameNumber', hashes)) note(key, number);
  }
  return found;
}

function names(ref: EntityRef, card: string): boolean {
  if (!('first' in ref) || !/^[0-9A-Z]*[0-9]$/.test(ref.first)) return false;
  return containsCard(ref as unknown as CardRange, card as CardRange['first']);
}

function contradictionsOf(story: readonly FoldEvent[]): readonly string[] {
  const said = (type: string, field: string) =>
    story.filter((event) => event.type === type).map(({ payload }) => String(payload[field]));
  const source = story.find(({ type }) => type === 'cards.received' || type === 'cards.dispatched');
  const first = source === undefined ? [] : [String(source.payload['receipt'])];
  const intakes = new Set([...first, ...said('cards.received', 'receipt')]);
  const taken = twoOf('doubleIntake', intakes);
  const sent = said('cards.dispatched', 'transfer');
  if (said('cards.accepted', 'transfer').some((transfer) => !sent.includes(transfer))) return taken;
  const standing = salesStanding(story);
  const twice = twoOf('doubleSale', standing);
  if (first.length === 0 || intakes.size > 1 || standing.size !== 1) return [...taken, ...twice];
  const [sale] = standing;
  return sale !== undefined && isStray(story, sale) ? [`notHeld|${sale}`] : [];
}

function salesStanding(story: readonly FoldEvent[]): ReadonlySet<string> {
  const made = story.filter(({ type }) => type === 'sale.made').map(({ payload }) => String(payload['sale']));
  return new Set(
    made.filter((sale) => {
      const last = story.findLast(
        ({ type, payload }) => type.startsWith('sale.') && payload['sale'] === sale,
      );
      return last?.type === 'sale.made';
    }),
  );
}

/** Sold where it wasn't, or sent on its way while sold. */
function isStray(story: readonly FoldEvent[], sale: string): boolean {
  const reversal = story.findLastIndex(
    ({ type, payload }) => type === 'sale.reversed' && payload['sale'] === sale,
  );
  return story.some(({ type, payload }, index) => {
    if (index <= reversal) return false;
    if (type === 'sale.made' && payload['sale'] === sale)
      return placeBefore(story.slice(0, index)) !== payload['holder'];
    const sold = story
      .slice(reversal + 1, index)
      .some((e) => e.type === 'sale.made' && e.payload['sale'] === sale);
    return type === 'cards.dispatched' && sold;
  });
}

/** Where the card was last put; a dispatch whose acceptance stands before it puts it nowhere new. */
function placeBefore(past: readonly FoldEvent[]): string {
  let place = '';
  const early: string[] = [];
  for (const { type, payload } of past) {
    const transfer = String(payload['transfer']);
    const here = String(payload['holder']);
    if ((type === 'cards.received' || type === 'sale.made') && place === '') place = here;
    if (type === 'cards.accepted') {
      if (place !== transfer) early.push(transfer);
      place = here;
    }
    if (type !== 'cards.dispatched') continue;
    if (early.includes(transfer)) early.splice(0, early.length, ...early.filter((one) => one !== transfer));
    else place = transfer;
  }
  return place;
}

function claimsIn(events: readonly { fold: FoldEvent; entities: readonly EntityRef[] }[]) {
  const claims = new Map<string, Set<string>>();
  for (const { fold, entities } of events) {
    if (['slip.printed', 'posting.recorded', 'posting.withdrawn'].includes(fold.type)) continue;
    for (const ref of entities) {
      if (!('id' in ref) || ref.kind !== 'document') continue;
      claims.set(ref.id, (claims.get(ref.id) ?? new Set()).add(fold.hash));
    }
  }
  return claims;
}

function twoOf(kind: string, all: ReadonlySet<string>): readonly string[] {
  const sorted = [...all].toSorted();
  return sorted.flatMap((one, at) => sorted.slice(at + 1).map((other) => `${kind}|${one}|${other}`));
}
