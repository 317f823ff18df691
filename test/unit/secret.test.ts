import { expect, test } from 'vitest';
import { checkSecret } from '../../contract/domain/secret.ts';

const owner = { id: 'sk01', name: '韦小兰兰兰兰兰兰' };
const verdict = (secret: string) => {
  const result = checkSecret(secret, owner);
  return result.ok ? 'good' : result.error;
};

test.each([
  ['2705', 'good'],
  ['27051986', 'good'],
  ['270', 'short'],
  ['270519864', 'good'],
  ['abcdefg', 'short'],
  ['春眠不觉晓处处闻', 'good'],
  ['春眠不觉晓处处', 'short'],
  ['correct horse', 'good'],
])('a PIN has 4 to 8 digits, a password 8 characters or more: %s is %s', (secret, expected) => {
  expect(verdict(secret)).toBe(expected);
});

test.each([
  '1234',
  '0000',
  '8888888',
  '987654',
  '78901',
  'Password',
  'ｐａｓｓｗｏｒｄ',
  'admin888',
  '啊啊啊啊啊啊啊啊',
])('the commonest secrets are refused: %s', (secret) => {
  expect(verdict(secret)).toBe('common');
});

test('a secret is never the person’s own name or code, however it is written', () => {
  expect(verdict('韦小兰 兰兰兰兰兰')).toBe('own');
  expect(checkSecret('ＳＫ０１２３４５', { id: 'sk012345', name: '' })).toEqual({ ok: false, error: 'own' });
});

test('a secret longer than the field is refused, not cut', () => {
  expect(verdict('长'.repeat(65))).toBe('long');
  expect(verdict('长短'.repeat(32))).toBe('good');
});
