import { type CalendarDay, formatDayOnPaper } from './calendar.ts';
import { addFen, type Fen, formatYuan, timesFen } from './money.ts';
import { moneyInWords } from './money-words.ts';
import {
  bookRow,
  cardRow,
  fillRows,
  printedWords,
  ROWS_PER_SHEET,
  type SlipBookLine,
  type SlipCardLine,
  type SlipRow,
} from './slip.ts';

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
  const count = Math.ceil(lines.length / ROWS_PER_SHEET);
  return Array.from({ length: count }, (_, index) => ({
    ...heading(slip),
    page: count === 1 ? '' : `第 ${index + 1}/${count} 页`,
    rows: fillRows(lines.slice(index * ROWS_PER_SHEET, (index + 1) * ROWS_PER_SHEET)),
    ...sum(slip, index + 1, count),
  }));
}

function assertAddsUp({ number, cards, books, totalFen }: IntakeSlip): void {
  const lines = [...cards, ...books.map((book) => ({ ...book, count: book.quantity }))];
  const right =
    lines.length > 0 &&
    lines.every((line) => timesFen(line.unitFen, line.count) === line.amountFen) &&
    addFen(...lines.map((line) => line.amountFen)) === totalFen;
  if (!right) throw new Error(`slip ${number} does not add up`);
}

function heading(slip: IntakeSlip) {
  const goods = slip.cards.length > 0 ? '激活卡' : '教材';
  const { name, address, phone } = slip.point;
  return {
    title: `专业技术人员继续教育${goods}入库单`,
    practice: slip.practice ? '练习' : '',
    reprint: slip.reprint === 0 ? '' : `补打第 ${slip.reprint} 次`,
    number: slip.number,
    mark: slip.mark,
    point: `销售点：${name}　地址：${address}　电话：${phone}`,
    day: formatDayOnPaper(slip.businessDay),
    way: wayOf(slip),
    receiver: slip.clerk,
    note: slip.note,
    place: slip.place,
    clerk: slip.clerk,
    printed: printedWords(slip),
  };
}

/** 收卡方式: how the goods came. */
function wayOf({ note, cards }: IntakeSlip): string {
  if (note === '') return '期初';
  return cards.length > 0 ? '上级送卡' : '上级送书';
}

function sum(slip: IntakeSlip, page: number, count: number) {
  if (page < count) return { words: `（转下页，合计见第 ${count}/${count} 页）`, total: '' };
  return { words: moneyInWords(slip.totalFen), total: formatYuan(slip.totalFen) };
}
