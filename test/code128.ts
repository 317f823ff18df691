/**
 * Reads Code 128 back from its bar widths, apart from the library that draws it: the 107 patterns of ISO/IEC 15417,
 * Annex A, in the order of their values, each as bar, space, bar, space, bar, space.
 */
const PATTERNS =
  `212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132
122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123
212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422
121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142
121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311
113141 114131 311141 411131 211412 211214 211232`.split(/\s+/);

const START_B = 104;
const START_C = 105;
const TO_B = 100;
const TO_C = 99;
const STOP = '2331112';

/** in: bar, space, bar, … in modules. Throws where it is no Code 128 of sets B and C, or its check character is wrong. */
export function readCode128(modules: readonly number[]): string {
  const digits = modules.join('');
  if (!digits.endsWith(STOP)) throw new Error('no stop pattern');
  const values = (digits.slice(0, -STOP.length).match(/.{6}/g) ?? []).map((pattern) => {
    const value = PATTERNS.indexOf(pattern);
    if (value < 0) throw new Error(`no such pattern: ${pattern}`);
    return value;
  });
  const [start = 0, ...rest] = values;
  const check = rest.pop();
  const sum = rest.reduce((total, value, index) => total + value * (index + 1), start);
  if (sum % 103 !== check) throw new Error('the check character is wrong');
  return textOf(start, rest);
}

function textOf(start: number, values: readonly number[]): string {
  if (start !== START_B && start !== START_C) throw new Error('starts in neither set B nor C');
  let digits = start === START_C;
  let text = '';
  for (const value of values) {
    if (digits && value === TO_B) digits = false;
    else if (!digits && value === TO_C) digits = true;
    else text += digits ? String(value).padStart(2, '0') : String.fromCharCode(value + 32);
  }
  return text;
}
