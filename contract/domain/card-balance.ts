import type { z } from 'zod';
import type { balanceGap, cardBalance, lateLine } from '../events/closing.ts';
import { CARD_PRICE_FEN, type Fen, timesFen } from './money.ts';

export type CardBalance = z.infer<typeof cardBalance>;
export type BalanceGap = z.infer<typeof balanceGap>;
export type LateLine = z.infer<typeof lateLine>;

/** One course's cards of a till as its shelves and movement papers tell it, without looking at a sale. */
export interface ShelfCount {
  readonly course: string;
  readonly opening: number;
  readonly received: number;
  readonly accepted: number;
  readonly dispatched: number;
  readonly writtenOff: number;
  readonly closing: number;
}

/** 期初 + 入库 + 调入 − 调出 − 作废 − 期末: what left the shelves and was neither moved nor written off. */
export function movedOutOf(shelf: ShelfCount): number {
  const { opening, received, accepted, dispatched, writtenOff, closing } = shelf;
  return opening + received + accepted - dispatched - writtenOff - closing;
}

/** The two derivations side by side (domain.md §7). Courses that never lay here and were not sold are left out. */
export function balanceOf(shelf: ShelfCount, sold: number): CardBalance | null {
  const { course, opening, received, accepted, dispatched, writtenOff, closing } = shelf;
  const idle = [opening, received, accepted, dispatched, writtenOff, closing, sold].every((n) => n === 0);
  return idle ? null : { ...shelf, course, movedOut: movedOutOf(shelf), sold };
}

/** Cards by which shelves and sales differ, over all courses; above zero more left than was sold. */
export function differenceInCards(balances: readonly Pick<CardBalance, 'movedOut' | 'sold'>[]): number {
  return balances.reduce((sum, { movedOut, sold }) => sum + movedOut - sold, 0);
}

/** 相符: every course for itself, so that one course's surplus never hides another's lack, and no paper stands out. */
export function derivationsAgree(
  balances: readonly Pick<CardBalance, 'movedOut' | 'sold'>[],
  gaps: readonly Pick<BalanceGap, 'cards'>[],
): boolean {
  return balances.every(({ movedOut, sold }) => movedOut === sold) && gaps.length === 0;
}

/** Cards of the difference that no named paper explains. */
export function unexplained(
  balances: readonly Pick<CardBalance, 'movedOut' | 'sold'>[],
  gaps: readonly Pick<BalanceGap, 'cards'>[],
): number {
  return differenceInCards(balances) - gaps.reduce((sum, { cards }) => sum + cards, 0);
}

/** Both derivations in fen: cards × the approved price. */
export function inFen(cards: number): Fen {
  return timesFen(CARD_PRICE_FEN, cards);
}

/** 后到: belongs to a closed day, and its closing had not seen it (design.md §4). in: the heads the closing carries. */
export function isLateFor(
  { stream, position }: { readonly stream: string; readonly position: number },
  heads: Readonly<Record<string, number>>,
): boolean {
  return (heads[stream] ?? 0) < position;
}
