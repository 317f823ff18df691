import { describe, expect, test } from 'vitest';
import { draftOf, formIn, formToGoOnWith } from '../../renderer/screens/sell/draft.ts';
import { freshForm, type SaleForm, type SaleStep, saleForm } from '../../renderer/screens/sell/form.ts';
import { heldTitle, whyNotHeld } from '../../renderer/screens/sell/held-title.ts';

const REQUEST = 'request-0001';
const CARD = '045072014000000101';
const line = {
  ranges: [{ first: '045072014000000101', last: '045072014000000130' }],
  count: 30,
  text: '045072014000000101–045072014000000130',
  cardsFen: 150_000,
};
const problem = { code: 'CARD', happened: '有的卡不能售出。', safe: '没有写入。', todo: '请换卡。' };

const stepped = (steps: readonly SaleStep[], form = freshForm(REQUEST)) => steps.reduce(saleForm, form);

function school(): SaleForm {
  const buyer = { kind: 'newEmployer', area: '市直', contact: '莫老师', phone: '19900001234' } as const;
  return stepped([
    { type: 'buyer', text: '钦州市第五中学', buyer },
    { type: 'courseKnown', course: '2014-xxaq' },
    { type: 'check', id: 'a', text: '1001+30' },
    { type: 'addLine', id: 'a', text: '1001+30', line },
    { type: 'check', id: 'b', text: '1099' },
    { type: 'cardsRefused', id: 'b', text: '1099', problem },
    { type: 'books', textbook: '2014-xxaq-book', text: '12' },
    { type: 'money', step: { type: 'split', stream: 'cards' } },
    { type: 'money', step: { type: 'receipt', stream: 'cards', part: { kind: 'fiscal', number: '7' } } },
    { type: 'cardText', text: '045072014000000140' },
  ]);
}

/** The kept text with something in it changed. */
function changed(change: (form: Record<string, unknown>) => void, version: unknown = 2): string {
  const form = JSON.parse(JSON.stringify(school())) as Record<string, unknown>;
  change(form);
  return JSON.stringify({ version, form });
}

describe('a draft', () => {
  test('comes back whole, for every kind of buyer', () => {
    const buyers = [
      { kind: 'none' },
      { kind: 'person', area: null },
      { kind: 'employer', employer: 'employer-1', area: '市直' },
      { kind: 'newEmployer', area: null, contact: '', phone: '' },
    ] as const;
    expect(formIn(draftOf(school()))).toEqual(school());
    for (const buyer of buyers) {
      const form = { ...school(), buyer };
      expect(formIn(draftOf(form))).toEqual(form);
    }
  });

  test('of an empty form is none; a sale under way is one, whatever is in it', () => {
    expect(draftOf(freshForm(REQUEST))).toBe('');
    const sent = { type: 'sent', request: REQUEST, course: '2014-xxaq' } as const;
    expect(formIn(draftOf(stepped([sent], school())))).toMatchObject({ unsure: true, request: REQUEST });
    expect(draftOf(stepped([sent]))).not.toBe('');
  });

  test('of a course or a way of paying chosen alone is one, though there is nothing to put aside yet', () => {
    const transfer = { type: 'payment', stream: 'cards', at: 0, part: { method: 'transfer' } } as const;
    const paid = stepped([{ type: 'money', step: transfer }]);
    const chosen = stepped([{ type: 'course', course: '2014-xxaq' }]);
    expect(formIn(draftOf(paid))).toEqual(paid);
    expect(formIn(draftOf(chosen))).toEqual(chosen);
    expect([paid, chosen].map(whyNotHeld)).toEqual(['本单还是空的', '本单还是空的']);
  });

  test('puts back into the card field what was still being checked', () => {
    const checking = stepped(
      [
        { type: 'check', id: 'c', text: '045072014000000141+2' },
        { type: 'check', id: 'd', text: '045072014000000150' },
        { type: 'cardText', text: '045072014000000160' },
        { type: 'cardLast', text: '045072014000000161' },
      ],
      school(),
    );
    expect(formIn(draftOf(checking))).toEqual({
      ...checking,
      checks: [],
      cardText: '045072014000000141+2、045072014000000150、045072014000000160',
    });
  });

  test('that is not exactly one of this version is not read at all', () => {
    expect(formIn(changed(() => undefined))).not.toBeNull();
    const others = [
      changed(() => undefined, 1),
      changed(() => undefined, '2'),
      changed((form) => delete form['outside']),
      changed((form) => (form['discount'] = '1')),
      changed((form) => (form['request'] = '')),
      changed((form) => (form['unsure'] = 'yes')),
      changed((form) => (form['buyer'] = { kind: 'debtor' })),
      changed((form) => (form['buyer'] = { kind: 'toString' })),
      changed((form) => (form['buyer'] = null)),
      changed((form) => (form['books'] = { book: 12 })),
      changed((form) => (form['lines'] = [{ ...line, count: -1 }])),
      changed((form) => (form['lines'] = [{ ...line, ranges: [{ first: '12', last: 'x' }] }])),
      changed((form) => (form['money'] = { ...school().money, payments: { cards: [], books: [] } })),
      '',
      '[]',
      'null',
      '{"version":2',
    ];
    expect(others.map(formIn)).toEqual(others.map(() => null));
  });
});

