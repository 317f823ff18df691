import {
  type CardNumber,
  cardAt,
  cleanCardText,
  compareCards,
  foldWidth,
  isCardNumber,
  parseCardNumber,
  sameSeries,
  tailOf,
} from './card-number.ts';
import { fail, ok, type Result } from './result.ts';

/** Consecutive cards of one series, both ends included. */
export type CardRange = { readonly first: CardNumber; readonly last: CardNumber };

export type RangeProblem = 'width' | 'prefix' | 'reversed' | 'too-many';

export type CompleteRangeProblem =
  | { readonly kind: RangeProblem | 'incomplete' | 'count' | 'overflow' }
  | { readonly kind: 'count-mismatch'; readonly counted: number };

type PartialRange = {
  readonly start?: CardNumber | undefined;
  readonly end?: CardNumber | undefined;
  readonly count?: number | undefined;
};

// More cards than the whole region's learners: a range this long is a typing slip, not a delivery.
const MOST_CARDS = 1_000_000;
const LONGEST_GAP_SHOWN = 20;

/** Number of cards, tail(last) − tail(first) + 1. */
export function rangeCount(range: CardRange): number {
  return Number(tailOf(range.last) - tailOf(range.first) + 1n);
}

/** A range of at most 1,000,000 cards; refusals in the order in which delivery notes are checked. */
export function makeRange(first: CardNumber, last: CardNumber): Result<CardRange, RangeProblem> {
  if (first.length !== last.length) return fail('width');
  if (!sameSeries(first, last)) return fail('prefix');
  if (compareCards(first, last) > 0) return fail('reversed');
  const range = { first, last };
  return rangeCount(range) > MOST_CARDS ? fail('too-many') : ok(range);
}

/** All ranges sound by themselves, or the first problem: whatever comes in below the page is judged again. */
export function soundRanges(
  ranges: readonly { readonly first: string; readonly last: string }[],
): Result<readonly CardRange[], RangeProblem | 'format'> {
  const sound: CardRange[] = [];
  for (const { first, last } of ranges) {
    if (!isCardNumber(first) || !isCardNumber(last)) return fail('format');
    const range = makeRange(first, last);
    if (!range.ok) return range;
    sound.push(range.value);
  }
  return ok(sound);
}

/** Cards in all the ranges together; overlaps count twice. */
export function countCards(ranges: readonly CardRange[]): number {
  return ranges.reduce((sum, range) => sum + rangeCount(range), 0);
}

/**
 * Any two of start, end and count give the third, as on the regional system's slips. All three must agree;
 * otherwise `counted` says how many cards lie between the numbers.
 */
export function completeRange(given: PartialRange): Result<CardRange, CompleteRangeProblem> {
  const { start, end, count } = given;
  if (count !== undefined && !(Number.isSafeInteger(count) && count >= 1)) return fail({ kind: 'count' });
  if (start !== undefined && end !== undefined) return agree(start, end, count);
  if (count === undefined) return fail({ kind: 'incomplete' });
  if (count > MOST_CARDS) return fail({ kind: 'too-many' });
  const steps = BigInt(count - 1);
  if (start !== undefined) return spanned(start, cardAt(start, steps));
  if (end !== undefined) return spanned(end, cardAt(end, -steps));
  return fail({ kind: 'incomplete' });
}

function agree(start: CardNumber, end: CardNumber, count: number | undefined) {
  const range = makeRange(start, end);
  if (!range.ok) return fail({ kind: range.error });
  const counted = rangeCount(range.value);
  return count === undefined || count === counted
    ? range
    : fail({ kind: 'count-mismatch' as const, counted });
}

function spanned(known: CardNumber, other: Result<CardNumber, 'overflow'>) {
  if (!other.ok) return fail({ kind: other.error });
  const [first, last] = inOrder(known, other.value);
  return ok({ first, last });
}

/** The cards both ranges hold; the order of cards keeps different series apart. */
export function overlap(a: CardRange, b: CardRange): CardRange | null {
  const first = inOrder(a.first, b.first)[1];
  const last = inOrder(a.last, b.last)[0];
  return compareCards(first, last) > 0 ? null : { first, last };
}

export function containsCard(range: CardRange, card: CardNumber): boolean {
  return overlap(range, { first: card, last: card }) !== null;
}

/** What is left of the range, in order; cards in `taken` that the range does not hold are ignored. */
export function subtract(range: CardRange, taken: readonly CardRange[]): CardRange[] {
  const cuts = mergeRanges(taken.flatMap((one) => overlap(range, one) ?? []));
  const rest: CardRange[] = [];
  let next: CardNumber | null = range.first;
  for (const cut of cuts) {
    if (next !== null) rest.push(...upTo(next, before(cut.first)));
    next = after(cut.last);
  }
  if (next !== null) rest.push(...upTo(next, range.last));
  return rest;
}

