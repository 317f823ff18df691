import { fenOrNull, type NoteRow, type NoteSheet } from './card-note-cells.ts';
import { dataRows, frameOf, type NoteFrame, type NoteTotal, totalLine } from './card-note-frame.ts';
import { findHeader, type NoteHeader } from './card-note-header.ts';
import { type Holdings, holdings, type TakenRange } from './card-note-overlap.ts';
import {
  judgeRow,
  type NoteRefusal,
  type NoteRowStated,
  type NoteWarning,
  statedIn,
} from './card-note-row.ts';
import { type CardRange, rangeCount } from './card-range.ts';
import { CARD_PRICE_FEN, type Fen, timesFen } from './money.ts';
import { fail, ok, type Result } from './result.ts';

export type AcceptedLine = {
  readonly kind: 'accepted';
  readonly stated: NoteRowStated;
  readonly range: CardRange;
  readonly count: number;
  readonly warnings: readonly NoteWarning[];
};

export type RefusedLine = {
  readonly kind: 'refused';
  readonly stated: NoteRowStated;
  /** The cards of a row that is sound by itself and only overlaps others; null when it names no range. */
  readonly range: CardRange | null;
  readonly refusals: readonly NoteRefusal[];
};

export type NoteLine = AcceptedLine | RefusedLine;

export type NoteFileWarning = {
  readonly row: number;
  readonly field: 'count' | 'amount';
  readonly kind: 'total-mismatch';
};

/** What a delivery note (出库单) would bring in; nothing of it is stored yet. */
export type CardNote = NoteFrame & {
  readonly sheet: string;
  readonly headerRow: number;
  readonly lines: readonly NoteLine[];
  readonly acceptedCards: number;
  /** From the 合计 line, null without one. */
  readonly declaredCards: number | null;
  readonly declaredAmountFen: Fen | null;
  readonly fileWarnings: readonly NoteFileWarning[];
};

export type CardNoteProblem =
  | { readonly kind: 'file-no-header' }
  | { readonly kind: 'file-too-large' }
  | { readonly kind: 'column-missing'; readonly field: 'cardStart' };

// One preview must fit into an engine turn of 50 ms; the longest slips have some dozen lines.
const MOST_LINES = 2000;

/**
 * Reads a delivery note from the first visible sheet that has its header (domain.md §2.1). `taken` are the cards
 * received before, each with the slip they came with. Rows are accepted or refused whole; nothing is guessed.
 */
export function readCardNote(
  sheets: readonly NoteSheet[],
  taken: readonly TakenRange[],
): Result<CardNote, CardNoteProblem> {
  const found = sheets
    .filter((sheet) => !sheet.hidden)
    .flatMap((sheet) => {
      const header = findHeader(sheet);
      return header === null ? [] : [{ sheet, header }];
    })[0];
  if (found === undefined) return fail({ kind: 'file-no-header' });
  const { sheet, header } = found;
  if (!header.columns.has('cardStart') && !header.columns.has('cardRange')) {
    return fail({ kind: 'column-missing', field: 'cardStart' });
  }
  const data = dataRows(sheet.rows, header);
  if (data.length > MOST_LINES) return fail({ kind: 'file-too-large' });
  return ok(noteFrom(sheet, header, data, taken));
}

function noteFrom(
  sheet: NoteSheet,
  header: NoteHeader,
  data: readonly NoteRow[],
  taken: readonly TakenRange[],
): CardNote {
  const lines = judged(data, header, taken);
  const total = totalLine(sheet.rows, header);
  return {
    ...frameOf(sheet.rows, header, data),
    sheet: sheet.name,
    headerRow: header.row,
    lines,
    acceptedCards: lines.reduce((sum, line) => sum + (line.kind === 'accepted' ? line.count : 0), 0),
    declaredCards: Number.isSafeInteger(total?.count) ? (total?.count ?? null) : null,
    declaredAmountFen: fenOrNull(total?.amountFen ?? null),
    fileWarnings: total === null ? [] : totalWarnings(total, lines),
  };
}

function judged(data: readonly NoteRow[], header: NoteHeader, taken: readonly TakenRange[]): NoteLine[] {
  const before = holdings<string>();
  for (const { range, source } of taken) before.add(range, source);
  const inFile = holdings<number>();
  return data.map((row) => {
    const stated = statedIn(row, header.columns);
    const sound = judgeRow(row, header.columns);
    if (!sound.ok) return { kind: 'refused', stated, range: null, refusals: sound.error };
    const { range, warnings } = sound.value;
    const clash = clashOf(range, before, inFile);
    if (clash !== null) return { kind: 'refused', stated, range, refusals: [clash] };
    inFile.add(range, row.number);
    return { kind: 'accepted', stated, range, count: rangeCount(range), warnings };
  });
}

function clashOf(range: CardRange, before: Holdings<string>, inFile: Holdings<number>): NoteRefusal | null {
  const known = before.find(range);
  if (known !== null) {
    const { owner: against, ...shared } = known;
    return { field: 'cardStart', kind: 'card-overlap', against, ...shared };
  }
  const earlier = inFile.find(range);
  if (earlier === null) return null;
  const { owner: firstRow, ...shared } = earlier;
  return { field: 'cardStart', kind: 'card-overlap-in-file', firstRow, ...shared };
}

/** The sender added up what the rows say, also of rows refused here, so that is what the total is held against. */
function totalWarnings(total: NoteTotal, lines: readonly NoteLine[]): NoteFileWarning[] {
  const counts = lines.map(statedCount);
  const amounts = lines.map((line) => line.stated.amountFen ?? amountDue(line));
  return [
    ...(differs(total.count, counts)
      ? [{ row: total.row, field: 'count', kind: 'total-mismatch' } as const]
      : []),
    ...(differs(total.amountFen, amounts)
      ? [{ row: total.row, field: 'amount', kind: 'total-mismatch' } as const]
      : []),
  ];
}

function statedCount(line: NoteLine): number | null {
  return line.stated.count ?? (line.kind === 'accepted' ? line.count : null);
}

function amountDue(line: NoteLine): number | null {
  const count = statedCount(line);
  return count === null ? null : timesFen(line.stated.priceFen ?? CARD_PRICE_FEN, count);
}

/** A total can't be held against rows whose own figure is unknown. */
function differs(total: number | null, parts: readonly (number | null)[]): boolean {
  if (total === null || parts.includes(null)) return false;
  return total !== parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
}
