import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { CalendarDay } from '../../contract/domain/calendar.ts';
import type { IntakeSlip } from '../../contract/domain/intake-slip.ts';
import { openFonts } from '../../electron/engine/documents/font.ts';
import { intakeSlipPdf } from '../../electron/engine/documents/intake-slip-pdf.ts';
import { slipPdf } from '../../electron/engine/documents/slip-pdf.ts';
import { readCode128 } from '../code128.ts';
import { cardLine, fiveRanges, saleSlip } from '../sale-slip.ts';

const fonts = openFonts();
const MM = 72 / 25.4;

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Filled rectangles of each page, in millimetres from the top left: pdfkit writes one content stream a page. */
function filledOn(pdf: Uint8Array): readonly (readonly Rectangle[])[] {
  const source = Buffer.from(pdf).toString('latin1');
  const streams = [...source.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, body = '']) => {
    try {
      return [inflateSync(Buffer.from(body, 'latin1')).toString('latin1')];
    } catch {
      return [];
    }
  });
  const path = /((?:[-\d.]+ [-\d.]+ [-\d.]+ [-\d.]+ re\s+)+)(?:\/\S+ cs\s+[\d. ]+scn?\s+)?f\s/;
  return streams.flatMap((stream) => {
    const filled = path.exec(stream)?.[1];
    if (filled === undefined) return [];
    const numbers = filled.split(/\s*re\s+/).filter((one) => one !== '');
    return [
      numbers.map((one) => {
        const [x = 0, y = 0, width = 0, height = 0] = one.split(' ').map((n) => Number(n) / MM);
        return { x, y, width, height };
      }),
    ];
  });
}

/** Widths of bars and the spaces between them, in modules of the narrowest. */
function modulesOf(bars: readonly Rectangle[]): readonly number[] {
  const edges = bars.flatMap(({ x, width }) => [x, x + width]);
  const widths = edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0));
  const module = Math.min(...widths);
  return widths.map((width) => Math.round(width / module));
}

const narrowest = (bars: readonly Rectangle[]) => Math.min(...bars.map(({ width }) => width));

const intake: IntakeSlip = {
  number: 'QZ1A-20140520-00003',
  mark: '7K3M',
  practice: false,
  point: { name: '试用销售点', address: '市永福西大街', phone: '' },
  businessDay: '2014-05-20' as CalendarDay,
  note: 'SK-1',
  place: '本机钱柜',
  cards: fiveRanges,
  books: [],
  totalFen: fiveRanges.reduce((sum, { amountFen }) => sum + amountFen, 0) as IntakeSlip['totalFen'],
  clerk: '韦小兰',
  printedAt: '2014-05-20 09:31',
  printedBy: '韦小兰',
  reprint: 0,
};

test.each([
  ['出库单', () => slipPdf(fonts, saleSlip({ number: 'QZ1A-20140520-00012' })), 'QZ1A-20140520-00012', 1],
  ['出库单 of two sheets', () => slipPdf(fonts, saleSlip({ cards: fiveRanges })), saleSlip().number, 2],
  ['入库单', () => intakeSlipPdf(fonts, intake), intake.number, 2],
])('every sheet of a %s bears its number as Code 128', async (_, draw, number, sheets) => {
  const pages = filledOn(await draw());
  expect(pages.map((bars) => readCode128(modulesOf(bars)))).toEqual(Array(sheets).fill(number));
});

test('its bars are at least 0.25 mm wide and 9 mm high, on whole dots of a 300 dpi printer', async () => {
  const [bars = []] = filledOn(await slipPdf(fonts, saleSlip()));
  expect(narrowest(bars)).toBeGreaterThanOrEqual(0.25);
  for (const { x, width, height } of bars) {
    expect(height).toBeGreaterThanOrEqual(9);
    for (const edge of [x, x + width])
      expect((edge * 300) / 25.4).toBeCloseTo(Math.round((edge * 300) / 25.4), 1);
  }
});

test('ten modules of white lie before and after it, below the table, above what printers can’t reach', async () => {
  const [bars = []] = filledOn(await slipPdf(fonts, saleSlip()));
  const [first, last] = [bars[0], bars.at(-1)];
  const quiet = 10 * narrowest(bars);
  // Signatures end at 120 mm; the copies' letters at the right edge end above it.
  expect((first?.x ?? 0) - quiet).toBeGreaterThan(120);
  expect((last?.x ?? 0) + (last?.width ?? 0) + quiet).toBeLessThan(206);
  expect(first?.y).toBeGreaterThan(78.4);
  expect((first?.y ?? 0) + (first?.height ?? 0)).toBeLessThan(89);
});

test.each(['A1A-20140520-00001', 'QINZ123AB-20140520-99999', 'QINZ123AB-20140520-999999999'])(
  'the number %s keeps clear of the signatures, however long',
  async (number) => {
    const [bars = []] = filledOn(await slipPdf(fonts, saleSlip({ number, cards: [cardLine('1', '1', 1)] })));
    expect(readCode128(modulesOf(bars))).toBe(number);
    expect((bars[0]?.x ?? 0) - 10 * narrowest(bars)).toBeGreaterThan(120);
  },
);
