import { expect, test } from 'vitest';
import { assertNever, fail, ok } from '../../contract/domain/result.ts';

test('an expected outcome carries its value or the reason of its refusal', () => {
  expect(ok(5)).toEqual({ ok: true, value: 5 });
  expect(fail('width')).toEqual({ ok: false, error: 'width' });
});

test('an unhandled case is named by its tag only, so that no personal data reaches a log', () => {
  const stranger = { kind: 'new-kind', name: '覃丽建' } as never;
  expect(() => assertNever(stranger)).toThrow(/new-kind/);
  expect(() => assertNever(stranger)).not.toThrow(/覃丽建/);
  expect(() => assertNever('loose' as never)).toThrow(/loose/);
});
