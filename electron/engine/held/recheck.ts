import type { Problem } from '../../../contract/app/problem.ts';
import type { CheckedCards } from '../../../contract/app/sales.ts';
import {
  type CardRange,
  countCards,
  describeStock,
  formatRange,
  subtract,
} from '../../../contract/domain/card-range.ts';
import { CARD_PRICE_FEN, timesFen } from '../../../contract/domain/money.ts';
import type { Db } from '../database/open.ts';
import { sellableRuns } from '../queries/card-stock.ts';
import { obstaclesIn } from '../queries/card-story.ts';
import { heldWithin } from './held-sales.ts';

/** More numbers than a clerk compares with the cards in hand; the count is said in any case. */
const MOST_NAMED = 10;
const MOST_STORIES = 3;

export interface Rechecked {
  /** What is left of each line; a line of which nothing is left is gone. */
  readonly lines: CheckedCards[];
  /** Which cards went meanwhile, in words; null when none did. */
  readonly gone: Problem | null;
}

/** Lines of a sale that was put aside, judged anew: what can still be sold stays, also out of the middle of a run. */
export function recheck(
  db: Db,
  lines: readonly (readonly CardRange[])[],
  till: string,
  course: string,
): Rechecked {
  const left = lines.map((ranges) => ranges.flatMap((range) => leftOf(db, range, till, course)));
  const gone = lines.flat().flatMap((range) => subtract(range, left.flat()));
  const kept = left.filter((ranges) => ranges.length > 0);
  return {
    lines: kept.map(checkedCards),
    gone:
      gone.length === 0
        ? null
        : goneInWords(gone, countCards(left.flat()), storiesOf(db, gone, till, course)),
  };
}

export function checkedCards(ranges: readonly CardRange[]): CheckedCards {
  const count = countCards(ranges);
  return {
    ranges: [...ranges],
    count,
    text: describeStock(ranges),
    cardsFen: timesFen(CARD_PRICE_FEN, count),
  };
}

function leftOf(db: Db, range: CardRange, till: string, course: string): readonly CardRange[] {
  const held = heldWithin(db, range).map(({ cards }) => cards);
  return sellableRuns(db, range, till, course).flatMap((run) => subtract(run, held));
}

function storiesOf(db: Db, gone: readonly CardRange[], till: string, course: string): readonly string[] {
  const stories: string[] = [];
  for (const range of gone) {
    if (stories.length >= MOST_STORIES) break;
    stories.push(...obstaclesIn(db, range, till, course), ...heldWithin(db, range).map(({ story }) => story));
  }
  return stories.slice(0, MOST_STORIES);
}

function goneInWords(gone: readonly CardRange[], left: number, stories: readonly string[]): Problem {
  const named =
    gone.slice(0, MOST_NAMED).map(formatRange).join('、') + (gone.length > MOST_NAMED ? '等' : '');
  const rest = left === 0 ? '单上没有别的卡了' : `其余 ${left} 张还在单上`;
  return {
    code: 'CARDS_GONE',
    happened: `挂单里有 ${countCards(gone)} 张卡不能再售，已从单上去掉：${named}（${stories.join('；')}）；${rest}。`,
    safe: '没有收款，单上别的内容没有变。',
    todo: '请核对张数和金额，按 Esc 确认后再收款；缺的卡可以换扫别的。',
  };
}
