import type { Payload } from '../events/catalogue.ts';
import { isPartlyReturned, type SaleState } from './folds/sale.ts';
import { addFen, type Fen, fen } from './money.ts';

/** Why a sale is taken back on its own day. A list, so that a year of reversals can be counted by reason. */
export const reversalReasons = [
  '卡号录错',
  '张数录错',
  '购卡单位录错',
  '付款方式录错',
  '重复开单',
  '购卡人当场不要',
] as const;
export type ReversalReason = (typeof reversalReasons)[number];

/** Whose till and which business day it is now, and whether that day is closed already. */
export interface Here {
  readonly till: string;
  readonly day: string;
  readonly closed: boolean;
}

export type NotReversible = 'unknown' | 'reversed' | 'returned' | 'otherTill' | 'laterDay' | 'closedDay';

/**
 * 冲销 is for the business day of the sale and the till it was sold from: the money still lies there. A day that has
 * passed or is closed goes by 退卡 and 退付, which finance pays: its figures are closed. A sale of which a part came back
 * already has no whole to be taken back. out: null when the sale can be reversed.
 */
export function whyNotReversible(sale: SaleState | null, here: Here): NotReversible | null {
  if (sale === null || sale.made === null) return 'unknown';
  if (sale.reversed !== null) return 'reversed';
  if (isPartlyReturned(sale)) return 'returned';
  if (sale.made.holder !== here.till) return 'otherTill';
  if (sale.businessDay !== here.day) return 'laterDay';
  return here.closed ? 'closedDay' : null;
}

type Payment = Payload<'sale.made'>['payments'][number];

/** Money to give back in one way for one stream; an approved fee and a sale of goods are never lumped. */
export interface Refund {
  readonly stream: Payment['stream'];
  readonly method: Payment['method'];
  readonly fen: Fen;
}

/** What the buyer gets back, by stream and in the way it was paid, cards first. */
export function refundsOf(payments: readonly Payment[]): readonly Refund[] {
  const byWay = Map.groupBy(payments, ({ stream, method }) => `${stream} ${method}`);
  return [...byWay.values()]
    .flatMap(([first, ...more]) => {
      if (first === undefined) return [];
      const { stream, method } = first;
      return [{ stream, method, fen: addFen(fen(first.fen), ...more.map((one) => fen(one.fen))) }];
    })
    .toSorted((a, b) => Number(a.stream === 'books') - Number(b.stream === 'books'));
}

const streams = { cards: '卡款', books: '书款' } as const;
const ways = { cash: '现金退还', transfer: '转账退回', card: '刷卡退回', cheque: '支票退还' } as const;

const paid = { cash: '原付现金', transfer: '原付转账', card: '原刷卡', cheque: '原付支票' } as const;

/** `卡款：现金退还`, to stand before the amount; where finance pays only how it was paid: 卡款：原付现金. */
export function refundInWords(
  { stream, method }: Pick<Refund, 'stream' | 'method'>,
  pays: 'drawer' | 'finance' = 'drawer',
): string {
  return `${streams[stream]}：${(pays === 'drawer' ? ways : paid)[method]}`;
}
