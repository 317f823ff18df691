import {
  headingOf,
  layOutRegister,
  type Register,
  type RegisterPage,
  type RegisterRow,
} from '../../../contract/domain/register-sheet.ts';
import type { Fonts } from './font.ts';
import { createPaper, type Paper, type Style } from './paper.ts';
import { timeOf } from './slip-pdf.ts';

/** A4 upright: what the program can ask every printer for (style/print.css). */
const A4 = { width: 210, height: 297 };
const LEFT = 12;
const WIDTH = 186;
const TABLE_TOP = 39;
const HEAD = 9;
const LINE = 14;
const PADDING = 0.8;

const LABEL: Style = { size: 8.5, weight: 'bold', align: 'center' };
const CENTRED: Style = { size: 8.5, align: 'center' };

/** Column names with their widths in mm; together `WIDTH`. */
const COLUMNS: readonly (readonly [title: string, width: number])[] = [
  ['种类', 16],
  ['起止号', 28],
  ['领入', 26],
  ['份数', 10],
  ['已用', 10],
  ['已用号码', 26],
  ['作废', 10],
  ['作废号码', 26],
  ['剩余', 10],
  ['剩余号码', 24],
];

/** 票据领用登记簿 as PDF: books with their used, voided and remaining numbers, and whether they add up. */
export function registerPdf(fonts: Fonts, register: Register): Promise<Uint8Array> {
  const paper = createPaper(fonts, A4, '票据领用登记簿', timeOf(register.printedAt));
  for (const page of layOutRegister(register)) {
    paper.sheet();
    if (register.practice) paper.watermark('练习');
    drawTop(paper, register, page);
    let y = TABLE_TOP;
    if (page.rows.length > 0) {
      const titles = COLUMNS.map(([title]) => title) as unknown as RegisterRow;
      y = drawRow(paper, y, HEAD, titles, LABEL);
      for (const row of page.rows) y = drawRow(paper, y, LINE, row, CENTRED);
    }
    for (const note of page.notes) {
      paper.text(note, { x: LEFT, y: y + 3, width: WIDTH, height: 8 }, { size: 10 });
      y += 8;
    }
    drawFoot(paper, register);
  }
  return paper.finish();
}

function drawTop(paper: Paper, register: Register, { page }: RegisterPage): void {
  const title: Style = { size: 20, weight: 'bold', align: 'center' };
  paper.text('票据领用登记簿', { x: LEFT, y: 12, width: WIDTH, height: 10 }, title);
  if (register.practice) {
    const corner = { x: LEFT, y: 13, width: 18, height: 8 };
    paper.frame(corner, 1);
    paper.text('练习', corner, { size: 14, weight: 'bold', align: 'center' });
  }
  paper.text(headingOf(register), { x: LEFT, y: 28, width: 150, height: 6 }, { size: 10 });
  paper.text(page, { x: LEFT + 150, y: 28, width: WIDTH - 150, height: 6 }, { size: 9, align: 'right' });
}

/** out: where the row ends, in mm. */
function drawRow(paper: Paper, y: number, height: number, row: RegisterRow, style: Style): number {
  let x = LEFT;
  for (const [at, [, width]] of COLUMNS.entries()) {
    paper.frame({ x, y, width, height }, 0.5);
    const inside = { x: x + PADDING, y: y + 0.6, width: width - 2 * PADDING, height: height - 1.2 };
    paper.text(row[at] ?? '', inside, style);
    x += width;
  }
  return y + height;
}

function drawFoot(paper: Paper, { printedBy, printedAt }: Register): void {
  const half = { width: WIDTH / 2, height: 6 };
  paper.text('票据管理人（签字）：', { x: LEFT, y: 270, ...half }, { size: 10 });
  paper.text('审核（签字）：', { x: LEFT + WIDTH / 2, y: 270, ...half }, { size: 10 });
  const printed = `打印人：${printedBy}　打印时间：${printedAt}`;
  paper.text(printed, { x: LEFT, y: 281, width: WIDTH, height: 4 }, { size: 8, align: 'right' });
}
