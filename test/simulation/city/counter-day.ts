import { makeSale } from '../../../electron/engine/commands/make-sale.ts';
import { receiveCards } from '../../../electron/engine/commands/receive-cards.ts';
import { reverseSale } from '../../../electron/engine/commands/reverse-sale.ts';
import { paidInCash } from '../../sale-input.ts';
import type { Chance } from '../chance.ts';
import { rangesOf } from '../quarter/counter-day.ts';
import type { Deed } from './ledger.ts';
import type { CityPc, Form } from './pc.ts';

export const COURSE = '2014-xxaq';
const AREAS: Readonly<Record<string, string>> = {
  ...{ QZ: '市直', LS: '灵山县', PB: '浦北县', QB: '钦北区', QN: '钦南区' },
};

interface Sold {
  readonly sale: string;
  readonly day: string;
  readonly cards: readonly number[];
}

/** What the model knows of one till. */
export interface Shelf {
  readonly cards: Set<number>;
  readonly sold: Sold[];
}

/** Something to press, and what it changes on the shelf once it is acknowledged; `begun` at once, whatever comes of it. */
export interface Plan {
  readonly kind: Deed['kind'];
  readonly cards: readonly number[];
  readonly press: (pc: CityPc, as: Pressing) => ReturnType<CityPc['press']>;
  readonly begun: () => void;
  readonly done: (payload: Readonly<Record<string, unknown>>) => void;
}

export interface Pressing {
  readonly request: string;
  readonly dies: Parameters<CityPc['press']>[2];
}

/** in: a card number nobody has had yet, counted up. */
export function nextPlan(chance: Chance, pc: CityPc, shelf: Shelf, newCard: () => number): Plan {
  if (shelf.cards.size < 8) return takeIn(Array.from({ length: 30 }, newCard), shelf);
  const today = shelf.sold.filter(({ day }) => day === pc.day);
  if (today.length > 0 && chance.oneIn(6)) return reverse(chance.pick(today), shelf);
  const cards = [...shelf.cards].slice(0, 1 + chance.below(4));
  return sell(cards, pc, shelf);
}

/** What is pressed, and what becomes of the shelf. */
export function planOf<I>(form: Form<I>, more: Omit<Plan, 'press'>): Plan {
  return { ...more, press: (pc, { request, dies }) => pc.press(form, request, dies) };
}

function takeIn(cards: readonly number[], shelf: Shelf): Plan {
  const input = { course: COURSE, note: `N${cards[0]}`, ranges: rangesOf(cards) };
  return planOf(
    { command: receiveCards, input },
    {
      ...{ kind: 'cards.received', cards },
      begun: () => {},
      done: () => put(shelf, cards),
    },
  );
}

function sell(cards: readonly number[], pc: CityPc, shelf: Shelf): Plan {
  const area = AREAS[pc.point];
  if (area === undefined) throw new Error(`no area of ${pc.point}`);
  const buyer = { kind: 'person' as const, area };
  const input = { buyer, course: COURSE, cards: rangesOf(cards), ...paidInCash(cards.length) };
  const { day } = pc;
  return planOf(
    { command: makeSale, input },
    {
      ...{ kind: 'sale.made', cards },
      begun: () => take(shelf, cards),
      done: ({ sale }) => void shelf.sold.push({ sale: String(sale), day, cards }),
    },
  );
}

function reverse(sold: Sold, shelf: Shelf): Plan {
  const input = { sale: sold.sale, reason: '卡号录错' as const, remark: '' };
  return planOf(
    { command: reverseSale, input, approver: 'zg02' },
    {
      ...{ kind: 'sale.reversed', cards: sold.cards },
      begun: () => void shelf.sold.splice(shelf.sold.indexOf(sold), 1),
      done: () => put(shelf, sold.cards),
    },
  );
}

function put(shelf: Shelf, cards: readonly number[]): void {
  for (const card of cards) shelf.cards.add(card);
}

function take(shelf: Shelf, cards: readonly number[]): void {
  for (const card of cards) shelf.cards.delete(card);
}
