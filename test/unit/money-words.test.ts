import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fen } from '../../contract/domain/money.ts';
import { moneyInWords } from '../../contract/domain/money-words.ts';

test.each([
  [50_00, '人民币伍拾元整'],
  [10_00, '人民币壹拾元整'],
  [1409_50, '人民币壹仟肆佰零玖元伍角'],
  [325_04, '人民币叁佰贰拾伍元零肆分'],
  [6007_14, '人民币陆仟零柒元壹角肆分'],
  [50_000_00, '人民币伍万元整'],
  [73_600_00, '人民币柒万叁仟陆佰元整'],
])('rule for bills and vouchers: %i fen is %s', (amount, words) => {
  expect(moneyInWords(fen(amount))).toBe(words);
});

test.each([
  [0, '人民币零元整'],
  [50, '人民币伍角'],
  [4, '人民币肆分'],
  [99, '人民币玖角玖分'],
  [10_000_001_00, '人民币壹仟万零壹元整'],
  [100_203_06, '人民币壹拾万零贰佰零叁元零陆分'],
  [1680_32, '人民币壹仟陆佰捌拾元叁角贰分'],
  [107_000_53, '人民币壹拾万柒仟元伍角叁分'],
  [10_000_00, '人民币壹万元整'],
  [100_010_00, '人民币壹拾万零壹拾元整'],
  [1_001_000_00, '人民币壹佰万壹仟元整'],
  [100_000_000_00, '人民币壹亿元整'],
  [100_001_000_00, '人民币壹亿零壹仟元整'],
  [1_020_000_300_40, '人民币壹拾亿贰仟万零叁佰元肆角'],
  [Number.MAX_SAFE_INTEGER, '人民币玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分'],
  [-50_00, '人民币负伍拾元整'],
  [-4, '人民币负肆分'],
])('zeros inside, signs and large amounts: %i fen is %s', (amount, words) => {
  expect(moneyInWords(fen(amount))).toBe(words);
});

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const SIZES: Record<string, number> = { 拾: 10, 佰: 100, 仟: 1000 };

/** Reads words back the way an auditor does: digit by digit, section by section. */
function readBack(words: string): number {
  const [, yuan = '', jiao = '', cents = ''] =
    /^人民币(?:(.+)元)?零?(?:(.)角)?(?:(.)分)?整?$/.exec(words) ?? [];
  let whole = 0;
  let section = 0;
  let digit = 0;
  for (const sign of yuan) {
    if (sign === '亿') [whole, section, digit] = [(whole + section + digit) * 1e8, 0, 0];
    else if (sign === '万') [whole, section, digit] = [whole + (section + digit) * 1e4, 0, 0];
    else if (SIZES[sign] !== undefined) [section, digit] = [section + digit * SIZES[sign], 0];
    else digit = DIGITS.indexOf(sign);
  }
  const small = (sign: string) => (sign === '' ? 0 : DIGITS.indexOf(sign));
  return (whole + section + digit) * 100 + small(jiao) * 10 + small(cents);
}

test('every amount reads back to the same fen and never holds two zeros in a row', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999_999_99 }), (amount) => {
      const words = moneyInWords(fen(amount));
      expect(readBack(words)).toBe(amount);
      expect(words).not.toMatch(/零零|零[拾佰仟万亿]/);
    }),
  );
});
