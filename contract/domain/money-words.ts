import type { Fen } from './money.ts';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';

const UNITS: readonly (readonly [number, string])[] = [
  [100_000_000, '亿'],
  [10_000, '万'],
  [1000, '仟'],
  [100, '佰'],
  [10, '拾'],
];

/**
 * 大写 of an amount as 正确填写票据和结算凭证的基本规定 asks: 人民币 without a blank, 零 for zeros inside, 整
 * after 元, nothing after 角 or 分. Where the rule leaves 零 free (a zero in the 万 or 元 place before a 仟 or
 * 角, as in ¥107,000.53) it is left out, so that one amount always reads the same.
 */
export function moneyInWords(amount: Fen): string {
  const size = Math.abs(amount);
  return `人民币${amount < 0 ? '负' : ''}${yuanInWords(Math.floor(size / 100), size % 100)}`;
}

function yuanInWords(yuan: number, cents: number): string {
  if (cents === 0) return `${integerInWords(yuan)}元整`;
  const whole = yuan === 0 ? '' : `${integerInWords(yuan)}元`;
  return whole + centsInWords(cents, whole !== '');
}

function centsInWords(cents: number, afterYuan: boolean): string {
  const jiao = Math.floor(cents / 10);
  const rest = cents % 10;
  // ¥325.04 needs 零 between 元 and 分, ¥0.04 has nothing to be parted from.
  const noJiao = afterYuan ? '零' : '';
  return (jiao > 0 ? `${DIGITS.charAt(jiao)}角` : noJiao) + (rest > 0 ? `${DIGITS.charAt(rest)}分` : '');
}

function integerInWords(n: number): string {
  const found = UNITS.find(([size]) => n >= size);
  if (found === undefined) return DIGITS.charAt(n);
  const [size, name] = found;
  const rest = n % size;
  const head = integerInWords(Math.floor(n / size)) + name;
  if (rest === 0) return head;
  return head + (rest < size / 10 ? '零' : '') + integerInWords(rest);
}
