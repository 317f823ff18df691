import type { CardNote } from '../contract/domain/card-note.ts';

/** A delivery note in the terms of test/samples/expected.json: rows by their number in the sheet, money in fen. */
export function noteReport(note: CardNote): Readonly<Record<string, unknown>> {
  const accepted = note.lines.filter((line) => line.kind === 'accepted');
  const refused = note.lines.filter((line) => line.kind === 'refused');
  return {
    outcome: 'accepted',
    sheet: note.sheet,
    headerRow: note.headerRow,
    slipNumber: note.slipNumber || null,
    date: note.date,
    supplier: note.supplier || null,
    dataRows: note.lines.length,
    accepted: accepted.length,
    acceptedCards: note.acceptedCards,
    declaredCards: note.declaredCards,
    declaredAmountFen: note.declaredAmountFen,
    warnings: accepted.flatMap(({ stated, warnings }) =>
      warnings.map((one) => ({ row: stated.row, ...one })),
    ),
    refused: refused.flatMap(({ stated, refusals }) => refusals.map((one) => ({ row: stated.row, ...one }))),
    ...(note.fileWarnings.length > 0 ? { fileWarnings: note.fileWarnings } : {}),
    ranges: accepted.map(({ stated, range, count }) => ({
      row: stated.row,
      start: range.first,
      end: range.last,
      count,
    })),
    values: note.lines.map(({ kind, stated: { row, start, end, ...rest } }) => {
      return { row, accepted: kind === 'accepted', cardStart: start, cardEnd: end, ...rest };
    }),
  };
}
