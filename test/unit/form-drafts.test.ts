import { describe, expect, test } from 'vitest';
import { type DraftRules, draftIn, draftText } from '../../renderer/parts/draft.ts';
import { acceptRules, dispatchRules } from '../../renderer/screens/custody/drafts.ts';
import { returnRules } from '../../renderer/screens/returns/drafts.ts';
import { bookRules, chosenOr, handRules } from '../../renderer/screens/stock-in/drafts.ts';
import { blankLine } from '../../renderer/screens/stock-in/lines.ts';

const REQUEST = 'request-0001';
const sent = {
  ranges: [{ first: '045072014000000101', last: '045072014000000110' }],
  books: [{ textbook: '2014-xxaq-book', title: '知识读本', quantity: 3 }],
};

function expectKept<F extends object>(rules: DraftRules<F>, part: Partial<F>): void {
  const fresh = { request: REQUEST, unsure: false, fields: rules.fresh() };
  expect(draftText(rules, fresh)).toBe('');
  const filled = { ...fresh, fields: { ...fresh.fields, ...part } };
  const kept = draftText(rules, filled);
  expect(kept).not.toBe('');
  // The request comes back with the form: pressed again, it is the same deed.
  expect(draftIn(rules, kept, 'request-0002')).toEqual({ draft: filled, unreadable: false });
}

describe('the draft of a form', () => {
  test('is none while it is fresh, and comes back whole with its request', () => {
    expectKept(handRules, { lines: [{ ...blankLine(), count: '30' }, blankLine()] });
    expectKept(handRules, { course: '2014-xxaq' });
    expectKept(handRules, { into: 'store' });
    expectKept(bookRules, { note: 'SK-2014-007' });
    expectKept(dispatchRules, { chosen: 'QZ/2' });
    expectKept(dispatchRules, { books: [{ textbook: '2014-xxaq-book', quantity: '3' }] });
    expectKept(returnRules, {
      slip: 'QZ1A-20140520-00003',
      books: { b: '1' },
      seen: ['slip'],
      reason: '多买',
    });
    expectKept(acceptRules(sent), { cards: '045072014000000101' });
    expectKept(acceptRules(sent), { books: [{ textbook: '2014-xxaq-book', quantity: '2' }] });
  });

  test('is kept while it is unsure, whatever is in it', () => {
    const unsure = { request: REQUEST, unsure: true, fields: bookRules.fresh() };
    expect(draftIn(bookRules, draftText(bookRules, unsure), 'request-0002').draft).toEqual(unsure);
  });

  test('that is not exactly one of this version is not read at all, and said so', () => {
    const good = draftText(bookRules, {
      request: REQUEST,
      unsure: false,
      fields: { ...bookRules.fresh(), quantity: '3' },
    });
    const others = [
      good.replace('"version":1', '"version":2'),
      good.replace('"quantity"', '"price"'),
      good.replace('"till"', '"attic"'),
      good.replace(REQUEST, ''),
      '{"version":1',
      'null',
    ];
    const fresh = { request: 'request-0002', unsure: false, fields: bookRules.fresh() };
    for (const other of others) {
      expect(draftIn(bookRules, other, 'request-0002')).toEqual({ draft: fresh, unreadable: true });
    }
  });

  test('a choice that is no longer offered is dropped, and the only one goes without saying', () => {
    expect([chosenOr('a', ['a', 'b']), chosenOr('c', ['a', 'b']), chosenOr('c', ['a'])]).toEqual([
      'a',
      null,
      'a',
    ]);
    expect(chosenOr(null, ['a', 'b'])).toBeNull();
  });
});
