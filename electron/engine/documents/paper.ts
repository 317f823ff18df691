import type { Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import { barsOf, DOT } from './barcode.ts';
import { fitText, LEADING } from './fit.ts';
import { drawable, type Fonts, forgetGlyphs, type Weight } from './font.ts';

// pdfkit takes an opened fontkit font (its PDFFontFactory asks for `layout`), its published types don't say so.
declare global {
  namespace PDFKit.Mixins {
    interface PDFFont {
      registerFont(name: string, src: Font): this;
    }
  }
}

/** Millimetres from the sheet's top left corner. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export type Style = {
  readonly size: number;
  readonly weight?: Weight;
  readonly align?: 'left' | 'center' | 'right';
};

export type PaperSize = { readonly width: number; readonly height: number };

export type Paper = {
  readonly sheet: () => void;
  readonly text: (text: string, box: Box, style: Style) => void;
  readonly line: (from: readonly [number, number], to: readonly [number, number], points: number) => void;
  readonly frame: (box: Box, points: number) => void;
  readonly watermark: (text: string) => void;
  /** Code 128 as filled rectangles at the right end of the box; right of it the sheet must be white for 2.6 mm. */
  readonly barcode: (text: string, box: Box) => void;
  /** Whether a character that the font lacks was replaced on this sheet so far. */
  readonly replaced: () => boolean;
  /** Ends the document; out: its bytes. */
  readonly finish: () => Promise<Uint8Array>;
};

const pt = (mm: number) => (mm * 72) / 25.4;
// The middle of a Chinese character stands this far above the baseline, in parts of the type size.
const MIDDLE = 0.38;
const WATERMARK = { size: 150, grey: '#ebebeb', degrees: -14 };

/**
 * A document of sheets of one size in millimetres, which stands in every page itself: printers' defaults changed
 * between Electron versions. `made` is the only time in the file, so the same slip gives the same bytes.
 */
export function createPaper(fonts: Fonts, size: PaperSize, title: string, made: Date): Paper {
  const points = { width: pt(size.width), height: pt(size.height) };
  let replaced = false;
  forgetGlyphs(fonts);
  const doc = openDocument(fonts, title, made);
  const chunks: Uint8Array[] = [];
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  return {
    sheet: () => {
      replaced = false;
      doc.addPage({ size: [points.width, points.height], margin: 0 });
    },
    text: (pasted, box, style) => {
      // Names pasted from a spreadsheet cell carry line breaks.
      const text = pasted.replace(/[\t\r\n]+/g, ' ');
      const shown = drawable(text, fonts[style.weight ?? 'regular']);
      replaced ||= shown !== text;
      drawText(doc, shown, box, style);
    },
    line: ([x1, y1], [x2, y2], width) => {
      doc.moveTo(pt(x1), pt(y1)).lineTo(pt(x2), pt(y2)).lineWidth(width).stroke();
    },
    frame: (box, width) => {
      doc.rect(pt(box.x), pt(box.y), pt(box.width), pt(box.height)).lineWidth(width).stroke();
    },
    watermark: (text) => drawWatermark(doc, text, points),
    barcode: (text, box) => drawBarcode(doc, text, box),
    replaced: () => replaced,
    finish: () => finish(doc, chunks),
  };
}

function openDocument(fonts: Fonts, title: string, made: Date): PDFKit.PDFDocument {
  const doc = new PDFDocument({
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    info: { Title: title, Creator: '公需柜台', Producer: '公需柜台', CreationDate: made },
  });
  // By name, so that pdfkit finds the font again; given as an object it would be set up anew for every text.
  return doc.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
}

function drawText(doc: PDFKit.PDFDocument, text: string, box: Box, style: Style): void {
  if (text === '') return;
  doc.font(style.weight ?? 'regular').fontSize(1);
  const inside = { width: pt(box.width), height: pt(box.height) };
  const { size, lines } = fitText(text, inside, style.size, (part) => doc.widthOfString(part));
  doc.fontSize(size);
  const firstMiddle = pt(box.y) + inside.height / 2 - ((lines.length - 1) / 2) * size * LEADING;
  for (const [index, line] of lines.entries()) {
    const free = inside.width - doc.widthOfString(line);
    const indent = { left: 0, center: free / 2, right: free }[style.align ?? 'left'];
    const baseline = firstMiddle + index * size * LEADING + MIDDLE * size;
    doc.text(line, pt(box.x) + indent, baseline, { lineBreak: false, baseline: 'alphabetic' });
  }
}

function drawWatermark(doc: PDFKit.PDFDocument, text: string, page: PaperSize): void {
  const centre: [number, number] = [page.width / 2, page.height / 2];
  doc.save().font('bold').fontSize(WATERMARK.size).fillColor(WATERMARK.grey);
  doc.rotate(WATERMARK.degrees, { origin: centre });
  const left = centre[0] - doc.widthOfString(text) / 2;
  const baseline = centre[1] + MIDDLE * WATERMARK.size;
  doc.text(text, left, baseline, { lineBreak: false, baseline: 'alphabetic' });
  doc.restore().fillColor('black');
}

function drawBarcode(doc: PDFKit.PDFDocument, text: string, { x, y, width, height }: Box): void {
  const bars = barsOf(text, Math.floor(pt(width) / DOT));
  let dot = Math.floor(pt(x + width) / DOT) - bars.total;
  for (const [index, dots] of bars.widths.entries()) {
    if (index % 2 === 0) doc.rect(dot * DOT, pt(y), dots * DOT, pt(height));
    dot += dots;
  }
  doc.fill('black');
}

function finish(doc: PDFKit.PDFDocument, chunks: readonly Uint8Array[]): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    doc.on('error', reject);
    // A copy of its own: Buffer.concat may hand out a slice of Node's pool, which can't be moved between threads.
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.end();
  });
}