/** What is left of all the ranges together, merged; in one walk along both lists, however many there are. */
export function subtractAll(ranges: readonly CardRange[], taken: readonly CardRange[]): CardRange[] {
  const cuts = mergeRanges(taken);
  let from = 0;
  return mergeRanges(ranges).flatMap((range) => {
    from = firstFrom(cuts, from, ({ last }) => compareCards(last, range.first) >= 0);
    return subtract(
      range,
      cuts.slice(
        from,
        firstFrom(cuts, from, ({ first }) => compareCards(first, range.last) > 0),
      ),
    );
  });
}

function firstFrom(ranges: readonly CardRange[], start: number, fits: (range: CardRange) => boolean): number {
  let at = start;
  for (let range = ranges[at]; range !== undefined && !fits(range); range = ranges[at]) at++;
  return at;
}

/**
 * Sorted by series and number; adjacent and overlapping ranges joined. A joined run may be longer than
 * 1,000,000 cards: the limit guards what is typed, not what adds up.
 */
export function mergeRanges(list: readonly CardRange[]): CardRange[] {
  const merged: CardRange[] = [];
  for (const range of list.toSorted((a, b) => compareCards(a.first, b.first))) {
    const run = merged.at(-1);
    if (run !== undefined && touches(run, range)) merged[merged.length - 1] = joined(run, range);
    else merged.push(range);
  }
  return merged;
}

/** For people: both ends in full (a shortened end was misread as a count), a single card alone. */
export function formatRange(range: CardRange): string {
  return range.first === range.last ? range.first : `${range.first}–${range.last}`;
}

/** `1001–1040, 缺 1017；2001–2199`: gaps of up to 20 cards are named, wider ones part two runs. */
export function describeStock(ranges: readonly CardRange[]): string {
  const runs: { whole: CardRange; readonly gaps: CardRange[] }[] = [];
  for (const range of mergeRanges(ranges)) {
    const run = runs.at(-1);
    const gap = run === undefined ? null : gapBetween(run.whole, range);
    if (run === undefined || gap === null || rangeCount(gap) > LONGEST_GAP_SHOWN) {
      runs.push({ whole: range, gaps: [] });
    } else {
      run.whole = joined(run.whole, range);
      // A new list for each gap would take seconds for a till with tens of thousands of them.
      run.gaps.push(gap);
    }
  }
  return runs.map(describeRun).join('；') || '无';
}

/** As many runs as a person reads, and no engine turn longer for the rest. */
const MOST_DESCRIBED = 100;

/** `describeStock` of the first hundred runs, and how many there are. in: in order, without overlaps, as the tables give them. */
export function describeBriefly(runs: readonly CardRange[]): string {
  const text = describeStock(runs.slice(0, MOST_DESCRIBED));
  return runs.length > MOST_DESCRIBED ? `${text} 等共 ${runs.length} 段` : text;
}

export type RangeTextProblem = {
  readonly kind: RangeProblem | 'empty' | 'format' | 'count' | 'overflow' | 'overlap' | 'gap-outside';
  /** The piece of the input that is wrong; for `overlap` the cards named twice. */
  readonly text: string;
};

type RangeTextKind = RangeTextProblem['kind'];
type Run = { readonly whole: CardRange; readonly gaps: readonly CardRange[] };

/**
 * What a person types: `1001-1500`, `1001+500` (start plus count), one card, several separated by blanks or
 * , ， 、 ; ；, an end shortened to its last digits, and our own `缺` lists. Ranges come back as typed;
 * cards named twice are refused, because nobody can tell which of the two was meant.
 */
export function parseRanges(text: string): Result<CardRange[], RangeTextProblem> {
  let runs: readonly Run[] = [];
  let listingGaps = false;
  for (const item of itemsIn(text)) {
    const read = readItem(runs, item, listingGaps);
    if (!read.ok) return fail({ kind: read.error, text: item });
    listingGaps = read.value.asGap;
    runs = read.value.runs;
  }
  const twice = firstOverlap(runs.map((run) => run.whole));
  if (twice !== null) return fail({ kind: 'overlap', text: formatRange(twice) });
  const ranges = runs.flatMap((run) => subtract(run.whole, run.gaps));
  return ranges.length === 0 ? fail({ kind: 'empty', text: text.trim() }) : ok(ranges);
}

// The input method and office programs turn a hyphen into any of these; 至 is what people write by hand.
const DASHES = /\s*[-‐‑‒–—―−－~～至]+\s*/g;
const PLUS = /\s*[+＋]\s*/g;
const GAP_MARK = '缺';

