import { fail, ok, type Result } from './result.ts';

export const LONGEST_SECRET = 64;
const SHORTEST_PASSWORD = 8;

/** What everybody tries first. A row of one digit, or digits counting up or down, is found by rule. */
const COMMON: readonly string[] = [
  'password',
  'passw0rd',
  'password1',
  'password123',
  'qwertyui',
  'qwertyuiop',
  'qwer1234',
  '1qaz2wsx',
  '1q2w3e4r',
  'abcd1234',
  'abc12345',
  'a1234567',
  'a12345678',
  'a123456789',
  'aa123456',
  'aa12345678',
  'admin123',
  'admin888',
  'iloveyou',
  'woaini1314',
  'woaini520',
  'asd123456',
  'zxcvbnm1',
  '11223344',
  '12341234',
  '1212',
  '1314',
  '5201314',
  '52013145',
  '147258369',
];

export type BadSecret = 'short' | 'long' | 'common' | 'own';

/**
 * A secret somebody may choose: a PIN of 4 to 8 digits, or a password of 8 characters or more. Refused: the commonest
 * ones, and the person's own name or code. No forced mix of characters and no forced change (ASVS 5.0 6.2).
 */
export function checkSecret(
  secret: string,
  owner: { readonly id: string; readonly name: string },
): Result<string, BadSecret> {
  const length = [...secret].length;
  if (length > LONGEST_SECRET) return fail('long');
  if (!/^[0-9]{4,8}$/.test(secret) && length < SHORTEST_PASSWORD) return fail('short');
  const folded = folding(secret);
  if (COMMON.includes(folded) || isRow(folded)) return fail('common');
  return [owner.id, owner.name].map(folding).includes(folded) ? fail('own') : ok(secret);
}

function folding(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/** 1111, 12345678, 987654: the same step from digit to digit all along, 9 going on to 0. */
function isRow(text: string): boolean {
  if (!/^[0-9]+$/.test(text)) return /^(.)\1+$/u.test(text);
  const steps = [...text].slice(1).map((digit, at) => (Number(digit) - Number(text[at]) + 10) % 10);
  return [0, 1, 9].some((step) => steps.every((one) => one === step));
}
