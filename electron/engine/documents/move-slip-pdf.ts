import {
  layOutMoveSlip,
  type MoveSheet,
  type MoveSlip,
  moveName,
} from '../../../contract/domain/move-slip.ts';
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
  threeFields,
  timeOf,
  VALUE,
  WIDTH,
} from './slip-pdf.ts';

/** A 领用单 or 签收单 as PDF on the same third of A4 as a sale's slip, one page a sheet; no pad of three copies. */
export function moveSlipPdf(fonts: Fonts, slip: MoveSlip): Promise<Uint8Array> {
  const paper = createPaper(fonts, SLIP, `${moveName(slip)} ${slip.number}`, timeOf(slip.printedAt));
  for (const sheet of layOutMoveSlip(slip)) {
    paper.sheet();
    if (sheet.practice !== '') paper.watermark(sheet.practice);
    drawHeading(paper, sheet);
    drawGrid(paper, [
      [6.4, threeFields(['日期', sheet.day], ['发出处', sheet.from], ['收货处', sheet.to])],
      [6.4, stepCells(sheet)],
      [6, lineCells(HEADINGS, true)],
      ...sheet.rows.map((row) => [8, lineCells(row, false)] as const),
      [7.4, sumCells(sheet)],
    ]);
    drawFooter(paper, sheet);
  }
  return paper.finish();
}

function stepCells({ step, others: [label, numbers] }: MoveSheet): readonly Cell[] {
  return [cell(20, '办理', LABEL), cell(34, step, VALUE), cell(20, label, LABEL), cell(110, numbers, VALUE)];
}

function drawFooter(paper: Paper, sheet: MoveSheet): void {
  paper.text(sheet.notes, { x: LEFT, y: 72.4, width: WIDTH, height: 3.6 }, { size: 7.5 });
  for (const [at, [label, name]] of sheet.signatures.entries()) {
    drawSignature(paper, LEFT + at * 1.5 * SIGNATURE, label, name);
  }
  paper.text(sheet.printed, { x: LEFT, y: 85.4, width: 3 * SIGNATURE, height: 3.2 }, { size: 7 });
  drawNumberBars(paper, sheet.number);
}