describe('at a sign-in', () => {
  const here = { form: school(), known: ['kept'] };

  test('the page goes on with its own while the engine has what the page put there', () => {
    expect(formToGoOnWith(here, 'kept', 'request-0002')).toEqual({ form: school(), unreadable: false });
  });

  test('what came into the engine from elsewhere counts more than what the page holds', () => {
    const other = { ...freshForm('request-0003'), buyerText: '灵山县' };
    expect(formToGoOnWith(here, draftOf(other), 'request-0002').form).toEqual(other);
    expect(formToGoOnWith(null, draftOf(other), 'request-0002').form).toEqual(other);
  });

  test('a sale made or put aside elsewhere leaves a fresh form with the habits of the last', () => {
    const { form, unreadable } = formToGoOnWith(here, '', 'request-0002');
    expect([form.request, form.buyerText, unreadable]).toEqual(['request-0002', '', false]);
    expect(form.money.receipts.cards).toEqual({ kind: 'fiscal', number: '' });
  });

  test('what this version can not read is said so, and the form is fresh', () => {
    const { form, unreadable } = formToGoOnWith(
      null,
      changed(() => undefined, 1),
      'request-0002',
    );
    expect([form, unreadable]).toEqual([freshForm('request-0002'), true]);
  });
});

describe('a held sale', () => {
  test('is called by its buyer and what is in it', () => {
    const person = {
      ...freshForm(REQUEST),
      buyerText: '个人',
      buyer: { kind: 'person', area: '灵山县' },
    } as const;
    expect(heldTitle(school())).toBe('钦州市第五中学 30 张、教材 12 本');
    expect(heldTitle(person)).toBe('个人（灵山县）');
    expect(heldTitle({ ...school(), buyer: { kind: 'none' }, buyerText: ' ', books: {} })).toBe(
      '未填单位 30 张',
    );
    expect(heldTitle({ ...school(), buyerText: '𬱟'.repeat(100) }).length).toBeLessThanOrEqual(120);
  });

  test('is none while the form is empty, cards are being checked or a sale is unsure', () => {
    const sent = { type: 'sent', request: REQUEST, course: '2014-xxaq' } as const;
    const forms = [
      school(),
      freshForm(REQUEST),
      stepped([{ type: 'check', id: 'c', text: '1' }], school()),
      stepped([sent], school()),
    ];
    expect(forms.map(whyNotHeld)).toEqual([
      null,
      '本单还是空的',
      '正在核对卡号',
      '正在收款，或收款结果还不确定',
    ]);
  });

  test('taken up, has none of its cards until each line was checked anew', () => {
    const entries = [{ id: 'x', text: '045072014000000101-045072014000000130' }];
    const again = stepped([{ type: 'recheck', entries }], { ...school(), cardText: '' });
    expect([again.lines, again.checks]).toEqual([[], entries]);
    // Should the page go now, the numbers stand in the card field.
    expect(formIn(draftOf(again))?.cardText).toBe(entries[0]?.text);
  });

  test('checked anew in one step: what is left, one refusal for all that went, and nothing of another sale', () => {
    const line = { ranges: [{ first: CARD, last: CARD }], count: 1, text: CARD, cardsFen: 5000 };
    const gone = { code: 'CARDS_GONE', happened: '有卡不能再售', safe: '', todo: '' };
    const entries = ['x', 'y'].map((id) => ({ id, text: CARD }));
    const ids = ['x', 'y'];
    const taken = stepped([{ type: 'recheck', entries }], { ...school(), cardText: '', refused: [] });
    const done = stepped([{ type: 'rechecked', ids, lines: [line], gone }], taken);
    expect([done.lines, done.checks, done.refused]).toEqual([
      [line],
      [],
      [{ id: 'x', text: '', problem: gone }],
    ]);
    expect(formIn(draftOf(done))?.refused).toEqual(done.refused);
    const other = freshForm(REQUEST);
    expect(stepped([{ type: 'rechecked', ids, lines: [line], gone }], other)).toEqual(other);
  });
});
