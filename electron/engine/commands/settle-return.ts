import {
  type CardRange,
  formatRange,
  mergeRanges,
  subtractAll,
} from '../../../contract/domain/card-range.ts';
import type { ReturnState } from '../../../contract/domain/folds/returns.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import { type Outcome, unsettledCards, whyNotSettled } from '../../../contract/domain/returns.ts';
import { receiptsAfter } from '../../../contract/domain/sale-papers.ts';
import { tillOf } from '../journal/identity.ts';
import { refuse } from '../problem.ts';
import { booksInHand } from '../queries/book-stock.ts';
import { voidedIn } from '../queries/receipt-books.ts';
import { notSettled } from '../queries/return-words.ts';
import { stateOf } from '../queries/state.ts';
import { requireSound } from '../range-words.ts';
import type { Command, Writer } from './command.ts';
import { exceptionally } from './exceptional.ts';
import { receiptRef } from './receipt-rules.ts';

export interface SettleReturn {
  readonly return: string;
  readonly outcome: Outcome;
  /** Which of the waiting cards; empty for all of them. Goods handed back go back whole. */
  readonly cards: readonly CardRange[];
  readonly reason: string;
}

type Made = NonNullable<ReturnState['made']>;

/**
 * 待核处理 by a supervisor: cards go on sale again at this till, become 作废, or, where the refund was refused, go back to
 * the buyer together with the books, and the sale stands as before. A receipt written meanwhile for the rest becomes
 * 作废, so that one for the whole is due again.
 */
export const settleReturn: Command<SettleReturn> = {
  does: 'return.settled',
  run(write, { return: id, outcome, cards, reason }) {
    const one = stateOf<ReturnState>(write.db, 'goods_return', id);
    const why = whyNotSettled(one, outcome);
    if (why !== null || one === null || one.made === null) throw notSettled(why ?? 'unknown');
    const { made } = one;
    refuseForeignShelf(write, made);
    if (outcome === 'voided' && reason.trim() === '')
      throw refuse('REASON', '没有写作废原因，没有作废。', '请写明原因，例如“涂层划伤”。');
    const ranges = chosen(one, outcome === 'givenBack' ? [] : cards);
    const books = outcome === 'givenBack' ? copiesOf(made) : [];
    const till = tillOf(write.journal.identity);
    refuseMissingBooks(write, made, books);
    write.append({
      type: 'return.settled',
      payload: {
        ...{ return: id, sale: made.sale, outcome, books },
        ranges: ranges.map(({ first, last }) => ({ first, last })),
        holder: holderAfter(write, made, outcome),
        till: outcome === 'givenBack' ? made.holder : till,
        reason: reason.trim(),
      },
      entities: [
        { kind: 'return', id },
        ...(outcome === 'givenBack'
          ? [{ kind: 'sale' as const, id: made.sale }, ...outdated(write, made)]
          : []),
        ...books.map(({ textbook }) => ({ kind: 'book-out' as const, id: `${id}/${textbook}` })),
        ...ranges.map(({ first, last }) => ({ kind: 'card' as const, first, last })),
        exceptionally(write),
      ],
    });
  },
};

/** Cards handed back count as never returned, so they are where they were when they were sold. */
function holderAfter({ db, journal }: Writer, made: Made, outcome: Outcome): string {
  if (outcome === 'voided') return made.shelf;
  const own = tillOf(journal.identity);
  if (outcome === 'restocked') return own;
  return stateOf<SaleState>(db, 'sale', made.sale)?.made?.holder ?? own;
}

/** Receipts that say less than the buyer has, once these goods are handed back. */
function outdated({ db }: Writer, { sale: id, cardsFen, booksFen }: Made) {
  const sale = stateOf<SaleState>(db, 'sale', id);
  if (sale === null) return [];
  const { spoiled } = receiptsAfter(sale, { cards: -cardsFen, books: -booksFen }, voidedIn(db));
  return spoiled.map(({ kind, number }) => receiptRef(kind, number));
}

function copiesOf({ books }: Made) {
  return books.map(({ textbook, quantity }) => ({ textbook, quantity }));
}

/** The shelf stands at one point; its cards can't be laid into another point's till. */
function refuseForeignShelf({ journal }: Writer, { shelf }: Made): void {
  if (shelf === `check:${journal.identity.point}`) return;
  throw refuse('SHELF', '这些卡在别的销售点待核，没有处理。', '请到收下它们的销售点办理。');
}

function refuseMissingBooks({ db }: Writer, { holder }: Made, books: ReturnType<typeof copiesOf>): void {
  const short = books.find(({ textbook, quantity }) => booksInHand(db, holder, textbook) < quantity);
  if (short === undefined) return;
  const todo = '请先把教材补到收书的那个钱柜，再退还购卡人。';
  throw refuse('BOOKS', '收回的教材在钱柜里已经不够，没有退还。', todo);
}

function chosen(one: ReturnState, given: readonly CardRange[]): readonly CardRange[] {
  const waiting = unsettledCards(one);
  if (given.length === 0) return waiting;
  const ranges = mergeRanges(requireSound(given));
  const foreign = subtractAll(ranges, waiting);
  if (foreign.length === 0) return ranges;
  const which = foreign.slice(0, 5).map(formatRange).join('、');
  throw refuse('CARDS', `${which} 不在这张退卡单的待核卡里。`, '请改正卡号，或留空按全部处理。');
}
