import { type CardRange, countCards, mergeRanges, rangeCount } from '../../../contract/domain/card-range.ts';
import type { CourseState } from '../../../contract/domain/folds/settings.ts';
import { addFen, fen, timesFen } from '../../../contract/domain/money.ts';
import type { StreamTotals } from '../../../contract/domain/payment.ts';
import type { Payload } from '../../../contract/events/catalogue.ts';
import { refuseHeldCards } from '../held/held-sales.ts';
import { tillOf } from '../journal/identity.ts';
import { refuse } from '../problem.ts';
import { booksInHand } from '../queries/book-stock.ts';
import { sellableIn } from '../queries/card-stock.ts';
import { obstaclesIn } from '../queries/card-story.ts';
import { courseOf, isOpen } from '../queries/state.ts';
import { requireSound } from '../range-words.ts';
import type { Writer } from './command.ts';
import type { MakeSale } from './make-sale.ts';

type Goods = Pick<Payload<'sale.made'>, 'cards' | 'books'>;

/** Above this one sale's fold would take an engine turn of more than 50 ms. */
const MOST_CARDS = 2_000;

/**
 * What is sold, at the published prices of the course and nothing else (notice 五, 六), and what is due in each stream.
 * Refused: nothing at all, cards that this till can't sell, titles of another course, more copies than lie here.
 */
export function goodsOf(write: Writer, input: Pick<MakeSale, 'course' | 'cards' | 'books'>) {
  const course = sellableCourse(write, input.course);
  if (input.cards.length + input.books.length === 0) {
    throw refuse('EMPTY', '本单没有卡，也没有教材，没有可收的款。', '请扫描或输入卡号，或填写教材数量。');
  }
  const goods: Goods = {
    cards: cardLines(write, course, input.cards),
    books: bookLines(write, course, input.books),
  };
  return { ...goods, totals: totalsOf(goods) };
}

function totalsOf({ cards, books }: Goods): StreamTotals {
  return {
    cards: addFen(...cards.map((line) => timesFen(fen(line.fen), line.count))),
    books: addFen(...books.map((line) => timesFen(fen(line.fen), line.quantity))),
  };
}

function sellableCourse({ db, businessDay }: Writer, id: string): CourseState {
  const course = courseOf(db, id);
  if (course === null) throw refuse('COURSE', '没有这个科目。', '请重新选择科目。');
  if (!isOpen(course, businessDay)) {
    const { name, from, to } = course.said;
    throw refuse(
      'CLOSED',
      `“${name}”的继续教育时间是 ${from} 至 ${to}，业务日期 ${businessDay} 不能售卡。`,
      '请核对业务日期，或选择其他科目。',
    );
  }
  return course;
}

function cardLines(write: Writer, course: CourseState, given: MakeSale['cards']): Goods['cards'] {
  const typed = requireSound(given);
  const ranges = mergeRanges(typed);
  refuseUnsellable(write, typed, ranges, course.said.course);
  const { course: id, cardFen } = course.said;
  return ranges.map((range) => ({
    course: id,
    ...range,
    count: rangeCount(range),
    fen: cardFen,
    priceEvent: course.event,
  }));
}

/** Said before the cards are looked for: among a million there would be no end of stories. */
export function refuseTooManyCards(ranges: readonly CardRange[]): void {
  if (countCards(ranges) <= MOST_CARDS) return;
  throw refuse('TOO_MANY', `一笔最多售 ${MOST_CARDS} 张卡。`, '请分成几笔收款。');
}

function refuseUnsellable(
  write: Writer,
  typed: readonly CardRange[],
  ranges: readonly CardRange[],
  course: string,
): void {
  refuseTooManyCards(typed);
  if (countCards(typed) !== countCards(ranges)) {
    throw refuse('TWICE', '同一张卡在这笔业务里出现了两次。', '请去掉重复的卡号。');
  }
  const till = tillOf(write.journal.identity);
  for (const range of ranges) {
    if (sellableIn(write.db, range, till, course) === rangeCount(range)) continue;
    const stories = obstaclesIn(write.db, range, till, course);
    throw refuse('CARD', `有的卡不能售出：${stories.join('；')}。`, '请换卡，或改正号段后再收款。');
  }
  refuseHeldCards(write.db, ranges);
}

function bookLines(write: Writer, { said, event }: CourseState, given: MakeSale['books']): Goods['books'] {
  if (new Set(given.map((line) => line.textbook)).size < given.length) {
    throw refuse('BOOK_TWICE', '同一种教材在这笔业务里出现了两次。', '请合成一行填写数量。');
  }
  return given.map(({ textbook, quantity }) => {
    const title = said.textbooks.find((one) => one.textbook === textbook);
    if (title === undefined) {
      throw refuse('TEXTBOOK', `“${said.name}”没有这种教材。`, '请重新选择科目或教材。');
    }
    if (!Number.isSafeInteger(quantity) || quantity < 1) {
      throw refuse('QUANTITY', '教材数量不对。', '请填写要买的本数；不买的不用填。');
    }
    refuseMissingCopies(write, textbook, title.title, quantity);
    return { textbook, quantity, fen: title.fen, priceEvent: event };
  });
}

function refuseMissingCopies(write: Writer, textbook: string, title: string, quantity: number): void {
  const here = Math.max(0, booksInHand(write.db, tillOf(write.journal.identity), textbook));
  if (quantity <= here) return;
  throw refuse(
    'BOOKS',
    `《${title}》本机钱柜只有 ${here} 本，这笔要 ${quantity} 本。`,
    '请减少本数，或先办理教材入库。',
  );
}
