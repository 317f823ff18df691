import { describe, expect, test } from 'vitest';
import { HEADER, note, noteOf, ranges, refusals, row, sheet, taken, warnings } from '../note-builder.ts';

describe('rows that are taken in', () => {
  test('a range of 18 digits beyond 2^53 keeps its leading zero and is counted exactly', () => {
    const read = note(['045072014000001001', '045072014000001500', '张', 500, 50, 25000]);
    expect(ranges(read)).toEqual(['045072014000001001-045072014000001500=500']);
    expect(read.acceptedCards).toBe(500);
    expect(warnings(read)).toEqual([]);
  });

  test('an empty end is one card, or follows from the count', () => {
    const read = note(
      ['0101', '', '张', 1],
      ['0201', '—', '张', ''],
      ['0301', '', '张', 20],
      ['', '0420', '张', 20],
    );
    expect(ranges(read)).toEqual(['0101-0101=1', '0201-0201=1', '0301-0320=20', '0401-0420=20']);
  });

  test('张 behind a number or a count is tolerated without a warning', () => {
    const read = note(['0101张', '0110张', '张', '10张']);
    expect(ranges(read)).toEqual(['0101-0110=10']);
    expect(warnings(read)).toEqual([]);
  });

  test('blanks, full-width digits and text marks are folded and said', () => {
    const read = note([' 01 01', '０１１０', '张', '１０'], ["'0201", '="0210"', '张', 10]);
    expect(ranges(read)).toEqual(['0101-0110=10', '0201-0210=10']);
    expect(warnings(read)).toEqual([
      { row: 2, field: 'cardStart', kind: 'card-cleaned' },
      { row: 2, field: 'cardEnd', kind: 'card-cleaned' },
      { row: 3, field: 'cardStart', kind: 'card-cleaned' },
      { row: 3, field: 'cardEnd', kind: 'card-cleaned' },
    ]);
  });

  test('another price than 50 yuan and an amount that is not price times cards are said, the row is taken', () => {
    const read = note(
      ['0101', '0110', '张', 10, 45, 450],
      ['0201', '0210', '张', 10, '￥50.00', '500元'],
      ['0301', '0310', '张', 10, 50, '505.00'],
      ['0401', '0410', '张', 10, 50, '伍佰元整'],
    );
    expect(read.acceptedCards).toBe(40);
    expect(warnings(read)).toEqual([
      { row: 2, field: 'price', kind: 'price-mismatch' },
      { row: 4, field: 'amount', kind: 'amount-mismatch' },
      { row: 5, field: 'amount', kind: 'amount-mismatch' },
    ]);
  });

  test('a hidden row is taken in and said', () => {
    const hidden = { ...row(2, '0101', '0110', '张', 10), hidden: true };
    expect(warnings(noteOf([sheet(row(1, ...HEADER), hidden)]))).toEqual([
      { row: 2, field: 'row', kind: 'row-hidden' },
    ]);
  });
});

describe('rows that stay out whole', () => {
  test('a number in a numeric cell is refused in each of its cells, also as scientific text', () => {
    const read = note(
      [45072014000006000, 45072014000006050, '张', 50],
      ['0101', 110, '张', 10],
      ['4.5072E+16', '', '张', 1],
      ['暂缺', 110, '张', 10],
    );
    expect(read.acceptedCards).toBe(0);
    expect(refusals(read)).toEqual([
      { row: 2, field: 'cardStart', kind: 'card-numeric-cell' },
      { row: 2, field: 'cardEnd', kind: 'card-numeric-cell' },
      { row: 3, field: 'cardEnd', kind: 'card-numeric-cell' },
      { row: 4, field: 'cardStart', kind: 'card-numeric-cell' },
      { row: 5, field: 'cardEnd', kind: 'card-numeric-cell' },
    ]);
  });

  test('start and end of another length or prefix, a shortened end, or no card number at all are a matter of width', () => {
    const read = note(
      ['0101', '00110', '张', 10],
      ['0201', '210', '张', 10],
      ['A101', 'B110', '张', 10],
      ['暂缺', '', '张', 10],
      ['', '0310', '张', ''],
    );
    expect(read.acceptedCards).toBe(0);
    expect(refusals(read).map(({ row: at, field, kind }) => [at, field, kind])).toEqual([
      [2, 'cardEnd', 'card-width'],
      [3, 'cardEnd', 'card-width'],
      [4, 'cardEnd', 'card-width'],
      [5, 'cardStart', 'card-width'],
      [6, 'cardStart', 'card-width'],
    ]);
  });

  test('an end before its start is refused before its count is looked at', () => {
    expect(refusals(note(['0110', '0101', '张', 10]))).toEqual([
      { row: 2, field: 'cardEnd', kind: 'card-range-reversed' },
    ]);
  });

  test('a count that differs from end − start + 1, or can not be read, is refused with the real count', () => {
    const read = note(['0101', '0110', '张', 11], ['0201', '0210', '张', '约十张'], ['0301', '', '张', 0]);
    expect(refusals(read)).toEqual([
      { row: 2, field: 'count', kind: 'card-count-mismatch', counted: 10 },
      { row: 3, field: 'count', kind: 'card-count-mismatch', counted: 10 },
      { row: 4, field: 'count', kind: 'card-count-mismatch' },
    ]);
  });

  test('a row that shares one card with an earlier note is refused and names the shared cards', () => {
    const rows = [row(1, ...HEADER), row(2, '0150', '0209', '张', 60), row(3, '0300', '0309', '张', 10)];
    const before = [
      taken('0101', '0160', 'A.xlsx'),
      taken('0161', '0170', 'A.xlsx'),
      taken('0200', '0201', 'B.xlsx'),
    ];
    const read = noteOf([sheet(...rows)], before);
    expect(refusals(read)).toEqual([
      {
        row: 2,
        field: 'cardStart',
        kind: 'card-overlap',
        against: 'A.xlsx',
        overlapStart: '0150',
        overlapEnd: '0170',
        overlapCount: 21,
      },
    ]);
    expect(ranges(read)).toEqual(['0300-0309=10']);
  });

  test('numbers of another width or prefix are other cards', () => {
    const read = noteOf(
      [sheet(row(1, ...HEADER), row(2, '01010', '01019', '张', 10), row(3, 'A101', 'A110', '张', 10))],
      [taken('0101', '0110', 'A.xlsx'), taken('B101', 'B110', 'A.xlsx')],
    );
    expect(read.acceptedCards).toBe(20);
  });

  test('a row overlapping an earlier accepted row of the same note is refused, one overlapping a refused row is not', () => {
    const read = note(
      ['0101', '0110', '张', 10],
      ['0110', '0119', '张', 10],
      ['0119', '0120', '张', 2],
      ['0101', '0101', '张', 1],
    );
    const shared = { field: 'cardStart', kind: 'card-overlap-in-file', firstRow: 2 };
    expect(refusals(read)).toEqual([
      { row: 3, ...shared, overlapStart: '0110', overlapEnd: '0110', overlapCount: 1 },
      { row: 5, ...shared, overlapStart: '0101', overlapEnd: '0101', overlapCount: 1 },
    ]);
    expect(ranges(read)).toEqual(['0101-0110=10', '0119-0120=2']);
    // Whoever looks up known cards needs those of refused rows too: a row ahead of them may fall out later.
    expect(read.lines.map((line) => line.range?.last)).toEqual(['0110', '0119', '0120', '0101']);
  });
});
