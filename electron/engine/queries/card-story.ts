import { type CardNumber, seriesOf } from '../../../contract/domain/card-number.ts';
import { type CardRange, formatRange, subtract } from '../../../contract/domain/card-range.ts';
import { type CardState, cardStatus } from '../../../contract/domain/folds/card.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { toCardState } from '../projections/cards.ts';
import { CARD_STATE } from '../projections/tables.ts';
import { knownIn, unsellableIn } from './card-stock.ts';
import { courseOf, stateOf } from './state.ts';

export function cardOf(db: Db, card: CardNumber): CardState | null {
  const row = statement(db, `SELECT ${CARD_STATE.join(', ')} FROM card WHERE series = ? AND number = ?`)
    .raw()
    .get(seriesOf(card), card) as Parameters<typeof toCardState>[0] | undefined;
  return row === undefined ? null : toCardState(row);
}

/** Why one card can't be sold from this till for this course; null when it can. In the clerk's words. */
export function whyNotSellable(db: Db, card: CardNumber, holder: string, course: string): string | null {
  const state = cardOf(db, card);
  if (state === null) return `${card} 从未入库`;
  const status = cardStatus(state);
  if (status === 'sold') return `${card} ${saleStory(db, state)}`;
  if (status === 'void') return `${card} 已作废`;
  if (status === 'transit') return `${card} 在途，尚未签收`;
  if (status === 'unknown') return `${card} 的入库记录尚未到达`;
  if (state.course !== course)
    return `${card} 是“${courseOf(db, state.course)?.said.name ?? state.course}”的卡`;
  return state.holder === holder ? null : `${card} 不在本机钱柜`;
}

function saleStory(db: Db, card: CardState): string {
  const sale = stateOf<SaleState>(db, 'sale', card.sales[0] ?? '');
  const made = sale?.made;
  if (sale === null || made === null || made === undefined) return '已售出';
  const buyer = made.buyer.kind === 'employer' ? made.buyer.name : '个人';
  return `已于 ${sale.businessDay} 售给${buyer}（单号 ${made.document}）`;
}

/** Why a run can't be sold whole: its first few known obstacles with their stories, then numbers never taken in. */
export function obstaclesIn(db: Db, range: CardRange, holder: string, course: string, most = 3): string[] {
  const stories = unsellableIn(db, range, holder, course, most).flatMap(
    (card) => whyNotSellable(db, card, holder, course) ?? [],
  );
  const known = knownIn(db, range).map((run) => run.range);
  const unknown = subtract(range, known).map((gap) => `${formatRange(gap)} 从未入库`);
  return [...stories, ...unknown].slice(0, most);
}
