import { filled, type NoteRow, type NoteSheet } from './card-note-cells.ts';
import { foldWidth, removeBlanks } from './card-number.ts';

/** `cardRange` is one column for start and end, as the regional system prints it: `start-end`. */
export type NoteColumn =
  | 'cardStart'
  | 'cardEnd'
  | 'cardRange'
  | 'unit'
  | 'count'
  | 'price'
  | 'amount'
  | 'slipNumber'
  | 'note';

export type NoteHeader = {
  /** First row of the header, from 1. */
  readonly row: number;
  /** Data are looked for below this row. */
  readonly lastRow: number;
  readonly columns: ReadonlyMap<NoteColumn, number>;
};

const HEADER_ROWS = 30;

const CARD = '(?:激活卡?)?(?:卡片|卡)?';
const NUMBER = '(?:号码|编号|号段|号)';
const SPAN = '起[-—–~～至]?[止讫]';
const WORDS: readonly (readonly [NoteColumn, RegExp])[] = [
  ['cardStart', new RegExp(`^${CARD}${NUMBER}?(?:起始|开始|起|始|首)${CARD}${NUMBER}?$`)],
  ['cardEnd', new RegExp(`^${CARD}${NUMBER}?(?:终止|截止|结束|止|终|末|尾|讫|至|到)${CARD}${NUMBER}?$`)],
  ['cardRange', new RegExp(`^(?:${SPAN}${CARD}${NUMBER}|${CARD}${NUMBER}(?:${SPAN}|范围|区间|段)|${SPAN})$`)],
  ['cardRange', /^(?:激活卡卡?号码?|卡号码?|卡片号码?|号段)$/],
  ['unit', /^(?:计量|计数)?单位$/],
  ['count', /^(?:实发|实收|出库|入库|发卡|领卡|购卡|配发|本次|卡)?(?:数量|张数|卡数|数目|份数)张?$/],
  ['price', /^(?:激活)?(?:卡|每张|销售)?(?:单价|价格|售价)元?$/],
  ['amount', /^(?:总|卡款|应付|应收|合计|销售)?(?:金额|价款|总价|总额|小计|卡款)元?$/],
  ['slipNumber', /^(?:单|出库单|入库单|送货单|送卡单|配送单|发货单|调拨单|单据|票据|凭证)(?:号|编号|号码)$/],
  ['note', /^(?:备注|说明|附注|摘要)$/],
];
const STRONG: readonly NoteColumn[] = ['cardStart', 'cardEnd', 'cardRange', 'count', 'price', 'amount'];

/**
 * The first of the first 30 rows that names the columns of a delivery note, or null. Order is free and unknown
 * columns are ignored. A header may stand on two rows (卡号 over 起 and 止).
 */
export function findHeader(sheet: NoteSheet): NoteHeader | null {
  for (const [place, row] of sheet.rows.entries()) {
    if (row.number > HEADER_ROWS) return null;
    const below = sheet.rows[place + 1];
    const one = columnsOf(wordsOf(row));
    const two = below === undefined ? one : columnsOf(wordsOfTwo(row, below));
    // 卡号 alone reads as one column for both numbers; only the row below says that there are two.
    if (!one.has('cardStart') && two.has('cardStart') && two.has('cardEnd') && isHeader(two)) {
      return { row: row.number, lastRow: row.number + 1, columns: two };
    }
    if (isHeader(one)) return { row: row.number, lastRow: row.number, columns: one };
  }
  return null;
}

// A roster with a card number, a unit and a note has three known words as well, but only one of the strong ones.
function isHeader(columns: ReadonlyMap<NoteColumn, number>): boolean {
  const strong = STRONG.filter((column) => columns.has(column)).length;
  return (strong >= 2 && columns.size >= 3) || (columns.has('cardStart') && columns.has('cardEnd'));
}

function columnsOf(words: readonly string[]): Map<NoteColumn, number> {
  const columns = new Map<NoteColumn, number>();
  for (const [place, word] of words.entries()) {
    const column = columnNamed(word);
    if (column !== null && !columns.has(column)) columns.set(column, place);
  }
  return columns;
}

/** 卡号（起） says more with what stands in brackets, 数量（张/盒） less. */
function columnNamed(word: string): NoteColumn | null {
  const plain = foldWidth(removeBlanks(word)).replace(/[*＊:：]/g, '');
  const whole = plain.replace(/[()（）[\]【】〔〕]/g, '');
  const bare = plain.replace(/[(（[【〔][^)）\]】〕]*[)）\]】〕]/g, '');
  const known = (text: string) => WORDS.find(([, form]) => text !== '' && form.test(text))?.[0] ?? null;
  return known(whole) ?? known(bare);
}

function wordsOf(row: NoteRow): string[] {
  return Array.from(row.cells, (_, place) => filled(row, place)?.text ?? '');
}

/** A cell merged across keeps its text in its first column only, so the columns under it borrow it. */
function wordsOfTwo(row: NoteRow, below: NoteRow): string[] {
  if (below.number !== row.number + 1) return wordsOf(row);
  const upper = wordsOf(row);
  const lower = wordsOf(below);
  const width = Math.max(upper.length, lower.length);
  return Array.from({ length: width }, (_, place) => {
    const own = upper[place] ?? '';
    const under = lower[place] ?? '';
    const borrowed = upper.slice(0, place).findLast((word) => word !== '') ?? '';
    return own === '' && under !== '' ? borrowed + under : own + under;
  });
}
