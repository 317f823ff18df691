import { type CardNumber, seriesOf } from '../../../contract/domain/card-number.ts';
import { type CardRange, formatRange, subtract } from '../../../contract/domain/card-range.ts';
import { type CardState, cardStatus } from '../../../contract/domain/folds/card.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import type { TransferState } from '../../../contract/domain/folds/transfer.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { readIdentity } from '../journal/identity.ts';
import { toCardState } from '../projections/cards.ts';
import { CARD_STATE } from '../projections/tables.ts';
import { knownIn, notHeldIn, unsellableIn } from './card-stock.ts';
import { placeName } from './places.ts';
import { courseOf, nameOf, stateOf } from './state.ts';

export function cardOf(db: Db, card: CardNumber): CardState | null {
  const row = statement(db, `SELECT ${CARD_STATE.join(', ')} FROM card WHERE series = ? AND number = ?`)
    .raw()
    .get(seriesOf(card), card) as Parameters<typeof toCardState>[0] | undefined;
  return row === undefined ? null : toCardState(row);
}

/** Why one card can't be sold from this till for this course; null when it can. In the clerk's words. */
export function whyNotSellable(db: Db, card: CardNumber, holder: string, course: string): string | null {
  const state = cardOf(db, card);
  const gone = whyGone(db, card, state);
  if (gone !== null || state === null) return gone;
  if (state.course !== course)
    return `${card} 是“${courseOf(db, state.course)?.said.name ?? state.course}”的卡`;
  return whyElsewhere(db, card, state, holder);
}

/** Why one card can't be in anybody's hands; null for one that lies unsold somewhere. */
function whyGone(db: Db, card: CardNumber, state: CardState | null): string | null {
  if (state === null) return `${card} 从未入库`;
  const status = cardStatus(state);
  if (status === 'sold') return `${card} ${saleStory(db, state)}`;
  if (status === 'void') return `${card} 已作废`;
  if (status === 'transit') return `${card} ${transitStory(db, state)}`;
  return status === 'unknown' ? `${card} 的入库记录尚未到达` : null;
}

function whyElsewhere(db: Db, card: CardNumber, state: CardState, holder: string): string | null {
  if (state.holder === holder) return null;
  return `${card} 在${placeWords(db, state.holder)}，不在${placeWords(db, holder)}`;
}

/** Who sent a card on its way, when, and from where to where. */
function transitStory(db: Db, { holder }: CardState): string {
  const transfer = stateOf<TransferState>(db, 'transfer', holder.slice('transit:'.length));
  if (transfer === null || transfer.sent === null) return '在途，尚未签收';
  const { by, day } = transfer.sent;
  const [from, to] = [placeWords(db, transfer.from), placeWords(db, transfer.destination)];
  return `在途：${nameOf(db, by)} 于 ${day} 从${from}发往${to}（单号 ${transfer.document}），尚未签收`;
}

function placeWords(db: Db, holder: string): string {
  const identity = readIdentity(db);
  return identity === null ? holder : placeName(db, identity, holder);
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
  return [...stories, ...neverTakenIn(db, range)].slice(0, most);
}

/** Why a run does not lie whole and unsold in one holder's hands, whatever its course: as `obstaclesIn`. */
export function whyNotInHand(db: Db, range: CardRange, holder: string, most = 3): string[] {
  const stories = notHeldIn(db, range, holder, most).flatMap((card) => {
    const state = cardOf(db, card);
    const gone = whyGone(db, card, state);
    return gone ?? (state === null ? [] : (whyElsewhere(db, card, state, holder) ?? []));
  });
  return [...stories, ...neverTakenIn(db, range)].slice(0, most);
}

function neverTakenIn(db: Db, range: CardRange): string[] {
  const known = knownIn(db, range).map((run) => run.range);
  return subtract(range, known).map((gap) => `${formatRange(gap)} 从未入库`);
}
