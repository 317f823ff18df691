import { expect, test } from 'vitest';
import { maskedName, maskedPhone } from '../../contract/domain/masking.ts';

test('of a name the first character stays, rare ones counted whole; of a phone its ends', () => {
  expect([maskedName('莫𬱟英'), maskedName('𬱟')]).toEqual(['莫**', '𬱟*']);
  expect([maskedPhone('19900001234'), maskedPhone('0777-0000123')]).toEqual(['199****1234', '077*****0123']);
  expect([maskedName(''), maskedPhone('')]).toEqual([null, null]);
});
