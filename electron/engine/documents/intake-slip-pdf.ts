import { type IntakeSheet, type IntakeSlip, layOutIntakeSlip } from '../../../contract/domain/intake-slip.ts';
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
  HEADINGS,
  LABEL,
  LEFT,
  lineCells,
  SIGNATURE,
  SLIP,
  sumCells,
  threeFields,
  timeOf,
  VALUE,
  WIDTH,
} from './slip-pdf.ts';

/** An 入库单 as PDF on the same third of A4 as a sale's slip, one page a sheet. */
export function intakeSlipPdf(fonts: Fonts, slip: IntakeSlip): Promise<Uint8Array> {
  const paper = createPaper(fonts, SLIP, `入库单 ${slip.number}`, timeOf(slip.printedAt));
  for (const sheet of layOutIntakeSlip(slip)) {
    paper.sheet();
    if (sheet.practice !== '') paper.watermark(sheet.practice);
    drawHeading(paper, sheet);
    drawTable(paper, sheet, slip.cards.length > 0 ? '收卡方式' : '收书方式');
    drawFooter(paper, sheet);
  }
  return paper.finish();
}

function drawTable(paper: Paper, sheet: IntakeSheet, way: string): void {
  drawGrid(paper, [
    [6.4, threeFields(['入库日期', sheet.day], [way, sheet.way], ['签收人', sheet.receiver])],
    [6.4, noteCells(sheet)],
    [6, lineCells(HEADINGS, true)],
    ...sheet.rows.map((row) => [8, lineCells(row, false)] as const),
    [7.4, sumCells(sheet)],
  ]);
}

function noteCells(sheet: IntakeSheet): readonly Cell[] {
  return [
    cell(20, '送货单号', LABEL),
    cell(102, sheet.note, VALUE),
    cell(20, '存放', LABEL),
    cell(42, sheet.place, VALUE),
  ];
}

function drawFooter(paper: Paper, sheet: IntakeSheet): void {
  const notes = '本单不是财政票据，只作收货凭证。';
  paper.text(notes, { x: LEFT, y: 72.4, width: WIDTH, height: 3.6 }, { size: 7.5 });
  drawSignature(paper, LEFT, '经办人：', sheet.clerk);
  drawSignature(paper, LEFT + SIGNATURE, '部门领导：', '');
  drawSignature(paper, LEFT + 2 * SIGNATURE, '分管领导：', '');
  paper.text(sheet.printed, { x: LEFT, y: 85.4, width: 3 * SIGNATURE, height: 3.2 }, { size: 7 });
  drawCopies(paper);
  drawNumberBars(paper, sheet.number);
}
