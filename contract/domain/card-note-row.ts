import { countIn, fenIn, fenOrNull, type NoteRow, textIn } from './card-note-cells.ts';
import type { NoteColumn } from './card-note-header.ts';
import { type ReadNumber, readNumber, writtenNumbers } from './card-note-numbers.ts';
import type { Shared } from './card-note-overlap.ts';
import { type CardRange, completeRange, makeRange, rangeCount } from './card-range.ts';
import { CARD_PRICE_FEN, type Fen } from './money.ts';
import { fail, ok, type Result } from './result.ts';

type CardField = 'cardStart' | 'cardEnd';

/** Why a whole row stays out. `counted` is the range's real count, absent when there is no range to count. */
export type NoteRefusal =
  | { readonly field: CardField; readonly kind: 'card-numeric-cell' | 'card-width' | 'card-range-reversed' }
  | { readonly field: 'count'; readonly kind: 'card-count-mismatch'; readonly counted?: number }
  | ({ readonly field: 'cardStart'; readonly kind: 'card-overlap'; readonly against: string } & Shared)
  | ({
      readonly field: 'cardStart';
      readonly kind: 'card-overlap-in-file';
      readonly firstRow: number;
    } & Shared);

export type NoteWarning =
  | { readonly field: CardField; readonly kind: 'card-cleaned' }
  | { readonly field: 'price'; readonly kind: 'price-mismatch' }
  | { readonly field: 'amount'; readonly kind: 'amount-mismatch' }
  | { readonly field: 'row'; readonly kind: 'row-hidden' };

/** The row as the file has it, for the clerk's eyes and for the sums. */
export type NoteRowStated = {
  readonly row: number;
  readonly start: string;
  readonly end: string;
  readonly count: number | null;
  readonly priceFen: Fen | null;
  readonly amountFen: Fen | null;
  readonly unit: string;
  readonly note: string;
};

export type SoundRow = { readonly range: CardRange; readonly warnings: readonly NoteWarning[] };

/** What stands in the row, unjudged. An unreadable count or amount is null here and a refusal or warning below. */
export function statedIn(row: NoteRow, columns: ReadonlyMap<NoteColumn, number>): NoteRowStated {
  const { start, end } = writtenNumbers(row, columns);
  const count = countIn(row, columns.get('count'));
  return {
    row: row.number,
    start: start?.text.trim() ?? '',
    end: end?.text.trim() ?? '',
    count: Number.isSafeInteger(count) ? count : null,
    priceFen: fenOrNull(fenIn(row, columns.get('price'))),
    amountFen: fenOrNull(fenIn(row, columns.get('amount'))),
    unit: textIn(row, columns.get('unit')),
    note: textIn(row, columns.get('note')),
  };
}

/**
 * Judges one row by itself, in the order numeric cell, width, reversed, count (overlaps are the caller's). A row
 * is taken whole or not at all: half a range would be stock that nobody counted.
 */
export function judgeRow(
  row: NoteRow,
  columns: ReadonlyMap<NoteColumn, number>,
): Result<SoundRow, readonly NoteRefusal[]> {
  const written = writtenNumbers(row, columns);
  const start = readNumber(written.start);
  const end = readNumber(written.end);
  if (!start.ok || !end.ok) return fail(refusedCells(start, end));
  const count = countIn(row, columns.get('count'));
  const range = rangeOf(start.value, end.value, count);
  if (!range.ok) return fail([range.error]);
  const cleaned = [
    ...(start.value.cleaned ? [{ field: 'cardStart', kind: 'card-cleaned' } as const] : []),
    ...(end.value.cleaned ? [{ field: 'cardEnd', kind: 'card-cleaned' } as const] : []),
  ];
  return ok({ range: range.value, warnings: [...cleaned, ...oddities(row, columns, range.value)] });
}

function refusedCells(...read: readonly Result<ReadNumber, 'numeric' | 'format'>[]): NoteRefusal[] {
  const fields = ['cardStart', 'cardEnd'] as const;
  const kinds = { numeric: 'card-numeric-cell', format: 'card-width' } as const;
  const all = fields.flatMap((field, place) => {
    const one = read[place];
    return one === undefined || one.ok ? [] : [{ field, kind: kinds[one.error] }];
  });
  // The first check that fails names the row; a second, later kind would only confuse.
  const numeric = all.filter((refusal) => refusal.kind === 'card-numeric-cell');
  return numeric.length > 0 ? numeric : all;
}

function rangeOf(start: ReadNumber, end: ReadNumber, count: number | null): Result<CardRange, NoteRefusal> {
  if (start.number !== null && end.number !== null) {
    const range = makeRange(start.number, end.number);
    if (!range.ok && range.error === 'reversed')
      return fail({ field: 'cardEnd', kind: 'card-range-reversed' });
    if (!range.ok && range.error !== 'too-many') return fail({ field: 'cardEnd', kind: 'card-width' });
    const counted = rangeCount({ first: start.number, last: end.number });
    if (range.ok && (count === null || count === counted)) return range;
    return fail({ field: 'count', kind: 'card-count-mismatch', counted });
  }
  // An empty end means one card unless the count says more.
  const one = start.number !== null && count === null ? 1 : (count ?? undefined);
  const range = completeRange({ start: start.number ?? undefined, end: end.number ?? undefined, count: one });
  if (range.ok) return range;
  if (range.error.kind === 'count' || range.error.kind === 'too-many') {
    return fail({ field: 'count', kind: 'card-count-mismatch' });
  }
  return fail({ field: start.number === null ? 'cardStart' : 'cardEnd', kind: 'card-width' });
}

function oddities(row: NoteRow, columns: ReadonlyMap<NoteColumn, number>, range: CardRange): NoteWarning[] {
  const price = fenIn(row, columns.get('price'));
  const amount = fenIn(row, columns.get('amount'));
  // Only 50 yuan exist (notice, clause 五); the sheet's own price is looked at to find slips of other goods.
  const due = (price ?? CARD_PRICE_FEN) * rangeCount(range);
  return [
    ...(price !== null && price !== CARD_PRICE_FEN
      ? [{ field: 'price', kind: 'price-mismatch' } as const]
      : []),
    ...(amount !== null && amount !== due ? [{ field: 'amount', kind: 'amount-mismatch' } as const] : []),
    ...(row.hidden === true ? [{ field: 'row', kind: 'row-hidden' } as const] : []),
  ];
}
