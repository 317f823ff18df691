import { type CardRange, countCards, mergeRanges, rangeCount } from '../../../contract/domain/card-range.ts';
import type { EventType } from '../../../contract/events/catalogue.ts';
import { refuseHeldCards } from '../held/held-sales.ts';
import { tillOf } from '../journal/identity.ts';
import type { Draft } from '../journal/make-event.ts';
import { refuse } from '../problem.ts';
import { booksInHand } from '../queries/book-stock.ts';
import { type Batch, heldIn } from '../queries/card-stock.ts';
import { whyNotInHand } from '../queries/card-story.ts';
import { hasStoreRoom, placesOf, storeOf } from '../queries/places.ts';
import { titleOf } from '../queries/state.ts';
import { requireSound } from '../range-words.ts';
import type { Command, Writer } from './command.ts';
import { nextDocument } from './documents.ts';

export interface CountedBooks {
  readonly textbook: string;
  readonly quantity: number;
}

export interface DispatchGoods {
  readonly from: 'till' | 'store';
  /** A till or the store-room of this point. */
  readonly destination: string;
  readonly cards: readonly CardRange[];
  readonly books: readonly CountedBooks[];
}

/** Above this the fold of a dispatch, or of its acceptance, would take an engine turn of more than 50 ms. */
const MOST_CARDS = 2_000;
/** For the same reason, and within what one event names (contract/events/parts.ts). */
export const MOST_RUNS = 300;

/**
 * 领用, sent: the first of two steps by which goods move between tills and the store-room of one point. What is sent
 * must lie unsold where it is sent from, and is in nobody's hands until somebody counts and accepts it.
 */
export function dispatchGoods({ cards }: DispatchGoods): Command<DispatchGoods> {
  return { does: cards.length > 0 ? 'cards.dispatched' : 'textbooks.dispatched', run };
}

function run(write: Writer, input: DispatchGoods): void {
  const { db, journal } = write;
  const { identity } = journal;
  if (!hasStoreRoom(db, identity.point)) {
    throw refuse('ONE_PC', '本销售点只有一台电脑，不需要领用。', '卡和教材入库后直接售出即可。');
  }
  const from = input.from === 'till' ? tillOf(identity) : storeOf(identity);
  const places = placesOf(db, identity).map(({ holder }) => holder);
  if (!places.includes(input.destination) || input.destination === from) {
    throw refuse('DESTINATION', '没有选对领用的去向，没有发出。', '请选择本销售点的另一台电脑或库房。');
  }
  const batches = batchesOf(write, from, input.cards);
  refuseMissingBooks(write, from, input.books);
  if (batches.length === 0 && input.books.length === 0) {
    throw refuse('EMPTY', '没有填写要发出的卡或教材。', '请填写卡号或教材数量。');
  }
  const transfer = journal.nextId();
  const document = nextDocument(write);
  const head = { transfer, document, from, destination: input.destination };
  const facts = [
    ...byBatch(batches).map((batch) => cardsFact(head, batch)),
    ...input.books.map((books) => booksFact(head, books)),
  ];
  // The paper is one, however many facts it takes: only the first names it, or its number would count as used twice.
  facts.forEach((fact, index) => {
    if (index === 0) write.append(withDocument(fact, document));
    else write.appendBeside(fact);
  });
}

export function withDocument(fact: Draft<EventType>, document: string): Draft<EventType> {
  return { ...fact, entities: [...fact.entities, { kind: 'document', id: document }] };
}

function batchesOf({ db }: Writer, from: string, cards: readonly CardRange[]): readonly Batch[] {
  const typed = requireSound(cards);
  const ranges = mergeRanges(typed);
  if (countCards(typed) !== countCards(ranges)) {
    throw refuse('TWICE', '同一张卡填写了两次，没有发出。', '请去掉重复的卡号。');
  }
  refuseTooMuch(ranges);
  const batches = ranges.flatMap((range) => {
    const held = heldIn(db, range, from);
    if (countCards(held.map((batch) => batch.range)) === rangeCount(range)) return held;
    const stories = whyNotInHand(db, range, from);
    throw refuse('CARD', `有的卡不能发出：${stories.join('；')}。`, '请换卡，或改正号段。');
  });
  refuseHeldCards(db, ranges);
  return batches;
}

/** Said before the cards are looked for: among a million there would be no end of stories. */
export function refuseTooMuch(ranges: readonly CardRange[]): void {
  if (countCards(ranges) <= MOST_CARDS && ranges.length <= MOST_RUNS) return;
  throw refuse('TOO_MANY', `一次最多发出 ${MOST_CARDS} 张、${MOST_RUNS} 个号段。`, '请分成几次发出。');
}

function refuseMissingBooks({ db }: Writer, from: string, books: readonly CountedBooks[]): void {
  if (new Set(books.map(({ textbook }) => textbook)).size < books.length) {
    throw refuse('TWICE', '同一种教材填写了两次，没有发出。', '请合并成一个数量。');
  }
  for (const { textbook, quantity } of books) {
    const title = titleOf(db, textbook);
    if (title === null) throw refuse('TEXTBOOK', '没有这种教材。', '请重新选择教材。');
    if (quantity < 1) throw refuse('QUANTITY', '教材数量不对，没有发出。', '请填写要发出的本数。');
    const inHand = booksInHand(db, from, textbook);
    if (quantity > inHand) {
      throw refuse('BOOKS', `《${title}》只有 ${inHand} 本，不够发出 ${quantity} 本。`, '请清点后改正数量。');
    }
  }
}

interface Head {
  readonly transfer: string;
  readonly document: string;
  readonly from: string;
  readonly destination: string;
}

interface BatchOfRuns {
  readonly course: string;
  readonly receipt: string;
  readonly ranges: readonly CardRange[];
}

/** Cards of one course and intake travel in one fact, which carries what the receiver's folds start from. */
function byBatch(batches: readonly Batch[]): readonly BatchOfRuns[] {
  const groups = Map.groupBy(batches, ({ course, receipt }) => `${course} ${receipt}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { course, receipt } = first;
    return [{ course, receipt, ranges: mergeRanges(group.map(({ range }) => range)) }];
  });
}

function cardsFact(head: Head, { course, receipt, ranges }: BatchOfRuns): Draft<EventType> {
  return {
    type: 'cards.dispatched',
    payload: { ...head, course, receipt, ranges: [...ranges] },
    entities: [
      { kind: 'transfer', id: head.transfer },
      ...ranges.map(({ first, last }) => ({ kind: 'card' as const, first, last })),
    ],
  };
}

function booksFact(head: Head, { textbook, quantity }: CountedBooks): Draft<EventType> {
  const id = `${head.transfer}/${textbook}`;
  return {
    type: 'textbooks.dispatched',
    payload: { ...head, textbook, quantity },
    entities: [
      { kind: 'transfer', id: head.transfer },
      { kind: 'book-out', id },
      { kind: 'book-in', id },
    ],
  };
}
