import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareOrder, type FoldEvent, foldAll, foldOrder } from '../../contract/domain/event-order.ts';

function event(name: string, lamport: number, more: Partial<FoldEvent> = {}): FoldEvent {
  return {
    hash: name,
    device: 'd',
    incarnation: 'A',
    number: lamport,
    stream: 'A/all',
    position: lamport,
    lamport,
    businessDay: '2014-05-20',
    at: 0,
    actor: 'sk01',
    approver: null,
    type: 'sale.made',
    payload: {},
    personal: null,
    heads: null,
    ...more,
  };
}

const names = (events: readonly FoldEvent[]) =>
  foldOrder(events).map(({ event: one, late }) => one.hash + (late ? '!' : ''));

test('events fold by lamport, then device, incarnation, number and hash, never by the clock', () => {
  const last = event('a', 1, { lamport: 2, at: 0 });
  const byHash = event('h2', 1, { number: 1 });
  const ordered = [
    event('h1', 1, { number: 1, at: 9_000_000 }),
    byHash,
    event('n', 1, { number: 2 }),
    event('i', 1, { incarnation: 'B' }),
    event('e', 1, { device: 'e', at: -5 }),
    last,
  ];
  expect(names(ordered.toReversed())).toEqual(['h1', 'h2', 'n', 'i', 'e', 'a']);
});

test('an event that came twice folds once', () => {
  expect(names([event('a', 1), event('b', 2), event('a', 1)])).toEqual(['a', 'b']);
});

test('what a decision had seen stays before it', () => {
  const decision = event('D', 3, { device: 'e', stream: 'B/all', heads: { 'A/all': 2 } });
  expect(names([decision, event('b', 2), event('a', 1)])).toEqual(['a', 'b', 'D']);
});

test('late news folds right after the decision that had not seen it, and is marked 后到', () => {
  const decision = event('D', 5, { device: 'e', stream: 'B/all', heads: { 'A/all': 1 } });
  expect(names([event('a', 1), event('b', 2), event('c', 3), decision, event('d', 6)])).toEqual([
    'a',
    'D',
    'b!',
    'c!',
    'd',
  ]);
});

test('late news folds after the last of several decisions that had not seen it', () => {
  const first = event('D1', 4, { stream: 'B/all', heads: { 'A/all': 1 } });
  const second = event('D2', 5, { stream: 'B/all', position: 5, heads: { 'A/all': 1, 'B/all': 4 } });
  expect(names([event('a', 1), event('late', 2), first, second])).toEqual(['a', 'D1', 'D2', 'late!']);
});

test('a decision unknown to a later one is itself late, and takes along what it displaced', () => {
  const first = event('D1', 4, { device: 'e', stream: 'B/all', position: 1, heads: {} });
  const second = event('D2', 5, { device: 'f', stream: 'C/all', position: 1, heads: { 'A/all': 1 } });
  expect(names([event('a', 1), first, second])).toEqual(['D2', 'D1!', 'a!']);
});

test('an event that sorts after a decision is never late', () => {
  const decision = event('D', 2, { device: 'a', stream: 'B/all', heads: {} });
  expect(names([decision, event('a', 2, { device: 'b' })])).toEqual(['D', 'a']);
});

const entityEvents = fc
  .array(
    fc.record({
      device: fc.constantFrom('a', 'b', 'c'),
      lamport: fc.integer({ min: 1, max: 8 }),
      deciding: fc.boolean(),
      saw: fc.record({ 'a/all': fc.nat(6), 'b/all': fc.nat(6), 'c/all': fc.nat(6) }),
    }),
    { maxLength: 14 },
  )
  .map((facts) =>
    facts.map(({ device, lamport, deciding, saw }, index) => {
      const position = facts.slice(0, index + 1).filter((fact) => fact.device === device).length;
      const heads = deciding ? saw : null;
      return event(`h${index}`, lamport, { device, stream: `${device}/all`, number: index, position, heads });
    }),
  );

test('the order is a function of the set: shuffled or repeated, every event stands once in the same place', () => {
  fc.assert(
    fc.property(entityEvents, fc.array(fc.nat()), (events, keys) => {
      const shuffled = events.toSorted((a, b) => (keys[a.number] ?? 0) - (keys[b.number] ?? 0));
      const order = names(events);
      expect(names([...shuffled, ...events.slice(0, 3)])).toEqual(order);
      expect(new Set(order.map((name) => name.replace('!', ''))).size).toBe(events.length);
      expect(order.length).toBe(events.length);
    }),
  );
});

// A decision that is itself late may stand after what it had not seen: three decisions can contradict each other.
test('nothing that a decision had not seen stands before it, unless the decision is late itself', () => {
  fc.assert(
    fc.property(entityEvents, (events) => {
      const placed = foldOrder(events);
      placed.forEach(({ event: decision, late }, place) => {
        if (decision.heads === null || late) return;
        for (const { event: one } of placed.slice(0, place)) {
          expect(decision.heads[one.stream] ?? 0).toBeGreaterThanOrEqual(one.position);
        }
      });
    }),
  );
});

test('what is displaced by no decision keeps its order and is not late', () => {
  fc.assert(
    fc.property(entityEvents, (events) => {
      const onTime = foldOrder(events).flatMap(({ event: one, late }) => (late ? [] : [one]));
      expect(onTime).toEqual(onTime.toSorted(compareOrder));
    }),
  );
});

test('folding nothing gives nothing, and the fold is told which events are late', () => {
  const collect = (state: string | null, { hash }: FoldEvent, late: boolean) =>
    `${state ?? ''}${hash}${late ? '!' : ''}`;
  expect(foldAll(collect, [])).toBeNull();
  const decision = event('D', 2, { device: 'e', stream: 'B/all', heads: {} });
  expect(foldAll(collect, [event('a', 1), decision])).toBe('Da!');
});
