import {
  type CardRange,
  countCards,
  formatRange,
  mergeRanges,
  subtractAll,
} from '../../../contract/domain/card-range.ts';
import type { TransferState } from '../../../contract/domain/folds/transfer.ts';
import type { Draft } from '../journal/make-event.ts';
import { refuse } from '../problem.ts';
import { runsHeldBy } from '../queries/card-stock.ts';
import { placeName } from '../queries/places.ts';
import { stateOf, titleOf } from '../queries/state.ts';
import { booksUnderWay, type Receiving, receiverOf } from '../queries/transfers.ts';
import { requireSound } from '../range-words.ts';
import type { Command, Writer } from './command.ts';
import { type CountedBooks, MOST_RUNS, withDocument } from './dispatch-goods.ts';
import { nextDocument } from './documents.ts';

export interface AcceptGoods {
  readonly transfer: string;
  /** 签收 by whom it was sent to, or 收回 by who sent it. */
  readonly as: Receiving;
  /** What was counted. Of the rest, cards and copies are named as short and stay in transit. */
  readonly cards: readonly CardRange[];
  readonly books: readonly CountedBooks[];
}

/**
 * 签收: the second step of 领用. Nobody but the addressed till accepts (the store-room: any PC of the point), and the
 * sender takes back what nobody accepted. May be repeated until nothing is left in transit.
 */
export function acceptGoods({ cards }: AcceptGoods): Command<AcceptGoods> {
  return { does: cards.length > 0 ? 'cards.accepted' : 'textbooks.accepted', run };
}

function run(write: Writer, input: AcceptGoods): void {
  const { db, journal } = write;
  const transfer = stateOf<TransferState>(db, 'transfer', input.transfer);
  if (transfer === null || transfer.sent === null) {
    throw refuse('TRANSFER', '没有找到这张领用单。', '请在待签收里重新选择。');
  }
  const holder = receiverOf(journal.identity, transfer, input.as);
  if (holder === null) throw notForHere(write, transfer, input.as);
  const cards = judgeCards(write, input);
  const books = judgeBooks(write, input);
  if (cards.accepted.length === 0 && books.every(({ quantity }) => quantity === 0)) {
    throw refuse('EMPTY', '没有填写清点到的卡或教材，没有签收。', '一件也没收到的不用签收，由发出方收回。');
  }
  const document = nextDocument(write);
  const head = { transfer: input.transfer, document, holder };
  const bookFacts = books.map((one) => booksFact(head, one)).toSorted((a, b) => countOf(b) - countOf(a));
  const cardFacts = cards.accepted.length + cards.short.length === 0 ? [] : [cardsFact(head, cards)];
  // The fact the request asked for comes first: that of the cards when any were counted.
  const facts = cards.accepted.length > 0 ? [...cardFacts, ...bookFacts] : [...bookFacts, ...cardFacts];
  facts.forEach((fact, index) => {
    if (index === 0) write.append(withDocument(fact, document));
    else write.appendBeside(fact);
  });
}

function notForHere({ db, journal: { identity } }: Writer, transfer: TransferState, as: Receiving) {
  const [from, to] = [transfer.from, transfer.destination].map((holder) => placeName(db, identity, holder));
  return as === 'addressee'
    ? refuse('NOT_YOURS', `这批货发往${to}，不能在本机签收。`, `请在${to}的电脑上签收，或由发出方收回。`)
    : refuse('NOT_YOURS', `这批货由${from}发出，不能在本机收回。`, `请在${from}的电脑上收回。`);
}

interface Cards {
  readonly accepted: readonly CardRange[];
  readonly short: readonly CardRange[];
}

function judgeCards({ db }: Writer, { transfer, cards }: AcceptGoods): Cards {
  const underWay = runsHeldBy(db, `transit:${transfer}`);
  const typed = requireSound(cards);
  const accepted = mergeRanges(typed);
  if (countCards(typed) !== countCards(accepted)) {
    throw refuse('TWICE', '同一张卡填写了两次，没有签收。', '请去掉重复的卡号。');
  }
  const strange = subtractAll(accepted, underWay);
  if (strange.length > 0) {
    const words = strange.slice(0, 3).map(formatRange).join('、');
    throw refuse('CARD', `${words} 不在这批待签收的货里，没有签收。`, '请核对卡号，只签收这张单上的卡。');
  }
  const short = subtractAll(underWay, accepted);
  if (accepted.length > MOST_RUNS || short.length > MOST_RUNS) {
    throw refuse('TOO_MANY', `号段超过 ${MOST_RUNS} 个，没有签收。`, '请先签收其中连号的一部分。');
  }
  return { accepted, short };
}

interface Books extends CountedBooks {
  readonly short: number;
}

function judgeBooks({ db }: Writer, { transfer, books }: AcceptGoods): readonly Books[] {
  const underWay = booksUnderWay(db, transfer);
  if (new Set(books.map(({ textbook }) => textbook)).size < books.length) {
    throw refuse('TWICE', '同一种教材填写了两次，没有签收。', '请合并成一个数量。');
  }
  for (const { textbook, quantity } of books) {
    const sent = underWay.find((one) => one.textbook === textbook)?.quantity ?? 0;
    if (quantity <= sent) continue;
    const title = titleOf(db, textbook) ?? textbook;
    throw refuse('BOOKS', `《${title}》在途只有 ${sent} 本，不能签收 ${quantity} 本。`, '请重新清点。');
  }
  return underWay.map(({ textbook, quantity: sent }) => {
    const quantity = books.find((one) => one.textbook === textbook)?.quantity ?? 0;
    return { textbook, quantity, short: sent - quantity };
  });
}

interface Head {
  readonly transfer: string;
  readonly document: string;
  readonly holder: string;
}

function cardsFact(head: Head, { accepted, short }: Cards): Draft<'cards.accepted'> {
  return {
    type: 'cards.accepted',
    payload: { ...head, ranges: [...accepted], short: [...short] },
    entities: [
      { kind: 'transfer', id: head.transfer },
      ...accepted.map(({ first, last }) => ({ kind: 'card' as const, first, last })),
    ],
  };
}

function booksFact(head: Head, { textbook, quantity, short }: Books): Draft<'textbooks.accepted'> {
  const id = `${head.transfer}/${textbook}/${head.document}`;
  return {
    type: 'textbooks.accepted',
    payload: { ...head, textbook, quantity, short },
    entities: [
      { kind: 'transfer', id: head.transfer },
      { kind: 'book-out', id },
      { kind: 'book-in', id },
    ],
  };
}

function countOf({ payload }: Draft<'textbooks.accepted'>): number {
  return payload.quantity;
}
