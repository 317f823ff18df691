import { describe, expect, test } from 'vitest';
import { fen } from '../../contract/domain/money.ts';
import { layOutSlip, type SaleSlip, type SlipSheet } from '../../contract/domain/slip.ts';
import { bookLine, cardLine, fiveRanges, saleSlip } from '../sale-slip.ts';

const forSchool = { cards: [cardLine('0001', '0030', 30)], books: [bookLine(12)] };

function onlySheet(changes: Partial<SaleSlip>): SlipSheet {
  const [sheet, ...further] = layOutSlip(saleSlip(changes));
  expect(further).toEqual([]);
  if (sheet === undefined) throw new Error('no sheet at all');
  return sheet;
}

describe('lines', () => {
  test('a range stands as start–end with its leading zeros, one card as one number', () => {
    const cards = [cardLine('0045070000001001', '0045070000001030', 30), cardLine('00007', '00007', 1)];
    const numbers = onlySheet({ cards }).rows.map((row) => row.numbers);
    expect(numbers).toEqual(['0045070000001001–0045070000001030', '00007', '']);
  });

  test('cards are counted in 张 at ¥50.00, books in 本 at ¥15.00', () => {
    const [card, book] = onlySheet(forSchool).rows;
    expect(card).toMatchObject({ unit: '张', quantity: '30', price: '¥50.00', amount: '¥1,500.00' });
    expect(book).toMatchObject({ unit: '本', quantity: '12', price: '¥15.00', amount: '¥180.00' });
  });

  test('the row under the last line is closed, so that nobody writes a further line', () => {
    expect(onlySheet({}).rows.map((row) => row.item)).toEqual([
      '2014年度 信息技术与信息安全',
      '（以下空白）',
      '',
    ]);
    expect(onlySheet({ cards: fiveRanges.slice(0, 3) }).rows.every((row) => row.numbers !== '')).toBe(true);
  });
});

describe('sheets', () => {
  test('three lines fit on one sheet, which has no page number', () => {
    expect(onlySheet({ cards: fiveRanges.slice(0, 3) }).page).toBe('');
  });

  test('five lines take two sheets under one number, three rows each', () => {
    const sheets = layOutSlip(saleSlip({ cards: fiveRanges }));
    expect(sheets.map((sheet) => sheet.page)).toEqual(['第 1/2 页', '第 2/2 页']);
    expect(new Set(sheets.map((sheet) => sheet.number)).size).toBe(1);
    expect(sheets.map((sheet) => sheet.rows.length)).toEqual([3, 3]);
    const numbers = sheets.flatMap((sheet) => sheet.rows.map((row) => row.numbers)).filter(Boolean);
    expect(numbers).toEqual(fiveRanges.map((line) => `${line.start}–${line.end}`));
  });

  test('the sums stand on the last sheet only, the others say where', () => {
    const [first, last] = layOutSlip(saleSlip({ cards: fiveRanges }));
    expect(first).toMatchObject({ words: '（转下页，合计见第 2/2 页）', total: '', cards: '', books: '' });
    expect(last).toMatchObject({ words: '人民币壹万元整', total: '¥10,000.00' });
  });
});

describe('money', () => {
  test('card money and book money are two totals beside the sum in words and figures', () => {
    expect(onlySheet(forSchool)).toMatchObject({
      cards: '¥1,500.00',
      books: '¥180.00',
      words: '人民币壹仟陆佰捌拾元整',
      total: '¥1,680.00',
    });
  });

  test('a slip without a book says ¥0.00 for books', () => {
    expect(onlySheet({})).toMatchObject({ cards: '¥50.00', books: '¥0.00' });
  });

  test.each<[string, Partial<SaleSlip>]>([
    ['a line', { cards: [{ ...cardLine('1', '2', 2), amountFen: fen(9000) }], cardsFen: fen(9000) }],
    ['card money', { cardsFen: fen(4900), totalFen: fen(4900) }],
    ['book money', { booksFen: fen(1500), totalFen: fen(6500) }],
    ['the total', { totalFen: fen(4900) }],
    ['a slip without lines', { cards: [] }],
  ])('a paper whose figures do not add up is never made: %s', (_, changes) => {
    expect(() => layOutSlip(saleSlip(changes))).toThrow('does not add up');
  });
});

describe('words the paper owes the buyer', () => {
  test('教材自愿购买 and 本单不是财政票据 stand on every sheet, also of a slip without a book', () => {
    const sheets = [...layOutSlip(saleSlip({ cards: fiveRanges })), ...layOutSlip(saleSlip(forSchool))];
    for (const sheet of sheets) expect(sheet.notes).toContain('本单不是财政票据。教材自愿购买。');
  });

  test('自愿购买 stands beside each book line and beside no card line', () => {
    expect(onlySheet(forSchool).rows.map((row) => row.remark)).toEqual(['', '自愿购买', '']);
  });

  test('the approval is that of the cards and is not quoted for books alone', () => {
    expect(onlySheet({}).notes).toContain('激活卡收费依据：桂价费函〔2012〕809号。');
    expect(onlySheet({ cards: [], books: [bookLine(1)] }).notes).not.toContain('809');
  });

  test('the title names what was sold', () => {
    const titles = [{}, forSchool, { cards: [], books: [bookLine(1)] }].map((one) => onlySheet(one).title);
    expect(titles).toEqual([
      '专业技术人员继续教育激活卡出库单',
      '专业技术人员继续教育激活卡、教材出库单',
      '专业技术人员继续教育教材出库单',
    ]);
  });

  test('练习 stands on practice papers only', () => {
    expect([onlySheet({ practice: true }).practice, onlySheet({}).practice]).toEqual(['练习', '']);
  });

  test('a copy says 补打第 n 次, the original does not', () => {
    expect([onlySheet({ reprint: 2 }).reprint, onlySheet({}).reprint]).toEqual(['补打第 2 次', '']);
  });

  test('the day is written as on paper, the upload state beside the time of printing', () => {
    const sheet = onlySheet({ upload: '已上传' });
    expect(sheet).toMatchObject({
      day: '2014年5月20日',
      printed: '打印时间：2014年5月20日 09:31　打印人：黄经办　已上传',
    });
  });
});
