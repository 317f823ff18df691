import { describe, expect, test } from 'vitest';
import { readCardNote } from '../../contract/domain/card-note.ts';
import { HEADER, note, noteOf, ranges, row, sheet, warnings } from '../note-builder.ts';

describe('header', () => {
  test.each([
    ['起始卡号', '终止卡号', '张数', '金额（元）'],
    ['激活卡号起', '激活卡号止', '数量(张)', '价款'],
    ['开始号码', '结束号码', '发卡数量', '总金额'],
    ['卡号（起）', '卡号（止）', '数 量', '金额：'],
    ['*起号', '*止号', '出库数量', '小计'],
    ['起始\n卡号', '截止\n卡号', '实发数量', '金　额'],
  ])('%s, %s, %s, %s are understood in any order', (start, end, count, amount) => {
    const read = noteOf([
      sheet(row(5, count, '车次', end, amount, start), row(6, 10, '甲', '0110', 500, '0101')),
    ]);
    expect(read.headerRow).toBe(5);
    expect(ranges(read)).toEqual(['0101-0110=10']);
    expect(warnings(read)).toEqual([]);
  });

  test('one column may hold start and end, as the regional system prints it', () => {
    const rows = [row(2, '0101－0110', 10, 50), row(3, '0201', 1, 50), row(4, '0301 至 0302', 2, 50)];
    const read = noteOf([sheet(row(1, '卡号起止', '数量', '单价'), ...rows)]);
    expect(ranges(read)).toEqual(['0101-0110=10', '0201-0201=1', '0301-0302=2']);
  });

  test('卡号 may stand over 起 and 止 on two rows', () => {
    const top = row(3, '序号', '卡号', null, '数量', '单价');
    const read = noteOf([
      sheet(top, row(4, null, '起', '止', null, null), row(5, 1, '0101', '0110', 10, 50)),
    ]);
    expect([read.headerRow, read.lines.length]).toEqual([3, 1]);
    expect(ranges(read)).toEqual(['0101-0110=10']);
  });

  test('the first visible sheet with a header is read, hidden ones never', () => {
    const good = [row(1, ...HEADER), row(2, '0101', '0110', '张', 10)];
    const sheets = [
      { name: '说明', hidden: false, rows: [row(1, '请勿改动')] },
      { name: '旧单', hidden: true, rows: [row(1, ...HEADER), row(2, '0901', '0910', '张', 10)] },
      { name: '本单', hidden: false, rows: good },
    ];
    expect(noteOf(sheets).sheet).toBe('本单');
    expect(ranges(noteOf(sheets))).toEqual(['0101-0110=10']);
  });

  test('a header below row 30, a roster with card numbers, or no header at all is no delivery note', () => {
    const roster = row(1, '姓名', '身份证号', '单位', '卡号', '备注');
    for (const rows of [[row(31, ...HEADER)], [roster], [row(1, '开单人')], []]) {
      expect(readCardNote([sheet(...rows)], [])).toEqual({ ok: false, error: { kind: 'file-no-header' } });
    }
  });

  test('a slip without a column for the first card says which one is missing', () => {
    const read = readCardNote(
      [sheet(row(1, '教材名称', '数量', '单价', '金额'), row(2, '低碳经济', 10, 15, 150))],
      [],
    );
    expect(read).toEqual({ ok: false, error: { kind: 'column-missing', field: 'cardStart' } });
  });

  test('more lines than one preview can judge in a turn are refused as too large', () => {
    const many = Array.from({ length: 2001 }, (_, n) => row(n + 2, String(100_000 + n)));
    const read = readCardNote([sheet(row(1, ...HEADER), ...many)], []);
    expect(read).toEqual({ ok: false, error: { kind: 'file-too-large' } });
  });
});

describe('what stands around the rows', () => {
  test('totals, amounts in words, signatures and examples are no data rows', () => {
    const read = note(
      ['例：0001', '0002'],
      ['0101', '0110', '张', 10, 50, 500],
      ['', '', '小计', 10, '', 500],
      ['合计', '', '', 10, '', 500],
      ['大写：人民币伍佰元整'],
      ['开单人：', '', '审核：'],
    );
    expect(read.lines.map((line) => line.stated.row)).toEqual([3]);
    expect([read.declaredCards, read.declaredAmountFen, read.fileWarnings]).toEqual([10, 50000, []]);
  });

  test('a total is held against all rows, also refused ones, and its difference is said for the file', () => {
    const rows = [
      ['0101', '0110', '张', 10, 50, 500],
      ['0201', '0210', '张', 11, 50, 550],
    ];
    expect(note(...rows, ['合计', '', '', 21, '', 1050]).fileWarnings).toEqual([]);
    expect(note(...rows, ['合计', '', '', 20, '', '1,000.00']).fileWarnings).toEqual([
      { row: 4, field: 'count', kind: 'total-mismatch' },
      { row: 4, field: 'amount', kind: 'total-mismatch' },
    ]);
  });

  test('the grand total counts, not a page total before it nor the amount in words after it', () => {
    const read = note(
      ['0101', '0110', '张', 10, 50, 500],
      ['合计', '', '', 10, '', 500],
      ['0201', '0210', '张', 10, 50, 500],
      ['总计', '', '', 20, '', 1000],
      ['合计大写：人民币壹仟元整'],
    );
    expect([read.acceptedCards, read.declaredCards, read.declaredAmountFen]).toEqual([20, 20, 100000]);
    expect(read.fileWarnings).toEqual([]);
  });

  test('without a total line nothing is declared and nothing is said', () => {
    const read = note(['0101', '0110', '张', 10]);
    expect([read.declaredCards, read.declaredAmountFen, read.fileWarnings]).toEqual([null, null, []]);
  });

  test('the slip number comes from its column, its label, or the cell beside the label', () => {
    const data = row(9, '0101', '0110', '张', 10);
    const header = row(8, ...HEADER.slice(0, 6));
    const above = (...values: readonly string[]) =>
      noteOf([sheet(row(2, ...values), header, data)]).slipNumber;
    expect(note(['0101', '0110', '张', 10, 50, 500, 'QZ20140506001']).slipNumber).toBe('QZ20140506001');
    expect(above('开单日期：2014-05-06', '单号：QZ 001')).toBe('QZ001');
    expect(above('出库单号', '', 'ＱＺ002')).toBe('QZ002');
    expect(above('№ 0077')).toBe('0077');
    expect(above('购卡方式：销售点预售')).toBe('');
  });

  test('date and sender are read from their labels, a date that does not exist is none', () => {
    const read = (...values: readonly string[]) =>
      noteOf([sheet(row(1, ...values), row(2, ...HEADER), row(3, '0101', '0110', '张', 10))]);
    expect(read('开单日期：2014年5月6日', '发卡单位：自治区继续教育办公室')).toMatchObject({
      date: '2014-05-06',
      supplier: '自治区继续教育办公室',
    });
    expect(read('日期', '2014/2/30')).toMatchObject({ date: null, supplier: '' });
  });
});
