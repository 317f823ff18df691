import type { ClosingSheet, SheetColumn, SheetSection } from '../../../contract/domain/closing-sheet.ts';
import type { Fonts } from './font.ts';
import { createPaper, type Paper, type Style } from './paper.ts';
import { timeOf } from './slip-pdf.ts';

const A4 = { width: 210, height: 297 };
const LEFT = 18;
const WIDTH = 174;
const BOTTOM = 262;
const TOP = 34;
const ROW = 6;
const NOTE_LINE = 5;
const SIGNATURES = 20;
/** Letters of Chinese type that fit a line of notes. */
const NOTE_LETTERS = 52;

const HEADING: Style = { size: 11, weight: 'bold' };
const LABEL: Style = { size: 9, weight: 'bold' };
const VALUE: Style = { size: 9 };

/** One thing to be drawn on a page, with the room it takes in mm. */
interface Block {
  readonly height: number;
  readonly draw: (paper: Paper, y: number) => void;
  /** Stays on the page of what follows it. */
  readonly withNext: boolean;
  /** Drawn anew at the head of a page that begins within its table. */
  readonly repeat: Block | null;
}

/** A 交班单 or 日结单 on as many upright A4 sheets as it needs, each with number and page. */
export function closingPdf(fonts: Fonts, sheet: ClosingSheet): Promise<Uint8Array> {
  const paper = createPaper(fonts, A4, `${sheet.title} ${sheet.number}`, timeOf(sheet.printed.slice(-16)));
  const pages = paginate([
    ...factBlocks(sheet),
    ...sheet.sections.flatMap(sectionBlocks),
    signatureBlock(sheet),
  ]);
  for (const [at, blocks] of pages.entries()) {
    paper.sheet();
    drawFrame(paper, sheet, at === 0, `第 ${at + 1} 页，共 ${pages.length} 页`);
    let y = TOP;
    for (const block of blocks) {
      block.draw(paper, y);
      y += block.height;
    }
  }
  return paper.finish();
}

/** Lays blocks on pages; a heading never stands alone at a page's foot, and a table goes on under its own heads. */
function paginate(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const pages: Block[][] = [[]];
  let y = TOP;
  for (const [at, block] of blocks.entries()) {
    if (y + needed(blocks, at) > BOTTOM && y > TOP) {
      const again = block.repeat === null ? [] : [block.repeat];
      pages.push([...again]);
      y = TOP + again.reduce((sum, one) => sum + one.height, 0);
    }
    pages.at(-1)?.push(block);
    y += block.height;
  }
  return pages;
}

function needed(blocks: readonly Block[], at: number): number {
  const block = blocks[at];
  if (block === undefined) return 0;
  return block.height + (block.withNext ? needed(blocks, at + 1) : 0);
}

function block(height: number, draw: Block['draw'], withNext = false, repeat: Block | null = null): Block {
  return { height, draw, withNext, repeat };
}

function drawFrame(paper: Paper, sheet: ClosingSheet, first: boolean, page: string): void {
  if (sheet.practice !== '') paper.watermark(sheet.practice);
  const title: Style = { size: 17, weight: 'bold', align: 'center' };
  paper.text(sheet.title, { x: LEFT, y: 13, width: WIDTH, height: 9 }, title);
  if (sheet.practice !== '') {
    const corner = { x: LEFT, y: 13, width: 18, height: 8 };
    paper.frame(corner, 1);
    paper.text(sheet.practice, corner, { size: 14, weight: 'bold', align: 'center' });
  }
  const number = `单号：${sheet.number}　校验：${sheet.mark}`;
  paper.text(number, { x: LEFT, y: 25, width: 110, height: 5 }, VALUE);
  const reprint = sheet.reprint === 0 ? '' : `补打第 ${sheet.reprint} 次　`;
  paper.text(`${reprint}${page}`, { x: LEFT + 110, y: 25, width: 64, height: 5 }, RIGHT);
  paper.line([LEFT, 31.5], [LEFT + WIDTH, 31.5], first ? 1 : 0.6);
  // Scanned anywhere in the program, it opens this paper again.
  paper.barcode(sheet.number, { x: LEFT + WIDTH - 76, y: 270, width: 76, height: 10 });
  paper.text(sheet.printed, { x: LEFT, y: 284, width: WIDTH, height: 4 }, { size: 8, align: 'right' });
}

const RIGHT: Style = { ...VALUE, align: 'right' };

function factBlocks({ facts }: ClosingSheet): readonly Block[] {
  return facts.map((fact) =>
    block(NOTE_LINE, (paper, y) => paper.text(fact, { x: LEFT, y, width: WIDTH, height: NOTE_LINE }, VALUE)),
  );
}

function sectionBlocks({ title, columns, rows, notes }: SheetSection): readonly Block[] {
  const heading = block(
    9.5,
    (paper, y) => paper.text(title, { x: LEFT, y: y + 3, width: WIDTH, height: 6 }, HEADING),
    true,
  );
  const heads = block(
    ROW,
    (paper, y) =>
      drawRow(
        paper,
        y,
        columns,
        columns.map((one) => one.title),
        LABEL,
      ),
    true,
  );
  const table = rows.map((row) =>
    block(ROW, (paper, y) => drawRow(paper, y, columns, row, VALUE), false, heads),
  );
  return [heading, ...(rows.length === 0 ? [] : [heads]), ...table, ...notes.map(noteBlock)];
}

function noteBlock({ text, bold }: SheetSection['notes'][number]): Block {
  const lines = Math.max(1, Math.ceil(lettersIn(text) / NOTE_LETTERS));
  const height = lines * NOTE_LINE;
  const style: Style = bold ? LABEL : VALUE;
  return block(height + 0.6, (paper, y) =>
    paper.text(text, { x: LEFT, y: y + 0.6, width: WIDTH, height }, style),
  );
}

/** Widths in Chinese letters: digits and Latin letters take half of one. */
function lettersIn(text: string): number {
  return [...text].reduce((sum, one) => sum + ((one.codePointAt(0) ?? 0) < 0x300 ? 0.6 : 1), 0);
}

function drawRow(
  paper: Paper,
  y: number,
  columns: readonly SheetColumn[],
  cells: readonly string[],
  style: Style,
): void {
  let x = LEFT;
  for (const [at, { width, align }] of columns.entries()) {
    paper.frame({ x, y, width, height: ROW }, 0.5);
    const box = { x: x + 1.2, y: y + 0.6, width: width - 2.4, height: ROW - 1.2 };
    paper.text(cells[at] ?? '', box, { ...style, align });
    x += width;
  }
}

function signatureBlock({ signatures }: ClosingSheet): Block {
  const each = WIDTH / signatures.length;
  return block(SIGNATURES, (paper, y) => {
    for (const [at, [label, name]] of signatures.entries()) {
      const x = LEFT + at * each;
      paper.text(`${label}：${name}`, { x, y: y + 4, width: each - 4, height: 6 }, VALUE);
      paper.text('签字：', { x, y: y + 12, width: 12, height: 6 }, VALUE);
      paper.line([x + 12, y + 18], [x + 66, y + 18], 0.6);
    }
  });
}
