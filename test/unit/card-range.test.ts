import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CardNumber, cardAt, parseCardNumber, tailOf } from '../../contract/domain/card-number.ts';
import {
  type CardRange,
  completeRange,
  containsCard,
  describeBriefly,
  describeStock,
  formatRange,
  makeRange,
  mergeRanges,
  overlap,
  parseRanges,
  rangeCount,
  subtract,
  subtractAll,
} from '../../contract/domain/card-range.ts';

function card(text: string): CardNumber {
  const parsed = parseCardNumber(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error}`);
  return parsed.value;
}

function range(first: string, last = first): CardRange {
  const made = makeRange(card(first), card(last));
  if (!made.ok) throw new Error(`${first}–${last}: ${made.error}`);
  return made.value;
}

/** Cards 1 to 400 of one series, few enough that ranges often meet. */
const BASE = card('045072014000000000');
const at = (n: number) => cardAt(BASE, BigInt(n));
function numbered(first: number, last: number): CardRange {
  const [from, to] = [at(first), at(last)];
  if (!from.ok || !to.ok) throw new Error('outside the series');
  return range(from.value, to.value);
}
const anyRange = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 60 }))
  .map(([first, more]) => numbered(first, first + more));
const anyRanges = fc.array(anyRange, { maxLength: 12 });

const ALL = Array.from({ length: 461 }, (_, n) => at(n)).flatMap((found) => (found.ok ? [found.value] : []));
/** The slow truth: which of all cards are in these ranges. */
const cardsIn = (ranges: readonly CardRange[]) =>
  ALL.filter((one) => ranges.some((held) => held.first <= one && one <= held.last));
const total = (ranges: readonly CardRange[]) => ranges.reduce((sum, held) => sum + rangeCount(held), 0);

describe('making a range', () => {
  test('count = tail(last) − tail(first) + 1, beyond 2^53 too', () => {
    expect(rangeCount(range('045072014000001001', '045072014000001500'))).toBe(500);
    expect(rangeCount(range('900719925474099300', '900719925474099301'))).toBe(2);
    fc.assert(
      fc.property(anyRange, (held) => {
        expect(BigInt(rangeCount(held))).toBe(tailOf(held.last) - tailOf(held.first) + 1n);
        expect(rangeCount(held)).toBe(cardsIn([held]).length);
      }),
    );
  });

  test.each([
    ['0001', '00002', 'width'],
    ['GX01', 'QZ02', 'prefix'],
    ['0002', '0001', 'reversed'],
    ['0000001', '1000001', 'too-many'],
  ])('%s to %s is refused: %s', (first, last, error) => {
    expect(makeRange(card(first), card(last))).toEqual({ ok: false, error });
  });

  test('a million cards is the longest range', () => {
    expect(rangeCount(range('0000001', '1000000'))).toBe(1_000_000);
  });
});

describe('completing a range', () => {
  test('any two of start, end and count give the third', () => {
    fc.assert(
      fc.property(anyRange, (held) => {
        const { first: start, last: end } = held;
        const count = rangeCount(held);
        const done = { ok: true, value: held };
        expect(completeRange({ start, end })).toEqual(done);
        expect(completeRange({ start, count })).toEqual(done);
        expect(completeRange({ end, count })).toEqual(done);
        expect(completeRange({ start, end, count })).toEqual(done);
      }),
    );
  });

  test('three that disagree are refused with the number counted', () => {
    const start = card('045072014000004501');
    const end = card('045072014000004800');
    expect(completeRange({ start, end, count: 301 })).toEqual({
      ok: false,
      error: { kind: 'count-mismatch', counted: 300 },
    });
  });

  test.each([
    [{ start: card('01') }, 'incomplete'],
    [{ end: card('01') }, 'incomplete'],
    [{ count: 5 }, 'incomplete'],
    [{ start: card('01'), count: 0 }, 'count'],
    [{ start: card('01'), count: 1.5 }, 'count'],
    [{ start: card('01'), count: 100 }, 'overflow'],
    [{ end: card('09'), count: 11 }, 'overflow'],
    [{ start: card('00000001'), count: 1_000_001 }, 'too-many'],
    [{ start: card('02'), end: card('01') }, 'reversed'],
    [{ start: card('02'), end: card('011'), count: 3 }, 'width'],
  ])('%j is refused: %s', (given, kind) => {
    expect(completeRange(given)).toEqual({ ok: false, error: { kind } });
  });
});

describe('set rules of ranges', () => {
  test('the overlap holds exactly the common cards', () => {
    expect(
      overlap(
        range('045072014000002180', '045072014000002279'),
        range('045072014000002001', '045072014000002199'),
      ),
    ).toEqual(range('045072014000002180', '045072014000002199'));
    fc.assert(
      fc.property(anyRange, anyRange, (a, b) => {
        const both = overlap(a, b);
        const inA = new Set(cardsIn([a]));
        expect(both === null ? [] : cardsIn([both])).toEqual(cardsIn([b]).filter((one) => inA.has(one)));
        expect(overlap(b, a)).toEqual(both);
      }),
    );
  });

  test('cards of another series are never in a range', () => {
    expect(overlap(range('GX01', 'GX09'), range('QZ01', 'QZ09'))).toBeNull();
    expect(containsCard(range('0001', '0009'), card('005'))).toBe(false);
    expect(containsCard(range('0001', '0009'), card('0009'))).toBe(true);
    expect(containsCard(range('0001', '0009'), card('0010'))).toBe(false);
  });

  test('selling from the middle splits into at most three and keeps the total', () => {
    fc.assert(
      fc.property(anyRange, anyRange, (stock, sold) => {
        const taken = overlap(stock, sold);
        const rest = subtract(stock, [sold]);
        const pieces = taken === null ? rest : [...rest, taken];
        expect(pieces.length).toBeLessThanOrEqual(3);
        expect(total(pieces)).toBe(rangeCount(stock));
      }),
    );
  });

  test('subtracting leaves exactly the cards that were not taken, sorted and apart', () => {
    fc.assert(
      fc.property(anyRange, anyRanges, (stock, taken) => {
        const gone = new Set(cardsIn(taken));
        const rest = subtract(stock, taken);
        expect(cardsIn(rest)).toEqual(cardsIn([stock]).filter((one) => !gone.has(one)));
        expect(mergeRanges(rest)).toEqual(rest);
      }),
    );
  });

  test('the first and last card a width can hold can be taken', () => {
    expect(subtract(range('00', '99'), [range('00'), range('99')])).toEqual([range('01', '98')]);
    expect(subtract(range('00', '99'), [range('00', '99')])).toEqual([]);
  });

  test('merging keeps every card once and joins whatever touches', () => {
    fc.assert(
      fc.property(anyRanges, (list) => {
        const merged = mergeRanges(list);
        expect(cardsIn(merged)).toEqual(cardsIn(list));
        for (const [index, run] of merged.slice(1).entries()) {
          expect(tailOf(run.first) - tailOf(merged[index]?.last ?? BASE)).toBeGreaterThan(1n);
        }
      }),
    );
  });

  test('a series is joined even when another lies between in text order', () => {
    expect(mergeRanges([range('200', '299'), range('1A5'), range('100', '199')])).toEqual([
      range('100', '299'),
      range('1A5'),
    ]);
  });
});

describe('ranges for people', () => {
  test('both ends are printed in full, a single card alone', () => {
    expect(formatRange(range('045072014000001001', '045072014000001500'))).toBe(
      '045072014000001001–045072014000001500',
    );
    expect(formatRange(range('045072014000009007'))).toBe('045072014000009007');
  });

  test('a missing card inside a run is named, not hidden', () => {
    expect(describeStock([range('1018', '1040'), range('1001', '1016')])).toBe('1001–1040, 缺 1017');
    expect(describeStock([range('1001'), range('1003'), range('1006')])).toBe(
      '1001–1006, 缺 1002、1004–1005',
    );
  });

  test('a gap of 20 cards is named, one of 21 parts two runs', () => {
    expect(describeStock([range('1001', '1010'), range('1031', '1040')])).toBe('1001–1040, 缺 1011–1030');
    expect(describeStock([range('1001', '1010'), range('1032', '1040')])).toBe('1001–1010；1032–1040');
  });

  test('series are never run together, and empty stock says so', () => {
    expect(describeStock([range('QZ1'), range('GX9')])).toBe('GX9；QZ1');
    expect(describeStock([range('QZ2'), range('GX1')])).toBe('GX1；QZ2');
    expect(describeStock([range('99'), range('100')])).toBe('99；100');
    expect(describeStock([])).toBe('无');
  });
});

test('a long list of runs is described as far as a person reads, with how many there are', () => {
  const runs = Array.from({ length: 101 }, (_, index) => range(String(1000 + 100 * index)));
  expect(describeBriefly(runs.slice(0, 100))).toBe(describeStock(runs.slice(0, 100)));
  expect(describeBriefly(runs)).toBe(`${describeStock(runs.slice(0, 100))} 等共 101 段`);
});

test('what is left of many ranges is what is left of each, merged', () => {
  const some = fc.array(
    fc.tuple(fc.constantFrom('A', 'B'), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 9 })),
  );
  const ranges = some.map((list) =>
    list.map(([series, at, more]) => range(`${series}${100 + at}`, `${series}${100 + at + more}`)),
  );
  fc.assert(
    fc.property(ranges, ranges, (all, taken) => {
      expect(subtractAll(all, taken)).toEqual(mergeRanges(all.flatMap((one) => subtract(one, taken))));
    }),
  );
});

describe('ranges as people type them', () => {
  const long = range('045072014000001001', '045072014000001500');

  test.each([
    ['1001-1500', [range('1001', '1500')]],
    ['1001–1500', [range('1001', '1500')]],
    ['1001 —— 1500', [range('1001', '1500')]],
    ['１００１－１５００', [range('1001', '1500')]],
    ['1001至1500', [range('1001', '1500')]],
    ['1001张-1500张', [range('1001', '1500')]],
    ['1001+500', [range('1001', '1500')]],
    ['1001 ＋ ５００张', [range('1001', '1500')]],
    ['1001', [range('1001')]],
    ['045072014000001001-1500', [long]],
    ['045072014000001001-045072014000001500', [long]],
    ['GX0001-05', [range('GX0001', 'GX0005')]],
    [
      '2001, 1001-1002，1004、1006;1008；1010 1012\n1014',
      [
        range('2001'),
        range('1001', '1002'),
        range('1004'),
        range('1006'),
        range('1008'),
        range('1010'),
        range('1012'),
        range('1014'),
      ],
    ],
    ['1001–1040, 缺 1017', [range('1001', '1016'), range('1018', '1040')]],
    ['1001-1005缺1002、04；2001', [range('1001'), range('1003'), range('1005'), range('2001')]],
    ['045072014000001001-1500 缺 1001+499', [range('045072014000001500')]],
  ])('%j is understood', (typed, expected) => {
    expect(parseRanges(typed)).toEqual({ ok: true, value: expected });
  });

  test.each([
    ['', 'empty', ''],
    [' ，; ', 'empty', '，;'],
    ['1001 缺 1001', 'empty', '1001 缺 1001'],
    ['1001-', 'format', '1001-'],
    ['-1500', 'format', '-1500'],
    ['1001-1500-1600', 'format', '1001-1500-1600'],
    ['1001, 一千', 'format', '一千'],
    ['1001-1040 缺', 'format', '缺'],
    ['1001+0', 'count', '1001+0'],
    ['1001+多', 'count', '1001+多'],
    ['9001+1000', 'overflow', '9001+1000'],
    ['00000001+1000001', 'too-many', '00000001+1000001'],
    ['00000001-01000001', 'too-many', '00000001-01000001'],
    ['1500-1001', 'reversed', '1500-1001'],
    ['1001-15000', 'width', '1001-15000'],
    ['GX01-QZ02', 'prefix', 'GX01-QZ02'],
    ['1001-1500, 1400-1600', 'overlap', '1400–1500'],
    ['1001, 2001, 1001', 'overlap', '1001'],
    ['1001-1040 缺 1017、1017', 'overlap', '1017'],
    ['1001-1040 缺 1041', 'gap-outside', '缺1041'],
    ['缺 1041', 'gap-outside', '缺1041'],
  ])('%j is refused: %s', (typed, kind, text) => {
    expect(parseRanges(typed)).toEqual({ ok: false, error: { kind, text } });
  });

  test('what the stock list prints can be typed back without changing a card', () => {
    fc.assert(
      fc.property(fc.array(anyRange, { minLength: 1, maxLength: 12 }), (list) => {
        const merged = mergeRanges(list);
        expect(parseRanges(describeStock(list))).toEqual({ ok: true, value: merged });
      }),
    );
  });

  test('start-end, start+count and a shortened end mean the same cards', () => {
    fc.assert(
      fc.property(anyRange, (held) => {
        const done = { ok: true, value: [held] };
        expect(parseRanges(`${held.first}-${held.last}`)).toEqual(done);
        expect(parseRanges(`${held.first}+${rangeCount(held)}`)).toEqual(done);
        expect(parseRanges(`${held.first}-${held.last.slice(-3)}`)).toEqual(done);
      }),
    );
  });
});
