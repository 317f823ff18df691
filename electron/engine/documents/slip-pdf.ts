import { layOutSlip, paperName, type SaleSlip, type SlipSheet } from '../../../contract/domain/slip.ts';
import type { SlipRow } from '../../../contract/domain/slip-lines.ts';
import type { Fonts } from './font.ts';
import { createPaper, type Paper, type Style } from './paper.ts';

/** Print area of the regional system's slips: a third of A4 (domain.md §2.1). */
export const SLIP = { width: 210, height: 93 };
export const LEFT = 9;
export const WIDTH = 184;
const TABLE_TOP = 16.8;
const PADDING = 1;

export const LABEL: Style = { size: 8.5, align: 'center' };
export const VALUE: Style = { size: 9 };
export const CENTRED: Style = { size: 9, align: 'center' };
export const FIGURE: Style = { size: 9, align: 'right' };

export type Cell = { readonly width: number; readonly text: string; readonly style: Style };

/**
 * A sale's slip as PDF, one page a sheet. The sale is committed, so there is always a paper: a character that the font
 * lacks stands there by its code, to be written over by hand.
 */
export function slipPdf(fonts: Fonts, slip: SaleSlip): Promise<Uint8Array> {
  const paper = createPaper(fonts, SLIP, `${paperName(slip)} ${slip.number}`, timeOf(slip.printedAt));
  for (const sheet of layOutSlip(slip)) {
    paper.sheet();
    if (sheet.practice !== '') paper.watermark(sheet.practice);
    drawHeading(paper, sheet);
    drawTable(paper, sheet);
    drawFooter(paper, sheet);
  }
  return paper.finish();
}

export function timeOf(printedAt: string): Date {
  return new Date(`${printedAt.replace(' ', 'T')}:00+08:00`);
}

/** What stands above the table, the same on every paper of this size. */
export type SheetHeading = Pick<
  SlipSheet,
  'title' | 'practice' | 'reprint' | 'number' | 'mark' | 'page' | 'point'
>;

export function drawHeading(paper: Paper, sheet: SheetHeading): void {
  if (sheet.practice !== '') {
    paper.frame({ x: LEFT, y: 4.6, width: 15, height: 7 }, 1);
    paper.text(
      sheet.practice,
      { x: LEFT, y: 4.6, width: 15, height: 7 },
      { size: 13, weight: 'bold', align: 'center' },
    );
  }
  paper.text(sheet.reprint, { x: LEFT + 17, y: 4.6, width: 26, height: 7 }, { size: 10, weight: 'bold' });
  paper.text(
    sheet.title,
    { x: 53, y: 3.6, width: 96, height: 6 },
    { size: 13.5, weight: 'bold', align: 'center' },
  );
  paper.text('（非财政票据）', { x: 53, y: 9.5, width: 96, height: 3.4 }, { size: 7.5, align: 'center' });
  const right = { x: 149, width: LEFT + WIDTH - 149 };
  paper.text(`单号：${sheet.number}`, { ...right, y: 4.2, height: 4.6 }, { ...FIGURE, weight: 'bold' });
  const mark = sheet.mark === '' ? '' : `校验：${sheet.mark}`;
  const below = [mark, sheet.page].filter((text) => text !== '').join('　');
  paper.text(below, { ...right, y: 8.8, height: 4 }, { size: 8, align: 'right' });
  paper.text(sheet.point, { x: LEFT, y: 12.8, width: WIDTH, height: 3.8 }, { size: 8 });
}

function drawTable(paper: Paper, sheet: SlipSheet): void {
  drawGrid(paper, [
    [7.2, paymentCells(sheet)],
    [7.2, buyerCells(sheet)],
    [5.2, threeFields(['联系人', sheet.contact], ['电话', sheet.phone], ['所在部门', sheet.department])],
    [4.8, lineCells(HEADINGS, true)],
    ...sheet.rows.map((row) => [7.2, lineCells(row, false)] as const),
    [6.2, sumCells(sheet)],
    [5.6, streamCells(sheet)],
  ]);
}

/** The framed table; in: each row's height in millimetres with its cells. */
export function drawGrid(paper: Paper, rows: readonly (readonly [number, readonly Cell[]])[]): void {
  let y = TABLE_TOP;
  for (const [height, cells] of rows) {
    drawRow(paper, y, height, cells);
    y += height;
  }
  paper.frame({ x: LEFT, y: TABLE_TOP, width: WIDTH, height: y - TABLE_TOP }, 1);
}

function drawRow(paper: Paper, y: number, height: number, cells: readonly Cell[]): void {
  let x = LEFT;
  for (const { width, text, style } of cells) {
    paper.frame({ x, y, width, height }, 0.5);
    paper.text(text, { x: x + PADDING, y: y + 0.4, width: width - 2 * PADDING, height: height - 0.8 }, style);
    x += width;
  }
}

export function cell(width: number, text: string, style: Style): Cell {
  return { width, text, style };
}

