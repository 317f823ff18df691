import type { EmergencyPaper } from '../../../contract/domain/emergency.ts';
import { CARD_PRICE_FEN, formatYuan, TEXTBOOK_PRICE_FEN } from '../../../contract/domain/money.ts';
import type { Fonts } from './font.ts';
import { createPaper, type Paper } from './paper.ts';
import {
  type Cell,
  cell,
  drawCopies,
  drawGrid,
  drawHeading,
  drawNumberBars,
  drawSignature,
  FIGURE,
  HEADINGS,
  LABEL,
  LEFT,
  lineCells,
  SIGNATURE,
  SLIP,
  threeFields,
  timeOf,
  VALUE,
  WIDTH,
} from './slip-pdf.ts';

/** A block of blank 应急单: one page each, laid out as the 出库单 it becomes when it is entered (补录). */
export function emergencyPdf(fonts: Fonts, paper: EmergencyPaper): Promise<Uint8Array> {
  const file = createPaper(fonts, SLIP, `应急单 ${paper.document}`, timeOf(paper.printedAt));
  for (const [at, number] of paper.numbers.entries()) {
    file.sheet();
    if (paper.practice) file.watermark('练习');
    drawHeading(file, headingOf(paper, number, at));
    drawTable(file, paper);
    drawFooter(file, paper, number);
  }
  return file.finish();
}

function headingOf(
  { practice, reprint, point, document, numbers }: EmergencyPaper,
  number: string,
  at: number,
) {
  return {
    title: '专业技术人员继续教育激活卡、教材应急单',
    practice: practice ? '练习' : '',
    reprint: reprint === 0 ? '' : `补打第 ${reprint} 次`,
    number,
    mark: '',
    page: `批次 ${document}　第 ${at + 1}/${numbers.length} 页`,
    point: `销售点：${point.name}　地址：${point.address}　电话：${point.phone}`,
  };
}

const EMPTY = { item: '', numbers: '', unit: '', quantity: '', price: '', amount: '', remark: '' };

/** The prices are printed, so that nobody writes another; the copies' number never is (notice 六). */
function drawTable(file: Paper, { course }: EmergencyPaper): void {
  const card = { ...EMPTY, item: `激活卡 ${course}`, unit: '张', price: formatYuan(CARD_PRICE_FEN) };
  const book = { ...EMPTY, item: '教材（自愿购买）', unit: '本', price: formatYuan(TEXTBOOK_PRICE_FEN) };
  drawGrid(file, [
    [7.2, dayCells()],
    [
      7.2,
      [
        cell(20, '购卡单位（人）', LABEL),
        cell(106, '', VALUE),
        cell(16, '所属区域', LABEL),
        cell(42, '', VALUE),
      ],
    ],
    [6, threeFields(['联系人', ''], ['电话', ''], ['票据号码', ''])],
    [4.8, lineCells(HEADINGS, true)],
    [7.4, lineCells(card, false)],
    [7.4, lineCells(card, false)],
    [7.4, lineCells(book, false)],
    [7.4, sumCells()],
  ]);
}

function dayCells(): readonly Cell[] {
  return [
    cell(20, '开单日期', LABEL),
    cell(48, '　　　　年　　　月　　　日', VALUE),
    cell(16, '付款方式', LABEL),
    cell(100, '□现金　□转账　□刷卡　□支票　号码：', VALUE),
  ];
}

function sumCells(): readonly Cell[] {
  return [
    cell(24, '合计（大写）', LABEL),
    cell(107, '', { size: 10 }),
    cell(16, '（小写）', LABEL),
    cell(37, '¥', { ...FIGURE, align: 'left' }),
  ];
}

function drawFooter(file: Paper, { approval, printedBy, printedAt }: EmergencyPaper, number: string): void {
  const notes = `程序不能启动时手写，恢复后凭本单号补录；写坏的交主管作废。本单不是财政票据。激活卡收费依据：${approval}。`;
  file.text(notes, { x: LEFT, y: 73, width: WIDTH, height: 3.6 }, { size: 7.5 });
  drawSignature(file, LEFT, '开单人：', '');
  drawSignature(file, LEFT + SIGNATURE, '审核：', '');
  drawSignature(file, LEFT + 2 * SIGNATURE, '客户签字：', '');
  const printed = `打印人：${printedBy}　打印时间：${printedAt}`;
  file.text(printed, { x: LEFT, y: 85.4, width: 100, height: 3.2 }, { size: 7 });
  drawCopies(file);
  drawNumberBars(file, number);
}
