import type { CalendarDay } from './calendar.ts';
import type { Fen } from './money.ts';
import {
  assertAddsUp,
  bookRow,
  cardRow,
  headOf,
  inSheets,
  printedWords,
  type SlipBookLine,
  type SlipCardLine,
  type SlipRow,
  totalOn,
} from './slip-lines.ts';

/** Everything an 入库单 says (domain.md §2.1), of cards or of books; money in fen. */
export type IntakeSlip = {
  readonly number: string;
  readonly mark: string;
  readonly practice: boolean;
  readonly point: { readonly name: string; readonly address: string; readonly phone: string };
  readonly businessDay: CalendarDay;
  /** Number of the supplier's slip; empty for 期初库存. */
  readonly note: string;
  readonly place: string;
  readonly cards: readonly SlipCardLine[];
  readonly books: readonly SlipBookLine[];
  readonly totalFen: Fen;
  readonly clerk: string;
  /** `YYYY-MM-DD HH:MM` as `timeInShanghai` writes it. */
  readonly printedAt: string;
  /** 打印人, who need not be the 开单人. */
  readonly printedBy: string;
  /** 0 is the original, n is 补打第 n 次. */
  readonly reprint: number;
};

/** One sheet of paper, text for text. */
export type IntakeSheet = {
  readonly title: string;
  readonly practice: string;
  readonly reprint: string;
  readonly number: string;
  readonly mark: string;
  readonly page: string;
  readonly point: string;
  readonly day: string;
  readonly way: string;
  readonly receiver: string;
  readonly note: string;
  readonly place: string;
  readonly rows: readonly SlipRow[];
  readonly words: string;
  readonly total: string;
  readonly clerk: string;
  readonly printed: string;
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
