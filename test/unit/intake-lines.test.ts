import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CardNumber, cardAt } from '../../contract/domain/card-number.ts';
import {
  type IntakeLine,
  intakeRanges,
  judgeIntakeLines,
  MOST_CARDS_AN_INTAKE,
  readIntakeLine,
} from '../../contract/domain/intake-lines.ts';
import { parseQuantity } from '../../contract/domain/quantity.ts';

const line = (start = '', end = '', count = ''): IntakeLine => ({ start, end, count });
const problemOf = (given: IntakeLine) => {
  const read = readIntakeLine(given);
  return read === null || read.ok ? read : read.error;
};

const anyRun = fc
  .tuple(
    fc.constantFrom('', 'GX', 'B03'),
    fc.bigInt({ min: 0n, max: 10n ** 20n }),
    fc.integer({ min: 1, max: MOST_CARDS_AN_INTAKE }),
  )
  .map(([prefix, tail, count]) => {
    const first = `${prefix}${String(tail).padStart(24, '0')}` as CardNumber;
    const last = cardAt(first, BigInt(count - 1));
    if (!last.ok) throw new Error('the series is too short for this test');
    return { first, last: last.value, count };
  });

/** As hands and input methods leave it: blanks, full width, 张 behind the count. */
const dressed = (text: string) =>
  fc.constantFrom(
    text,
    ` ${text} `,
    text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  );

test('any two of start, end and count give the third, however they were typed', () => {
  fc.assert(
    fc.property(
      anyRun.chain(({ first, last, count }) =>
        fc.tuple(fc.constant({ first, last }), dressed(first), dressed(last), dressed(`${count}张`)),
      ),
      ([range, start, end, count]) => {
        const done = { ok: true, value: range };
        expect(readIntakeLine(line(start, end))).toEqual(done);
        expect(readIntakeLine(line(start, '', count))).toEqual(done);
        expect(readIntakeLine(line('', end, count))).toEqual(done);
        expect(readIntakeLine(line(start, end, count))).toEqual(done);
      },
    ),
  );
});

test('a line with nothing in it is no line, one figure alone waits for a second', () => {
  expect(readIntakeLine(line(' ', '', ' '))).toBeNull();
  expect(problemOf(line('0450'))).toEqual({ kind: 'incomplete' });
  expect(problemOf(line('', '', '3'))).toEqual({ kind: 'incomplete' });
});

test.each([
  [line('0450', '450'), { kind: 'width' }],
  [line('GX0001', 'QZ0002'), { kind: 'prefix' }],
  [line('0002', '0001'), { kind: 'reversed' }],
  [line('一', '0001'), { kind: 'start' }],
  [line('0001', '一'), { kind: 'end' }],
  [line('0001', '', '0'), { kind: 'count' }],
  [line('0001', '', '1.5'), { kind: 'count' }],
  [line('9999', '', '2'), { kind: 'overflow' }],
  [line('0001', '0010', '9'), { kind: 'count-mismatch', counted: 10 }],
])('%j is refused: %j', (given, problem) => {
  expect(problemOf(given)).toEqual(problem);
});

test('of two lines that share cards the later is refused, with the line and the cards it shares', () => {
  const judged = judgeIntakeLines([
    line('0001', '0010'),
    line(),
    line('0008', '0012'),
    line('0013', '', '1'),
  ]);
  expect(judged.map(({ kind }) => kind)).toEqual(['sound', 'empty', 'refused', 'sound']);
  expect(judged[2]).toMatchObject({
    problem: { kind: 'overlap', line: 1, shared: { first: '0008', last: '0010' } },
  });
  expect(intakeRanges(judged)).toEqual({ ok: false, error: 'refused' });
});

test('the line by which the sum passes 10,000 is refused, and no other', () => {
  const judged = judgeIntakeLines([
    line('000001', '', '9999'),
    line('100001', '', '2'),
    line('200001', '', '1'),
  ]);
  expect(judged.map(({ kind }) => kind)).toEqual(['sound', 'refused', 'sound']);
  expect(judged[1]).toMatchObject({ problem: { kind: 'over-limit', sum: 10_001 } });
});

test('only a whole number from 1 on is a quantity', () => {
  expect(['5', ' １２ ', '30本', '0007'].map(parseQuantity)).toEqual([5, 12, 30, 7]);
  expect(['', '0', '-1', '1.0', '1e3', '五', '10000000'].map(parseQuantity)).toEqual(Array(7).fill(null));
});
