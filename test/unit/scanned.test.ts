import { expect, test } from 'vitest';
import { withScanned } from '../../renderer/screens/custody/scanned.ts';
import { blankLine, nextScanned } from '../../renderer/screens/stock-in/lines.ts';

test('a card scanned for 领用 goes behind the others, ends a run begun with a hyphen, and is not written twice', () => {
  expect(withScanned('', '1001')).toBe('1001');
  expect(withScanned('1001', '1005')).toBe('1001，1005');
  expect(withScanned('1001-', '1030')).toBe('1001-1030');
  expect(withScanned('1001，', '1030')).toBe('1001，1030');
  expect(withScanned('1001-1030', '1007')).toBe('1001-1030');
  expect(withScanned('1001-1030', '1031')).toBe('1001-1030，1031');
});

test('numbers scanned for an intake fill 起号 and 止号 in turn, and no line that has its two figures', () => {
  const line = (start: string, end: string, count: string) => ({ ...blankLine(), start, end, count });
  expect(nextScanned([line('', '', '')])).toEqual({ at: 0, figure: 'start' });
  expect(nextScanned([line('1001', '', ''), line('', '', '')])).toEqual({ at: 0, figure: 'end' });
  expect(nextScanned([line('1001', '', '30'), line('', '', '')])).toEqual({ at: 1, figure: 'start' });
  expect(nextScanned([line('1001', '1030', ''), line('', '1040', '10')])).toBeNull();
});
