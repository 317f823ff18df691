import { expect, test } from 'vitest';
import { maskedContact, maskedPhone } from '../../contract/domain/masked.ts';

test.each([
  ['韦小兰', '韦**'],
  ['𠮷野', '𠮷*'],
  ['韦', '韦*'],
  ['', ''],
])('contact %s stands on paper as %s', (contact, masked) => {
  expect(maskedContact(contact)).toBe(masked);
});

test.each([
  ['19900001234', '199****1234'],
  ['0777-00001234', '077******1234'],
  ['', ''],
])('phone %s stands on paper as %s', (phone, masked) => {
  expect(maskedPhone(phone)).toBe(masked);
});