/** How it was paid takes the room: several lines of two streams may stand there with their numbers. */
function paymentCells(sheet: SlipSheet): readonly Cell[] {
  return [
    cell(20, '开单日期', LABEL),
    cell(28, sheet.day, VALUE),
    cell(16, '出具发票', LABEL),
    cell(8, sheet.invoice, CENTRED),
    cell(16, '付款方式', LABEL),
    cell(96, sheet.payment, VALUE),
  ];
}

function buyerCells(sheet: SlipSheet): readonly Cell[] {
  return [
    cell(20, '购卡单位（人）', LABEL),
    cell(106, sheet.buyer, { ...VALUE, size: 10 }),
    cell(16, '所属区域', LABEL),
    cell(42, sheet.area, VALUE),
  ];
}

type Field = readonly [label: string, value: string];

export function threeFields(first: Field, second: Field, third: Field): readonly Cell[] {
  const widths = [34, 48, 42];
  return [first, second, third].flatMap(([label, value], index) => [
    cell(20, label, LABEL),
    cell(widths[index] ?? 0, value, VALUE),
  ]);
}

export const HEADINGS: SlipRow = {
  item: '品名',
  numbers: '卡号（起–止）',
  unit: '单位',
  quantity: '数量',
  price: '单价',
  amount: '金额',
  remark: '备注',
};

export function lineCells(row: SlipRow, heading: boolean): readonly Cell[] {
  const style = (of: Style) => (heading ? LABEL : of);
  return [
    cell(46, row.item, style(VALUE)),
    cell(62, row.numbers, style(CENTRED)),
    cell(10, row.unit, style(CENTRED)),
    cell(13, row.quantity, style(FIGURE)),
    cell(16, row.price, style(FIGURE)),
    cell(22, row.amount, style(FIGURE)),
    cell(15, row.remark, style({ size: 7.5, align: 'center' })),
  ];
}

/** The sum of a slip in words and in figures. */
export function sumCells({ words, total }: Pick<SlipSheet, 'words' | 'total'>): readonly Cell[] {
  return [
    cell(24, '合计（大写）', LABEL),
    cell(107, words, { size: 10 }),
    cell(16, '（小写）', LABEL),
    cell(37, total, { ...FIGURE, size: 10, weight: 'bold' }),
  ];
}

function streamCells(sheet: SlipSheet): readonly Cell[] {
  return [
    cell(24, '其中：卡款', LABEL),
    cell(24, sheet.cards, FIGURE),
    cell(46, sheet.cardsReceipt, VALUE),
    cell(16, '书款', LABEL),
    cell(24, sheet.books, FIGURE),
    cell(50, sheet.booksReceipt, VALUE),
  ];
}

function drawFooter(paper: Paper, sheet: SlipSheet): void {
  paper.text(sheet.notes, { x: LEFT, y: 74.8, width: WIDTH, height: 3.6 }, { size: 7.5 });
  drawSignature(paper, LEFT, '开单人：', sheet.clerk);
  drawSignature(paper, LEFT + SIGNATURE, '审核：', sheet.approver);
  drawSignature(paper, LEFT + 2 * SIGNATURE, '客户签字：', '');
  paper.text(sheet.printed, { x: LEFT, y: 85.4, width: PRINTED, height: 3.2 }, { size: 7 });
  drawCopies(paper);
  drawNumberBars(paper, sheet.number);
  if (paper.replaced()) drawByHand(paper);
}

/** Last on a sheet, when everything that may hold a stand-in stands there. */
function drawByHand(paper: Paper): void {
  const box = { x: LEFT + PRINTED, y: 85.4, width: 3 * SIGNATURE - PRINTED, height: 3.2 };
  paper.text('〔U+…〕为字库没有的字，请手写补上', box, { size: 7, weight: 'bold', align: 'right' });
}

/** The number as bars, bottom right: scanned anywhere in the program, it opens this paper again. */
export function drawNumberBars(paper: Paper, number: string): void {
  paper.barcode(number, {
    x: LEFT + 3 * SIGNATURE,
    y: 79.2,
    width: WIDTH - 3 * SIGNATURE,
    height: 9.2,
  });
}

/** From one signature to the next; what lies right of three of them is the barcode's. */
export const SIGNATURE = 38;
/** Room for 打印时间 and 打印人, in millimetres; what is left of the line says which characters to write by hand. */
const PRINTED = 66;

export function drawSignature(paper: Paper, x: number, label: string, name: string): void {
  const labelWidth = label.length * 3.4;
  paper.text(label, { x, y: 79.2, width: labelWidth, height: 5 }, VALUE);
  paper.text(name, { x: x + labelWidth, y: 79.2, width: SIGNATURE - 3 - labelWidth, height: 5 }, VALUE);
  paper.line([x + labelWidth, 84], [x + SIGNATURE - 3, 84], 0.5);
}

/** 一式三联, read downwards along the right edge as on the pads (domain.md §2.1). */
export function drawCopies(paper: Paper): void {
  const letters = [...'白联经办　红联签收　黄联财务'];
  for (const [index, letter] of letters.entries()) {
    const box = { x: LEFT + WIDTH + 2, y: TABLE_TOP + 6 + index * 3.3, width: 4, height: 3.3 };
    if (letter !== '　') paper.text(letter, box, { size: 7.5, align: 'center' });
  }
}