function itemsIn(text: string): string[] {
  const glued = foldWidth(text)
    .replace(DASHES, '-')
    .replace(PLUS, '+')
    .replace(/缺[\s:：]*/g, ` ${GAP_MARK}`);
  return glued.split(/[\s,，、;；]+/).filter((item) => item !== '');
}

type ReadItem = { readonly runs: readonly Run[]; readonly asGap: boolean };

function readItem(runs: readonly Run[], item: string, listingGaps: boolean): Result<ReadItem, RangeTextKind> {
  const marked = item.startsWith(GAP_MARK);
  const run = runs.at(-1);
  const body = marked ? item.slice(GAP_MARK.length) : item;
  if (run !== undefined && (marked || listingGaps)) {
    const gap = gapIn(run, body);
    if (gap.ok) return ok({ asGap: true, runs: [...runs.slice(0, -1), withGap(run, gap.value)] });
    if (marked) return gap;
  }
  if (marked) return fail('gap-outside');
  const whole = rangeFrom(body);
  return whole.ok ? ok({ asGap: false, runs: [...runs, { whole: whole.value, gaps: [] }] }) : whole;
}

function withGap(run: Run, gap: CardRange): Run {
  return { whole: run.whole, gaps: [...run.gaps, gap] };
}

function gapIn(run: Run, body: string): Result<CardRange, RangeTextKind> {
  const gap = rangeFrom(body, run.whole.first);
  if (!gap.ok) return gap;
  const inside = containsCard(run.whole, gap.value.first) && containsCard(run.whole, gap.value.last);
  if (!inside) return fail('gap-outside');
  return run.gaps.some((known) => overlap(known, gap.value) !== null) ? fail('overlap') : gap;
}

/** One item, `start`, `start-end` or `start+count`; short numbers are completed from `pattern` if given. */
function rangeFrom(item: string, pattern = ''): Result<CardRange, RangeTextKind> {
  const [, startText = '', sign, rest = ''] = /^([^-+]+)(?:([-+])([^-+]+))?$/.exec(item) ?? [];
  const start = parseCardNumber(completed(startText, pattern));
  if (!start.ok) return fail('format');
  if (sign === undefined) return ok({ first: start.value, last: start.value });
  if (sign === '+') return counted(start.value, cleanCardText(rest).text);
  const end = parseCardNumber(completed(rest, start.value));
  return end.ok ? makeRange(start.value, end.value) : fail('format');
}

function counted(start: CardNumber, count: string): Result<CardRange, RangeTextKind> {
  const range = /^[0-9]+$/.test(count) ? completeRange({ start, count: Number(count) }) : null;
  if (range?.ok) return range;
  const kind = range?.error.kind;
  return fail(kind === 'too-many' || kind === 'overflow' ? kind : 'count');
}

function completed(text: string, pattern: string): string {
  const digits = cleanCardText(text).text;
  if (digits.length >= pattern.length || !/^[0-9]+$/.test(digits)) return digits;
  return pattern.slice(0, pattern.length - digits.length) + digits;
}

function firstOverlap(ranges: readonly CardRange[]): CardRange | null {
  const sorted = ranges.toSorted((a, b) => compareCards(a.first, b.first));
  for (const [index, range] of sorted.entries()) {
    const next = sorted[index + 1];
    const twice = next === undefined ? null : overlap(range, next);
    if (twice !== null) return twice;
  }
  return null;
}

function describeRun(run: Run): string {
  const gaps = run.gaps.map(formatRange).join('、');
  return gaps === '' ? formatRange(run.whole) : `${formatRange(run.whole)}, ${GAP_MARK} ${gaps}`;
}

function gapBetween(a: CardRange, b: CardRange): CardRange | null {
  const first = after(a.last);
  const last = before(b.first);
  return sameSeries(a.last, b.first) && first !== null && last !== null ? { first, last } : null;
}

function touches(run: CardRange, next: CardRange): boolean {
  return sameSeries(run.first, next.first) && tailOf(next.first) <= tailOf(run.last) + 1n;
}

function joined(a: CardRange, b: CardRange): CardRange {
  return { first: a.first, last: inOrder(a.last, b.last)[1] };
}

function inOrder(a: CardNumber, b: CardNumber): readonly [CardNumber, CardNumber] {
  return compareCards(a, b) <= 0 ? [a, b] : [b, a];
}

function after(card: CardNumber): CardNumber | null {
  const next = cardAt(card, 1n);
  return next.ok ? next.value : null;
}

function before(card: CardNumber): CardNumber | null {
  const previous = cardAt(card, -1n);
  return previous.ok ? previous.value : null;
}

function upTo(first: CardNumber, last: CardNumber | null): CardRange[] {
  return last === null || compareCards(first, last) > 0 ? [] : [{ first, last }];
}
