import { expect, test } from 'vitest';
import { isOutside, isReason, outsideReasons } from '../../contract/domain/areas.ts';

test('a buyer is from elsewhere when the own point’s areas are known and do not hold theirs', () => {
  expect(isOutside(['市直', '钦州港'], '灵山县')).toBe(true);
  expect(isOutside(['市直', '钦州港'], '市直')).toBe(false);
  expect(isOutside(null, '灵山县')).toBe(false);
});

test('a reason is words: blanks and a card scanned into its place are none', () => {
  for (const reason of [...outsideReasons, '出差在此，急用 2 张']) expect(isReason(reason)).toBe(true);
  for (const none of ['', '  ', '045072014000001017', 'B030001', '－']) expect(isReason(none)).toBe(false);
});
