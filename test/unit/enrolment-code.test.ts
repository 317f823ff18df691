import { expect, test } from 'vitest';
import { normalCode } from '../../contract/domain/enrolment-code.ts';

test('a code read off paper is the same code in any case, with any lines between, and O, I and L as digits', () => {
  expect(normalCode('7k3m-9pqr 2wxy')).toBe('7K3M9PQR2WXY');
  expect(normalCode(' ７Ｋ３Ｍ–oIl0 ')).toBe('7K3M0110');
});

test('what is left out is no letter or digit', () => {
  expect(normalCode('中文，。-')).toBe('');
});
