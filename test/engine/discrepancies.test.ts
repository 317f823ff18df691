import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import { cardAt } from '../../contract/domain/card-number.ts';
import type { CardRange } from '../../contract/domain/card-range.ts';
import { discrepancyKey } from '../../contract/domain/discrepancy.ts';
import { discrepancyId, findingsIn } from '../../electron/engine/queries/doubts.ts';
import { type Device, eventsOf, makeDevice, receiveBatch } from './devices.ts';
import { contradictionsIn } from './discrepancy-oracle.ts';
import { histories, play } from './histories.ts';

function cardsIn({ first, last }: CardRange): CardNumber[] {
  const cards = [first];
  while (cards.at(-1) !== last) {
    const next = cardAt(cards.at(-1) as CardNumber, 1n);
    if (!next.ok) throw new Error('a run without an end');
    cards.push(next.value);
  }
  return cards;
}

/** As the oracle tells it. */
function foundIn(device: Device): ReadonlyMap<string, ReadonlySet<string>> {
  const { found } = findingsIn(device);
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  return new Map(
    found.map((one) => [
      discrepancyKey(one),
      new Set(one.document === '' ? one.ranges.flatMap(cardsIn) : [one.document]),
    ]),
  );
}

test('over random events, every PC names what a naive oracle names, each contradiction once, and nothing else', () => {
  const kinds = new Map<string, number>();
  fc.assert(
    fc.property(histories, (steps) => {
      const { devices, events } = play(steps);
      const whole = makeDevice();
      receiveBatch(whole, events);
      for (const device of [...devices.slice(0, 1), whole]) {
        const found = foundIn(device);
        expect(found).toEqual(contradictionsIn(device));
        for (const key of found.keys()) {
          const kind = key.split('|')[0] ?? '';
          kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        }
      }
    }),
    { numRuns: 60 },
  );
  // An oracle that never had anything to say would agree with everything.
  expect([...kinds.keys()].sort()).toEqual(['doubleIntake', 'doubleSale', 'notHeld', 'sameNumber']);
});

test('the order in which the same events arrive changes no entry and no name', () => {
  fc.assert(
    fc.property(histories, (steps) => {
      const { events } = play(steps);
      const [one, other] = [makeDevice(), makeDevice()];
      receiveBatch(one, events);
      for (const event of events.toReversed()) receiveBatch(other, [event]);
      expect(findingsIn(other)).toEqual(findingsIn(one));
      expect(eventsOf(other).length).toBe(eventsOf(one).length);
    }),
    { numRuns: 25 },
  );
});

test('the name of an entry follows from its kind and its two sides', () => {
  const sale = { kind: 'doubleSale' as const, sides: ['A-aaaaaaaaaaaa.1', 'A-bbbbbbbbbbbb.7'] };
  expect(discrepancyId(sale)).toBe(discrepancyId({ ...sale }));
  expect(discrepancyId(sale)).not.toBe(discrepancyId({ ...sale, kind: 'doubleIntake' }));
  expect(discrepancyId(sale)).toMatch(/^[0-9a-f]{32}$/);
});
