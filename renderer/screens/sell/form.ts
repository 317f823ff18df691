import type { Problem } from '../../../contract/app/problem.ts';
import type { Buyer } from '../../../contract/app/sales.ts';
import { isCardNumber } from '../../../contract/domain/card-number.ts';
import { type CardRange, formatRange, overlap } from '../../../contract/domain/card-range.ts';

export type Method = 'cash' | 'transfer' | 'card' | 'cheque';
type PlainRange = { readonly first: string; readonly last: string };

/** One entry of cards, as the engine read it. */
export type Line = {
  readonly ranges: readonly PlainRange[];
  readonly count: number;
  readonly text: string;
  readonly cardsFen: number;
};

export type FormBuyer =
  | { readonly kind: 'none' }
  | { readonly kind: 'employer'; readonly employer: string; readonly area: string }
  | {
      readonly kind: 'newEmployer';
      readonly area: string | null;
      readonly contact: string;
      readonly phone: string;
    }
  | { readonly kind: 'person'; readonly area: string | null };

/** An entry of cards that was not taken, with why; it stays until somebody has seen it. */
export type RefusedCards = { readonly id: string; readonly text: string; readonly problem: Problem };

/** The whole half-filled sale. `request` is made with the form and names the sale however often F9 is pressed. */
export type SaleForm = {
  readonly request: string;
  readonly buyerText: string;
  readonly buyer: FormBuyer;
  /** Null: the course now on sale. */
  readonly course: string | null;
  readonly cardText: string;
  /** Entries still being checked. What comes back under an id that isn't here any more belongs to another sale. */
  readonly checks: readonly string[];
  readonly refused: readonly RefusedCards[];
  readonly lines: readonly Line[];
  readonly method: Method;
  readonly reference: string;
  /** 收款 was sent and nothing has settled it: the sale may be stored, so only this very request may be repeated. */
  readonly unsure: boolean;
};

export type SaleStep =
  | { readonly type: 'buyerText'; readonly text: string }
  | { readonly type: 'buyer'; readonly text: string; readonly buyer: FormBuyer }
  | { readonly type: 'course'; readonly course: string }
  | { readonly type: 'cardText'; readonly text: string }
  | { readonly type: 'check'; readonly id: string }
  | { readonly type: 'cardsRefused'; readonly id: string; readonly text: string; readonly problem: Problem }
  | { readonly type: 'refusalSeen'; readonly id: string }
  | { readonly type: 'addLine'; readonly id: string; readonly text: string; readonly line: Line }
  | { readonly type: 'removeLine'; readonly at: number }
  | { readonly type: 'method'; readonly method: Method }
  | { readonly type: 'reference'; readonly text: string }
  | { readonly type: 'fresh'; readonly request: string }
  | SettlingStep;

/** What 收款 does to the form; `request` is the sale it was about, which may no longer be the one in the form. */
type SettlingStep =
  | { readonly type: 'sent'; readonly request: string; readonly course: string }
  | { readonly type: 'settled'; readonly request: string }
  | { readonly type: 'sold'; readonly request: string; readonly next: string };

export function freshForm(request: string): SaleForm {
  return {
    request,
    buyerText: '',
    buyer: { kind: 'none' },
    course: null,
    cardText: '',
    checks: [],
    refused: [],
    lines: [],
    method: 'cash',
    reference: '',
    unsure: false,
  };
}

export function saleForm(form: SaleForm, step: SaleStep): SaleForm {
  if (isSettling(step)) return step.request === form.request ? settle(form, step) : form;
  return form.unsure ? form : edit(form, step);
}

function isSettling(step: SaleStep): step is SettlingStep {
  return step.type === 'sent' || step.type === 'settled' || step.type === 'sold';
}

function settle(form: SaleForm, step: SettlingStep): SaleForm {
  if (step.type === 'sold') return freshForm(step.next);
  // The course is held fast too: which one is on sale by default may change with the business day.
  return step.type === 'sent' ? { ...form, course: step.course, unsure: true } : { ...form, unsure: false };
}

