import {
  assertAddsUp,
  bookRow,
  cardRow,
  headOf,
  inSheets,
  type PaperSheet,
  printedWords,
  type SlipPaper,
  totalOn,
} from './slip-lines.ts';

/** Everything an 入库单 says (domain.md §2.1), of cards or of books; money in fen. */
export type IntakeSlip = SlipPaper & {
  /** Number of the supplier's slip; empty for 期初库存. */
  readonly note: string;
  readonly place: string;
  readonly clerk: string;
};

/** One sheet of paper, text for text. */
export type IntakeSheet = PaperSheet & {
  readonly way: string;
  readonly receiver: string;
  readonly note: string;
  readonly place: string;
  readonly clerk: string;
};

/**
 * Lays an intake out on sheets of three lines under one number, with the sum on the last one, as the regional system
 * does. Throws when the figures don't add up: that is a bug, and such a paper must not exist.
 */
export function layOutIntakeSlip(slip: IntakeSlip): readonly IntakeSheet[] {
  assertAddsUp(slip);
  const lines = [...slip.cards.map(cardRow), ...slip.books.map((line) => ({ ...bookRow(line), remark: '' }))];
  return inSheets(lines, (rows, page, count) => ({
    ...headOf(slip, '入库单'),
    ...rows,
    way: wayOf(slip),
    receiver: slip.clerk,
    note: slip.note,
    place: slip.place,
    clerk: slip.clerk,
    printed: printedWords(slip),
    ...totalOn(slip.totalFen, page, count),
  }));
}

/** 收卡方式: how the goods came. */
function wayOf({ note, cards }: IntakeSlip): string {
  if (note === '') return '期初';
  return cards.length > 0 ? '上级送卡' : '上级送书';
}
