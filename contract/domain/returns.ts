import type { Payload } from '../events/catalogue.ts';
import { type CardRange, countCards, subtractAll } from './card-range.ts';
import type { ReturnState } from './folds/returns.ts';
import type { SaleState } from './folds/sale.ts';
import { CARD_PRICE_FEN, type Fen, fen, TEXTBOOK_PRICE_FEN, timesFen } from './money.ts';
import type { MoneyStream, PaymentLine, PaymentMethod } from './payment.ts';
import { type Refund, refundsOf } from './reversal.ts';

/** Why somebody brings cards or books back. A list, so that a year of returns can be counted by reason. */
export const returnReasons = [
  '买错科目年度',
  '多买',
  '单位统一购买，重复',
  '人员调离或退休',
  '卡有印制缺陷',
  '教材缺页破损',
  '其他（写明说明）',
] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** The one reason that says nothing without a remark. */
export const OTHER_REASON: ReturnReason = '其他（写明说明）';

export interface Copies {
  readonly textbook: string;
  readonly quantity: number;
}

export interface Goods {
  readonly cards: readonly CardRange[];
  readonly books: readonly Copies[];
}

const NOTHING: Goods = { cards: [], books: [] };

/** What the buyer still has of a sale: all of it, less what was returned and not handed back; nothing once it was reversed. */
export function returnableOf({ made, reversed, returns }: SaleState): Goods {
  if (made === null || reversed !== null) return NOTHING;
  const standing = returns.filter(({ givenBack }) => !givenBack);
  const back = standing.flatMap(({ cards }) => cards) as unknown as readonly CardRange[];
  const sold = made.cards.map(({ first, last }) => ({ first, last }) as CardRange);
  const copies = (of: readonly Copies[], textbook: string) =>
    of.reduce((sum, one) => sum + (one.textbook === textbook ? one.quantity : 0), 0);
  const titles = [...new Set(made.books.map(({ textbook }) => textbook))];
  return {
    cards: subtractAll(sold, back),
    books: titles.flatMap((textbook) => {
      const returned = standing.reduce((sum, { books }) => sum + copies(books, textbook), 0);
      const quantity = copies(made.books, textbook) - returned;
      return quantity > 0 ? [{ textbook, quantity }] : [];
    }),
  };
}

export function isNothing({ cards, books }: Goods): boolean {
  return cards.length === 0 && books.length === 0;
}

/** Where it is now, and how far the sale's own day has been settled on this PC. */
export interface Counter {
  readonly till: string;
  readonly day: string;
  /** 日结 of the sale's day, or its money on a 缴款单. */
  readonly settled: boolean;
}

/**
 * Who pays a return (domain.md §3, §9.7). The drawer only while the very money may still lie in it: on the sale's own
 * business day, at the till that took it, with that day neither closed nor on a 缴款单. Anything later is a 退付 that
 * finance pays, for money of another day in the drawer is not there to be spent (坐支).
 */
export function paysFor(
  { made, businessDay }: SaleState,
  { till, day, settled }: Counter,
): 'drawer' | 'finance' {
  return made !== null && made.holder === till && businessDay === day && !settled ? 'drawer' : 'finance';
}

/** What goods cost at the approved price, by stream. */
export function worthOf({ cards, books }: Goods): Readonly<Record<MoneyStream, Fen>> {
  const copies = books.reduce((sum, { quantity }) => sum + quantity, 0);
  return { cards: timesFen(CARD_PRICE_FEN, countCards(cards)), books: timesFen(TEXTBOOK_PRICE_FEN, copies) };
}

const ORDER: readonly PaymentMethod[] = ['cash', 'card', 'transfer', 'cheque'];

/**
 * How the money goes back: each stream in the ways it was paid, as far as they were not given back before, cash first.
 * Cash is what the buyer gets at once and with no number to look up; the other ways go through the bank, the slowest
 * last. No way ever gives back more than came in by it. in: `earlier` refunds of the same sale that stand; throws when
 * more is asked for than was paid: that is a bug, for goods were paid in full.
 */
export function refundsFor(
  payments: readonly PaymentLine[],
  earlier: readonly { readonly stream: MoneyStream; readonly method: PaymentMethod; readonly fen: number }[],
  due: Readonly<Record<MoneyStream, number>>,
): readonly Refund[] {
  const paid = refundsOf(payments);
  return (['cards', 'books'] as const).flatMap((stream) => {
    let left = due[stream];
    const refunds = ORDER.flatMap((method): readonly Refund[] => {
      const sum = (list: readonly { stream: string; method: string; fen: number }[]) =>
        list.reduce((all, one) => all + (one.stream === stream && one.method === method ? one.fen : 0), 0);
      const part = Math.min(left, sum(paid) - sum(earlier));
      if (part <= 0) return [];
      left -= part;
      return [{ stream, method, fen: fen(part) }];
    });
    if (left > 0) throw new Error('more to give back than was paid');
    return refunds;
  });
}

/** Cards that still wait on the 待核 shelf. */
export function unsettledCards({ made, settled }: ReturnState): readonly CardRange[] {
  if (made === null) return [];
  const cards = made.cards.map(({ first, last }) => ({ first, last }) as CardRange);
  return subtractAll(cards, settled.flatMap(({ ranges }) => ranges) as unknown as readonly CardRange[]);
}

export type Outcome = Payload<'return.settled'>['outcome'];

export type NotSettled = 'unknown' | 'undecided' | 'refused' | 'notRefused' | 'done';

/**
 * Why returned goods can't be settled so now; null when they can. Whose the cards are follows from the money: before the
 * decision nobody knows, after 不予退付 they are the buyer's, else the point's.
 */
export function whyNotSettled(one: ReturnState | null, outcome: Outcome): NotSettled | null {
  if (one === null || one.made === null) return 'unknown';
  const givenBack = one.settled.some((step) => step.outcome === 'givenBack');
  if (one.refund === 'requested') return 'undecided';
  if (outcome === 'givenBack') {
    if (one.refund !== 'refused') return 'notRefused';
    return givenBack ? 'done' : null;
  }
  if (one.refund === 'refused') return 'refused';
  return unsettledCards(one).length === 0 ? 'done' : null;
}

export type NotDecided = 'unknown' | 'drawer' | 'decided' | 'own';

/** 审核: once, and by another person than the one who wrote the request; null when `person` may. */
export function whyNotDecided(one: ReturnState | null, person: string): NotDecided | null {
  if (one === null || one.made === null) return 'unknown';
  if (one.refund === 'none') return 'drawer';
  if (one.refund !== 'requested') return 'decided';
  return one.by === person ? 'own' : null;
}

export type NotPaid = 'unknown' | 'drawer' | 'requested' | 'refused' | 'paid';

/** 财政退付 follows an approval, once. */
export function whyNotPaid(one: ReturnState | null): NotPaid | null {
  if (one === null || one.made === null) return 'unknown';
  if (one.refund === 'none') return 'drawer';
  return one.refund === 'approved' ? null : one.refund;
}

/** How a 退付 stands, in the words of lists. */
export const refundNames: Readonly<Record<ReturnState['refund'], string>> = {
  none: '当日已退款',
  requested: '待审核',
  approved: '已同意，待财政退付',
  refused: '不予退付',
  paid: '财政已退付',
};