function edit(form: SaleForm, step: Exclude<SaleStep, SettlingStep>): SaleForm {
  switch (step.type) {
    case 'buyerText':
      return { ...form, buyerText: step.text, buyer: { kind: 'none' } };
    case 'buyer':
      return { ...form, buyerText: step.text, buyer: step.buyer };
    case 'course':
      // Cards belong to one course: what was entered for the other one can't stay.
      return { ...form, course: step.course, lines: [], checks: [], refused: [] };
    case 'cardText':
      return { ...form, cardText: step.text };
    case 'check':
      return { ...form, checks: [...form.checks, step.id] };
    case 'cardsRefused':
      return form.checks.includes(step.id) ? withRefusal(checkedOff(form, step.id), step) : form;
    case 'refusalSeen':
      return { ...form, refused: form.refused.filter((one) => one.id !== step.id) };
    case 'addLine':
      return form.checks.includes(step.id) ? withLine(checkedOff(form, step.id), step) : form;
    case 'removeLine':
      return { ...form, lines: form.lines.filter((_, at) => at !== step.at) };
    case 'method':
      return { ...form, method: step.method, reference: step.method === 'cash' ? '' : form.reference };
    case 'reference':
      return { ...form, reference: step.text };
    case 'fresh':
      return freshForm(step.request);
  }
}

function checkedOff(form: SaleForm, id: string): SaleForm {
  return { ...form, checks: form.checks.filter((one) => one !== id) };
}

function withRefusal(form: SaleForm, { id, text, problem }: RefusedCards): SaleForm {
  return { ...form, refused: [...form.refused, { id, text, problem }] };
}

type CheckedLine = { readonly id: string; readonly text: string; readonly line: Line };

function withLine(form: SaleForm, { id, text, line }: CheckedLine): SaleForm {
  const twice = enteredTwice(form.lines, line);
  if (twice === null) return { ...form, lines: [...form.lines, line] };
  const problem: Problem = {
    code: 'page.cardTwice',
    happened: `${twice} 已经在本单里了，没有重复加入。`,
    safe: '本单已加入的卡号没有变。',
    todo: '请核对手上的卡，继续扫下一张；如要重填，先移除原来那一行。',
  };
  return withRefusal(form, { id, text, problem });
}

/** The cards of a new line that the form already holds, or null. */
function enteredTwice(lines: readonly Line[], added: Line): string | null {
  for (const range of added.ranges.map(checked)) {
    for (const held of lines.flatMap((line) => line.ranges.map(checked))) {
      const both = overlap(held, range);
      if (both !== null) return formatRange(both);
    }
  }
  return null;
}

function checked({ first, last }: PlainRange): CardRange {
  if (!isCardNumber(first) || !isCardNumber(last))
    throw new TypeError('the engine returned a malformed range');
  return { first, last };
}

export function countOf(form: SaleForm): number {
  return form.lines.reduce((sum, line) => sum + line.count, 0);
}

/** Sum of what the engine priced, in fen; the page itself knows no price. */
export function totalFenOf(form: SaleForm): number {
  return form.lines.reduce((sum, line) => sum + line.cardsFen, 0);
}

export function isEmpty(form: SaleForm): boolean {
  const written = form.buyerText + form.cardText + form.reference;
  return written === '' && form.lines.length + form.checks.length + form.refused.length === 0;
}

/** The buyer as the contract wants it, or null while something is missing. */
export function buyerOf({ buyer, buyerText }: SaleForm): Buyer | null {
  if (buyer.kind === 'none') return null;
  if (buyer.kind === 'employer') return { kind: 'employer', employer: buyer.employer };
  if (buyer.area === null) return null;
  if (buyer.kind === 'person') return { kind: 'person', area: buyer.area };
  return {
    kind: 'newEmployer',
    name: buyerText.trim(),
    area: buyer.area,
    contact: buyer.contact.trim(),
    phone: buyer.phone.trim(),
  };
}
