import { expect, test } from 'vitest';
import type { CalendarDay } from '../../contract/domain/calendar.ts';
import type { IntakeSlip } from '../../contract/domain/intake-slip.ts';
import { openFonts } from '../../electron/engine/documents/font.ts';
import { intakeSlipPdf } from '../../electron/engine/documents/intake-slip-pdf.ts';
import { slipPdf } from '../../electron/engine/documents/slip-pdf.ts';
import { cardLine, fiveRanges, saleSlip } from '../sale-slip.ts';
import { barsOn, filledOn, narrowest } from './barcodes.ts';

const fonts = openFonts();
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
  expect(barsOn(await draw())).toEqual(Array(sheets).fill(number));
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
    const pdf = await slipPdf(fonts, saleSlip({ number, cards: [cardLine('1', '1', 1)] }));
    const [bars = []] = filledOn(pdf);
    expect(barsOn(pdf)).toEqual([number]);
    expect((bars[0]?.x ?? 0) - 10 * narrowest(bars)).toBeGreaterThan(120);
  },
);
