import type { Problem } from '../../../contract/app/problem.ts';
import type { Buyer } from '../../../contract/app/sales.ts';
import { isCardNumber } from '../../../contract/domain/card-number.ts';
import { type CardRange, formatRange, overlap } from '../../../contract/domain/card-range.ts';
import {
  freshMoney,
  isAllCash,
  isMoneyEmpty,
  type MoneyForm,
  type MoneyStep,
  moneyForm,
} from './money-form.ts';

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

/** An entry of cards whose answer is still to come. */
export type CheckedEntry = { readonly id: string; readonly text: string };

/** An entry of cards that was not taken, with why; it stays until somebody has seen it. No text: several, as `problem` says. */
export type RefusedCards = { readonly id: string; readonly text: string; readonly problem: Problem };

export type FormPaper = { readonly number: string; readonly day: string };

/** The whole half-filled sale, plain enough to be laid aside as JSON. `request` is made with the form and names the sale however often F9 is pressed. */
export type SaleForm = {
  readonly request: string;
  readonly buyerText: string;
  readonly buyer: FormBuyer;
  /** Why a buyer from elsewhere buys here, as chosen or written. */
  readonly outside: string;
  /** Null: the course now on sale. */
  readonly course: string | null;
  /** 起号, or anything else that names cards. */
  readonly cardText: string;
  readonly cardLast: string;
  /** The run between the two was counted on the screen; the next Enter adds it. */
  readonly cardCounted: boolean;
  /** Entries still being checked. What comes back under an id that isn't here any more belongs to another sale. */
  readonly checks: readonly CheckedEntry[];
  readonly refused: readonly RefusedCards[];
  readonly lines: readonly Line[];
  /** Copies as typed, by title; nothing is in here that nobody typed. */
  readonly books: Readonly<Record<string, string>>;
  readonly money: MoneyForm;
  /** 补录: what stands on the emergency slip, as typed; null for every other sale. */
  readonly paper: FormPaper | null;
  /** 收款 was sent and nothing has settled it: the sale may be stored, so only this very request may be repeated. */
  readonly unsure: boolean;
};

export type SaleStep =
  | { readonly type: 'buyerText'; readonly text: string }
  | { readonly type: 'buyer'; readonly text: string; readonly buyer: FormBuyer }
  | { readonly type: 'course'; readonly course: string }
  | { readonly type: 'courseKnown'; readonly course: string }
  | { readonly type: 'outside'; readonly text: string }
  | { readonly type: 'cardText'; readonly text: string }
  | { readonly type: 'cardLast'; readonly text: string }
  | { readonly type: 'cardCounted' }
  | { readonly type: 'check'; readonly id: string; readonly text: string }
  | { readonly type: 'recheck'; readonly entries: readonly CheckedEntry[] }
  | {
      readonly type: 'rechecked';
      readonly ids: readonly string[];
      readonly lines: readonly Line[];
      readonly gone: Problem | null;
    }
  | { readonly type: 'books'; readonly textbook: string; readonly text: string }
  | { readonly type: 'cardsRefused'; readonly id: string; readonly text: string; readonly problem: Problem }
  | { readonly type: 'refusalSeen'; readonly id: string }
  | { readonly type: 'addLine'; readonly id: string; readonly text: string; readonly line: Line }
  | { readonly type: 'removeLine'; readonly at: number }
  | { readonly type: 'money'; readonly step: MoneyStep }
  | { readonly type: 'paper'; readonly paper: FormPaper | null }
  | { readonly type: 'fresh'; readonly request: string }
  | SettlingStep;

/** What 收款 does to the form; `request` is the sale it was about, which may no longer be the one in the form. */
type SettlingStep =
  | { readonly type: 'sent'; readonly request: string; readonly course: string }
  | { readonly type: 'settled'; readonly request: string }
  | { readonly type: 'sold'; readonly request: string; readonly next: string };

