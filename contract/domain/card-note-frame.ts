import { type CalendarDay, parseDay } from './calendar.ts';
import { countIn, fenIn, filled, type NoteCell, type NoteRow, textIn } from './card-note-cells.ts';
import type { NoteHeader } from './card-note-header.ts';
import { writtenNumbers } from './card-note-numbers.ts';
import { foldWidth, removeBlanks } from './card-number.ts';

/** What stands around the data rows: the slip's number, its date, who it comes from, and the total line. */
export type NoteFrame = {
  /** '' when the file names none. */
  readonly slipNumber: string;
  readonly date: CalendarDay | null;
  readonly supplier: string;
};

export type NoteTotal = {
  readonly row: number;
  /** NaN when something unreadable stands there. */
  readonly count: number | null;
  readonly amountFen: number | null;
};

const NOT_DATA =
  /^(?:合计|小计|总计|共计|填表|制表|填报|审核|说明|注[：:]|备注[：:]|示例|样例|例|移交人|大写|开单人)/;
const SUM_WORD = /^(?:合计|小计|总计|共计)$/;
const TOTAL = /^(?:合计|总计|共计)/;

const SLIP_LABEL =
  /^(?:(?:单|出库单|入库单|送货单|送卡单|配送单|发货单|调拨单|单据|票据|凭证)(?:编号|号码|号)|编号|NO\.?|№)[：:]?(.*)$/i;
const DATE_LABEL = /^(?:开单|出库|入库|发卡|送卡|制单|填单)?日期[：:]?(.*)$/;
const SUPPLIER_LABEL =
  /^(?:供卡单位|发卡单位|供货单位|出库单位|售卡单位|发货单位|配送单位|供应商)(?:名称)?[：:]?(.*)$/;
const DAY = /^([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?$/;
// The event that takes a note in keeps this many characters of its number.
const LONGEST_SLIP_NUMBER = 60;

/** Rows below the header that name a card, without totals, signatures and explanations. */
export function dataRows(rows: readonly NoteRow[], header: NoteHeader): NoteRow[] {
  return rows.filter((row) => {
    if (row.number <= header.lastRow || isFooter(row)) return false;
    const { start, end } = writtenNumbers(row, header.columns);
    return start !== null || end !== null;
  });
}

/** The last 合计, 总计 or 共计 with a figure below the header: page totals come first, amounts in words after. */
export function totalLine(rows: readonly NoteRow[], header: NoteHeader): NoteTotal | null {
  const totals = rows
    .filter(({ number, cells }) => number > header.lastRow && cells.some(isTotalWord))
    .map((row) => ({
      row: row.number,
      count: countIn(row, header.columns.get('count')),
      amountFen: fenIn(row, header.columns.get('amount')),
    }));
  return totals.findLast((total) => isFigure(total.count) || isFigure(total.amountFen)) ?? null;
}

/** The slip's number from its column, or from a label above, below or beside the table; date and sender likewise. */
export function frameOf(rows: readonly NoteRow[], header: NoteHeader, data: readonly NoteRow[]): NoteFrame {
  const column = header.columns.get('slipNumber');
  const inColumn = data.map((row) => textIn(row, column)).find((text) => text !== '') ?? '';
  const around = rows.filter((row) => !isHeaderRow(row, header) && !data.includes(row));
  const slip = inColumn === '' ? labelled(around, SLIP_LABEL) : inColumn;
  return {
    slipNumber: foldWidth(removeBlanks(slip)).slice(0, LONGEST_SLIP_NUMBER),
    date: dayIn(labelled(around, DATE_LABEL)),
    supplier: labelled(around, SUPPLIER_LABEL),
  };
}

function isTotalWord(cell: NoteCell | null): boolean {
  return cell !== null && TOTAL.test(removeBlanks(cell.text));
}

function isFigure(figure: number | null): boolean {
  return figure !== null && !Number.isNaN(figure);
}

function isHeaderRow(row: NoteRow, header: NoteHeader): boolean {
  return row.number >= header.row && row.number <= header.lastRow;
}

function isFooter(row: NoteRow): boolean {
  const texts = row.cells.map((_, place) => removeBlanks(textIn(row, place))).filter((text) => text !== '');
  return NOT_DATA.test(texts[0] ?? '') || texts.some((text) => SUM_WORD.test(text));
}

/** What follows the label in its own cell, or else stands in the next filled cell of the row. */
function labelled(rows: readonly NoteRow[], label: RegExp): string {
  for (const row of rows) {
    for (const [place, cell] of row.cells.entries()) {
      const found = cell === null ? null : label.exec(removeBlanks(cell.text));
      if (found === null) continue;
      const beside = row.cells.findIndex((_, at) => at > place && filled(row, at) !== null);
      const value = found[1] || textIn(row, beside);
      if (value !== '') return value;
    }
  }
  return '';
}

function dayIn(text: string): CalendarDay | null {
  const [, year = '', month = '', day = ''] = DAY.exec(foldWidth(removeBlanks(text))) ?? [];
  const parsed = parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return parsed.ok ? parsed.value : null;
}
