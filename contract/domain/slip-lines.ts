import { type CalendarDay, formatDayOnPaper, formatTimeOnPaper } from './calendar.ts';
import { addFen, type Fen, formatYuan, timesFen } from './money.ts';
import { moneyInWords } from './money-words.ts';

// What the slips of the counter have in common: a third of A4, three lines a sheet, one number.

export type SlipCardLine = {
  readonly course: string;
  readonly start: string;
  readonly end: string;
  readonly count: number;
  readonly unitFen: Fen;
  readonly amountFen: Fen;
};

export type SlipBookLine = {
  readonly title: string;
  readonly quantity: number;
  readonly unitFen: Fen;
  readonly amountFen: Fen;
};

export type SlipRow = {
  readonly item: string;
  readonly numbers: string;
  readonly unit: string;
  readonly quantity: string;
  readonly price: string;
  readonly amount: string;
  readonly remark: string;
};

/** The regional system's three printed layouts all have three line rows a sheet (domain.md §2.1). */
export const ROWS_PER_SHEET = 3;

const EMPTY_ROW: SlipRow = {
  item: '',
  numbers: '',
  unit: '',
  quantity: '',
  price: '',
  amount: '',
  remark: '',
};

/** Nobody writes a further line under the last one by hand. */
const END_ROW: SlipRow = { ...EMPTY_ROW, item: '（以下空白）' };

type Goods = {
  readonly number: string;
  readonly cards: readonly SlipCardLine[];
  readonly books: readonly SlipBookLine[];
  readonly totalFen: Fen;
};

export function sumOf(lines: readonly { readonly amountFen: Fen }[]): Fen {
  return addFen(...lines.map((line) => line.amountFen));
}

/** in: whether what else must add up on this kind of paper does. */
export function assertAddsUp({ number, cards, books, totalFen }: Goods, besides = true): void {
  const lines = [...cards, ...books.map((book) => ({ ...book, count: book.quantity }))];
  const right =
    lines.length > 0 &&
    lines.every((line) => timesFen(line.unitFen, line.count) === line.amountFen) &&
    sumOf(lines) === totalFen;
  if (!right || !besides) throw new Error(`slip ${number} does not add up`);
}

type SheetRows = { readonly page: string; readonly rows: readonly SlipRow[] };

/** The lines in sheets of three, with a page number where there are several. in: one sheet of so many, counted from 1. */
export function inSheets<T>(
  lines: readonly SlipRow[],
  sheet: (rows: SheetRows, page: number, count: number) => T,
): readonly T[] {
  const count = Math.ceil(lines.length / ROWS_PER_SHEET);
  return Array.from({ length: count }, (_, index) => {
    const rows = fillRows(lines.slice(index * ROWS_PER_SHEET, (index + 1) * ROWS_PER_SHEET));
    return sheet({ page: count === 1 ? '' : `第 ${index + 1}/${count} 页`, rows }, index + 1, count);
  });
}

export function cardRow(line: SlipCardLine): SlipRow {
  return {
    item: line.course,
    numbers: line.start === line.end ? line.start : `${line.start}–${line.end}`,
    unit: '张',
    quantity: String(line.count),
    price: formatYuan(line.unitFen),
    amount: formatYuan(line.amountFen),
    remark: '',
  };
}

export function bookRow(line: SlipBookLine): SlipRow {
  return {
    item: line.title,
    numbers: '',
    unit: '本',
    quantity: String(line.quantity),
    price: formatYuan(line.unitFen),
    amount: formatYuan(line.amountFen),
    remark: '自愿购买',
  };
}

/** Three rows, the free ones closed against a further line by hand. */
function fillRows(rows: readonly SlipRow[]): readonly SlipRow[] {
  const free = ROWS_PER_SHEET - rows.length;
  if (free === 0) return rows;
  return [...rows, END_ROW, ...Array.from({ length: free - 1 }, () => EMPTY_ROW)];
}

/** What stands at the head of every paper of the counter. */
export type SlipHead = {
  readonly number: string;
  /** Four characters of the event's hash: tells a forged or doubled number from the real one. */
  readonly mark: string;
  readonly practice: boolean;
  readonly point: { readonly name: string; readonly address: string; readonly phone: string };
  readonly businessDay: CalendarDay;
  /** 0 is the original, n is 补打第 n 次. */
  readonly reprint: number;
  readonly cards: readonly SlipCardLine[];
  readonly books: readonly SlipBookLine[];
};

/** What every numbered paper of goods is made from; money in fen. */
export type SlipPaper = SlipHead & {
  readonly totalFen: Fen;
  /** `YYYY-MM-DD HH:MM` as `timeInShanghai` writes it. */
  readonly printedAt: string;
  /** 打印人, who need not be the 开单人. */
  readonly printedBy: string;
};

/** What every sheet of one says, text for text. */
export type PaperSheet = {
  readonly title: string;
  readonly practice: string;
  readonly reprint: string;
  readonly number: string;
  readonly mark: string;
  readonly page: string;
  readonly point: string;
  readonly day: string;
  readonly rows: readonly SlipRow[];
  readonly words: string;
  readonly total: string;
  readonly printed: string;
};

/** What every paper of the counter says at its head. in: 出库单, 冲销单, 入库单. */
export function headOf(slip: SlipHead, paper: string) {
  const goods = [slip.cards.length > 0 ? '激活卡' : '', slip.books.length > 0 ? '教材' : ''].filter(Boolean);
  const { name, address, phone } = slip.point;
  return {
    title: `专业技术人员继续教育${goods.join('、')}${paper}`,
    practice: slip.practice ? '练习' : '',
    reprint: slip.reprint === 0 ? '' : `补打第 ${slip.reprint} 次`,
    number: slip.number,
    mark: slip.mark,
    point: `销售点：${name}　地址：${address}　电话：${phone}`,
    day: formatDayOnPaper(slip.businessDay),
  };
}

/** The sum in words and figures, on the last sheet alone. */
export function totalOn(totalFen: Fen, page: number, count: number) {
  if (page < count) return { words: `（转下页，合计见第 ${count}/${count} 页）`, total: '' };
  return { words: moneyInWords(totalFen), total: formatYuan(totalFen) };
}

/** 打印时间 and 打印人, as they stand below a paper. */
export function printedWords({ printedAt, printedBy }: Pick<SlipPaper, 'printedAt' | 'printedBy'>): string {
  return `打印时间：${formatTimeOnPaper(printedAt)}　打印人：${printedBy}`;
}
