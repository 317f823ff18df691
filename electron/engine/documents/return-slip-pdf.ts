import { layOutReturnSlip, type ReturnSheet, type ReturnSlip } from '../../../contract/domain/return-slip.ts';
import type { Fonts } from './font.ts';
import { createPaper, type Paper } from './paper.ts';
import {
  type Cell,
  cell,
  drawGrid,
  drawHeading,
  drawNumberBars,
  drawSignature,
  HEADINGS,
  LABEL,
  LEFT,
  lineCells,
  SIGNATURE,
  SLIP,
  sumCells,
  timeOf,
  VALUE,
  WIDTH,
} from './slip-pdf.ts';

/** A 退卡确认单 as PDF on the same third of A4 as a sale's slip, one page a sheet; the pads have no copies line for it. */
export function returnSlipPdf(fonts: Fonts, slip: ReturnSlip): Promise<Uint8Array> {
  const paper = createPaper(fonts, SLIP, `退卡确认单 ${slip.number}`, timeOf(slip.printedAt));
  for (const sheet of layOutReturnSlip(slip)) {
    paper.sheet();
    if (sheet.practice !== '') paper.watermark(sheet.practice);
    drawHeading(paper, sheet);
    drawGrid(paper, [
      [5.8, headCells(sheet)],
      [5.8, buyerCells(sheet)],
      [5.8, receiverCells(sheet)],
      [4.8, lineCells(HEADINGS, true)],
      ...sheet.rows.map((row) => [7, lineCells(row, false)] as const),
      [6.2, sumCells(sheet)],
      [5.8, [cell(24, '退款', LABEL), cell(160, sheet.refunds, VALUE)]],
    ]);
    drawFooter(paper, sheet);
  }
  return paper.finish();
}

function headCells(sheet: ReturnSheet): readonly Cell[] {
  return [
    cell(20, '开单日期', LABEL),
    cell(34, sheet.day, VALUE),
    cell(20, '原单号', LABEL),
    cell(110, sheet.of, VALUE),
  ];
}

function buyerCells(sheet: ReturnSheet): readonly Cell[] {
  return [
    cell(20, '退卡单位', LABEL),
    cell(72, sheet.buyer, VALUE),
    cell(14, '联系人', LABEL),
    cell(18, sheet.contact, VALUE),
    cell(10, '部门', LABEL),
    cell(14, sheet.department, VALUE),
    cell(10, '电话', LABEL),
    cell(26, sheet.phone, VALUE),
  ];
}

/** The counter is the receiving side: its clerk is the contact, its window the department. */
function receiverCells(sheet: ReturnSheet): readonly Cell[] {
  return [
    cell(20, '接收单位', LABEL),
    cell(72, sheet.receiver, VALUE),
    cell(14, '联系人', LABEL),
    cell(18, sheet.clerk, VALUE),
    cell(10, '部门', LABEL),
    cell(14, '', VALUE),
    cell(10, '电话', LABEL),
    cell(26, sheet.receiverPhone, VALUE),
  ];
}

function drawFooter(paper: Paper, sheet: ReturnSheet): void {
  // Two lines: reason, remark, receipts and what finance does with it may all be there.
  paper.text(sheet.notes, { x: LEFT, y: 73.2, width: WIDTH, height: 6 }, { size: 7.5 });
  drawSignature(paper, LEFT, '退卡经办人：', '');
  drawSignature(paper, LEFT + SIGNATURE, '接收经办人：', sheet.clerk);
  drawSignature(paper, LEFT + 2 * SIGNATURE, '批准：', sheet.approver);
  paper.text(sheet.printed, { x: LEFT, y: 85.4, width: 3 * SIGNATURE, height: 3.2 }, { size: 7 });
  drawNumberBars(paper, sheet.number);
}