export function freshForm(request: string, money: MoneyForm = freshMoney()): SaleForm {
  return {
    request,
    buyerText: '',
    buyer: { kind: 'none' },
    outside: '',
    course: null,
    cardText: '',
    cardLast: '',
    cardCounted: false,
    checks: [],
    refused: [],
    lines: [],
    books: {},
    money,
    paper: null,
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
  if (step.type === 'sold') return freshForm(step.next, freshMoney(form.money));
  // The course is held fast too: which one is on sale by default may change with the business day.
  return step.type === 'sent' ? { ...form, course: step.course, unsure: true } : { ...form, unsure: false };
}

function edit(form: SaleForm, step: Exclude<SaleStep, SettlingStep>): SaleForm {
  switch (step.type) {
    case 'buyerText':
      // A reason belongs to the buyer who gave it.
      return { ...form, buyerText: step.text, buyer: { kind: 'none' }, outside: '' };
    case 'buyer':
      return { ...form, buyerText: step.text, buyer: step.buyer };
    case 'course':
      // Cards and books belong to one course: what was entered for the other one can't stay.
      return { ...form, course: step.course, lines: [], checks: [], refused: [], books: {} };
    case 'courseKnown':
      // Which one is on sale by default may change with the business day, also under a form that was kept or put aside.
      return { ...form, course: form.course ?? step.course };
    case 'outside':
      return { ...form, outside: step.text };
    case 'cardText':
      return { ...form, cardText: step.text, cardLast: '', cardCounted: false };
    case 'cardLast':
      return { ...form, cardLast: step.text, cardCounted: false };
    case 'cardCounted':
      return { ...form, cardCounted: true };
    case 'check':
      return {
        ...{ ...form, cardText: '', cardLast: '', cardCounted: false },
        checks: [...form.checks, { id: step.id, text: step.text }],
      };
    case 'recheck':
      return { ...form, lines: [], checks: [...form.checks, ...step.entries] };
    case 'rechecked':
      return rechecked(form, step);
    case 'books':
      return { ...form, books: { ...form.books, [step.textbook]: step.text } };
    case 'cardsRefused':
      return isChecked(form, step.id) ? withRefusal(checkedOff(form, step.id), step) : form;
    case 'refusalSeen':
      return { ...form, refused: form.refused.filter((one) => one.id !== step.id) };
    case 'addLine':
      return isChecked(form, step.id) ? withLine(checkedOff(form, step.id), step) : form;
    case 'removeLine':
      return { ...form, lines: form.lines.filter((_, at) => at !== step.at) };
    case 'money':
      return { ...form, money: moneyForm(form.money, step.step) };
    case 'paper':
      return { ...form, paper: step.paper };
    case 'fresh':
      return freshForm(step.request, freshMoney(form.money));
  }
}

function isChecked(form: SaleForm, id: string): boolean {
  return form.checks.some((one) => one.id === id);
}

function checkedOff(form: SaleForm, id: string): SaleForm {
  return { ...form, checks: form.checks.filter((one) => one.id !== id) };
}

/** In one step, so that the whole sale taken up makes one sound. */
function rechecked(form: SaleForm, step: SaleStep & { readonly type: 'rechecked' }): SaleForm {
  const [id] = step.ids.filter((one) => isChecked(form, one));
  if (id === undefined) return form;
  const checks = form.checks.filter((one) => !step.ids.includes(one.id));
  const again = { ...form, checks, lines: [...form.lines, ...step.lines] };
  return step.gone === null ? again : withRefusal(again, { id, text: '', problem: step.gone });
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

export function isEmpty(form: SaleForm): boolean {
  const written = form.buyerText + form.cardText + form.outside + Object.values(form.books).join('');
  const entries = form.lines.length + form.checks.length + form.refused.length;
  return written === '' && entries === 0 && form.paper === null && isMoneyEmpty(form.money);
}

/** Nobody has even chosen anything: a course or a way of paying alone leaves nothing to sell, but is kept. */
export function isUntouched(form: SaleForm): boolean {
  return isEmpty(form) && form.course === null && isAllCash(form.money);
}

/** Where the buyer comes from, as far as it is known. */
export function areaOf({ buyer }: SaleForm): string | null {
  return buyer.kind === 'none' ? null : buyer.area;
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
