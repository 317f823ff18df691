import { formatDayOnPaper, formatTimeOnPaper } from '../../../contract/domain/calendar.ts';
import type { PriceNotice } from '../../../contract/domain/price-notice.ts';
import type { Fonts } from './font.ts';
import { type Box, createPaper, type Paper, type Style } from './paper.ts';

const A4 = { width: 210, height: 297 };
const LEFT = 18;
const WIDTH = 174;
const PADDING = 2;

const HEADING: Style = { size: 16, weight: 'bold' };
const LABEL: Style = { size: 11.5, weight: 'bold', align: 'center' };
const VALUE: Style = { size: 12.5 };
const PRICE: Style = { size: 20, weight: 'bold', align: 'center' };
const NOTE: Style = { size: 11.5 };

type Cell = { readonly width: number; readonly text: string; readonly style: Style };

/** 收费公示 to hang up: one A4 sheet, upright, readable from before the counter; more lines are lower ones. */
export function priceNoticePdf(fonts: Fonts, notice: PriceNotice): Promise<Uint8Array> {
  const made = new Date(`${notice.printedAt.replace(' ', 'T')}:00+08:00`);
  const paper = createPaper(fonts, A4, '收费公示', made);
  paper.sheet();
  if (notice.practice) paper.watermark('练习');
  drawTop(paper, notice);
  const fees = drawFees(paper, notice, 63);
  const books = drawBooks(paper, notice, fees + 7);
  drawContacts(paper, notice, books + 7);
  drawFoot(paper, notice);
  return paper.finish();
}

function drawTop(paper: Paper, { point, practice }: PriceNotice): void {
  const title: Style = { size: 34, weight: 'bold', align: 'center' };
  paper.text('收费公示', { x: LEFT, y: 15, width: WIDTH, height: 16 }, title);
  if (practice) {
    const corner = { x: LEFT, y: 17, width: 24, height: 11 };
    paper.frame(corner, 1.2);
    paper.text('练习', corner, { size: 18, weight: 'bold', align: 'center' });
  }
  const middle: Style = { size: 15, weight: 'bold', align: 'center' };
  paper.text(point.name, { x: LEFT, y: 34, width: WIDTH, height: 8 }, middle);
  const phone = point.phone === null ? '' : `　电话：${point.phone}`;
  const place = `地址：${point.address}${phone}`;
  paper.text(place, { x: LEFT, y: 43, width: WIDTH, height: 7 }, { size: 12, align: 'center' });
  paper.line([LEFT, 53], [LEFT + WIDTH, 53], 1.2);
}

/** out: where it ends, in mm. */
function drawFees(paper: Paper, { fees, feeRule }: PriceNotice, top: number): number {
  const heading = { x: LEFT, y: top - 8, width: WIDTH, height: 7 };
  paper.text('一、行政事业性收费（激活卡）', heading, HEADING);
  let y = drawRow(paper, top, 9, [
    cell(54, '收费项目', LABEL),
    cell(46, '收费标准', LABEL),
    cell(74, '对象、用途和收费依据', LABEL),
  ]);
  const height = share(34, fees.length);
  for (const { item, price, object, purpose, approval } of fees) {
    drawRow(paper, y, height, [cell(54, item, VALUE), cell(46, price, PRICE), cell(74, '', VALUE)]);
    const facts = [`对象：${object}`, `用途：${purpose}`, `收费依据：${approval}`];
    for (const [at, box] of split({ x: LEFT + 100, y, width: 74, height }, [0.24, 0.44, 0.32]).entries())
      paper.text(facts[at] ?? '', box, NOTE);
    y += height;
  }
  if (fees.length === 0) y = drawRow(paper, y, 12, [cell(WIDTH, '目前没有在售科目', LABEL)]);
  paper.text(feeRule, { x: LEFT, y: y + 1.5, width: WIDTH, height: 7 }, NOTE);
  return y + 9;
}

function drawBooks(paper: Paper, { books, bookRule }: PriceNotice, top: number): number {
  paper.text('二、推荐教材（自愿购买）', { x: LEFT, y: top, width: WIDTH, height: 7 }, HEADING);
  let y = drawRow(paper, top + 8.5, 9, [
    cell(80, '书名', LABEL),
    cell(54, '出版社', LABEL),
    cell(40, '价格', LABEL),
  ]);
  for (const { title, publisher, price } of books) {
    const cells = [cell(80, title, VALUE), cell(54, publisher, VALUE), cell(40, price, PRICE)];
    y = drawRow(paper, y, share(16, books.length), cells);
  }
  if (books.length === 0) y = drawRow(paper, y, 12, [cell(WIDTH, '目前没有推荐教材', LABEL)]);
  paper.text(bookRule, { x: LEFT, y: y + 1.5, width: WIDTH, height: 7 }, { ...NOTE, weight: 'bold' });
  return y + 9;
}

function drawContacts(paper: Paper, { contacts }: PriceNotice, top: number): void {
  paper.text('三、咨询电话', { x: LEFT, y: top, width: WIDTH, height: 7 }, HEADING);
  let y = top + 8.5;
  for (const { name, words } of contacts)
    y = drawRow(paper, y, Math.min(10, 40 / contacts.length), [
      cell(112, name, VALUE),
      cell(62, words, { ...VALUE, weight: 'bold' }),
    ]);
}

function drawFoot(paper: Paper, { point, day, printedAt }: PriceNotice): void {
  const right: Style = { size: 11.5, align: 'right' };
  const unit = `公示单位：${point.name}　公示日期：${formatDayOnPaper(day)}`;
  paper.text(unit, { x: LEFT, y: 276, width: WIDTH, height: 6 }, right);
  paper.text(
    `打印时间：${formatTimeOnPaper(printedAt)}`,
    { x: LEFT, y: 283, width: WIDTH, height: 4 },
    { size: 8, align: 'right' },
  );
}

/** Height of one of `count` lines, of which two have all the room they want; in mm. */
function share(wanted: number, count: number): number {
  return Math.min(wanted, (2 * wanted) / count);
}

function cell(width: number, text: string, style: Style): Cell {
  return { width, text, style };
}

/** out: where the row ends. */
function drawRow(paper: Paper, y: number, height: number, cells: readonly Cell[]): number {
  let x = LEFT;
  for (const { width, text, style } of cells) {
    paper.frame({ x, y, width, height }, 0.6);
    paper.text(text, { x: x + PADDING, y: y + 0.8, width: width - 2 * PADDING, height: height - 1.6 }, style);
    x += width;
  }
  return y + height;
}

function split(box: Box, shares: readonly number[]): readonly Box[] {
  let y = box.y;
  return shares.map((share) => {
    const height = share * box.height;
    const part = { x: box.x + PADDING, y: y + 0.5, width: box.width - 2 * PADDING, height: height - 1 };
    y += height;
    return part;
  });
}
