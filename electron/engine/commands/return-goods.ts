import { foldWidth, removeBlanks } from '../../../contract/domain/card-number.ts';
import {
  type CardRange,
  countCards,
  formatRange,
  mergeRanges,
  rangeCount,
  subtractAll,
} from '../../../contract/domain/card-range.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import {
  type Copies,
  type Goods,
  isNothing,
  OTHER_REASON,
  type ReturnReason,
  refundsFor,
  returnableOf,
  returnReasons,
  worthOf,
} from '../../../contract/domain/returns.ts';
import { receiptsAfter } from '../../../contract/domain/sale-papers.ts';
import type { Db } from '../database/open.ts';
import { tillOf } from '../journal/identity.ts';
import { type Refusal, refuse } from '../problem.ts';
import { voidedIn } from '../queries/receipt-books.ts';
import { earlierRefunds, paysHere } from '../queries/returns.ts';
import { stateOf } from '../queries/state.ts';
import { requireSound } from '../range-words.ts';
import type { Command } from './command.ts';
import { nextDocument } from './documents.ts';
import { exceptionally } from './exceptional.ts';
import { receiptRef } from './receipt-rules.ts';

export interface ReturnGoods {
  readonly sale: string;
  /** The number on the slip that the buyer showed, typed or scanned. */
  readonly slip: string;
  readonly cards: readonly CardRange[];
  readonly books: readonly Copies[];
  /** Looked at by the clerk: no card's coating is scratched. */
  readonly coatingIntact: boolean;
  /** The buyer's original slip lay on the counter. */
  readonly slipSeen: boolean;
  readonly reason: ReturnReason;
  readonly remark: string;
}

/** As many runs as one event names (contract/events/money.ts). */
const MOST_RUNS = 100;

/**
 * 客户退卡 (domain.md §2.3): part or all of a sale, by its own slip, with the coating intact and a supervisor's consent.
 * Cards wait on the point's 待核 shelf, books return to this till. The drawer pays on the sale's own day alone; later
 * finance does, and this is the request for it. The sale's receipts for those goods are collected and become 作废.
 */
export const returnGoods: Command<ReturnGoods> = {
  does: 'goods.returned',
  run(write, input) {
    const sale = stateOf<SaleState>(write.db, 'sale', input.sale);
    if (sale === null || sale.made === null) throw saleUnknown();
    refuseUnproven(input, sale.made.document);
    const { goods, worth, refunds, receipts } = quoteReturn(write.db, input.sale, input);
    const { identity } = write.journal;
    const id = write.journal.nextId();
    const document = nextDocument(write);
    const cards = mergeRanges(goods.cards);
    write.append({
      type: 'goods.returned',
      payload: {
        ...{ return: id, document, sale: input.sale, slip: sale.made.document },
        holder: tillOf(identity),
        shelf: `check:${identity.point}`,
        cards: cards.map((range) => ({ ...range, count: rangeCount(range), fen: 5000 as const })),
        books: goods.books.map((line) => ({ ...line, fen: 1500 as const })),
        cardsFen: worth.cards,
        booksFen: worth.books,
        ...whyOf(input),
        pays: paysHere(write.db, identity, sale),
        refunds: [...refunds],
      },
      entities: [
        { kind: 'return', id },
        { kind: 'sale', id: input.sale },
        { kind: 'document', id: document },
        ...goods.books.map(({ textbook }) => ({ kind: 'book-in' as const, id: `${id}/${textbook}` })),
        ...cards.map(({ first, last }) => ({ kind: 'card' as const, first, last })),
        ...receipts.spoiled.map(({ kind, number }) => receiptRef(kind, number)),
        exceptionally(write),
      ],
    });
  },
};

/** What goods of a sale come to, how their money goes back, and what becomes of its receipts; refuses what is not this sale's, or came back already. */
export function quoteReturn(db: Db, id: string, given: Goods) {
  const sale = stateOf<SaleState>(db, 'sale', id);
  if (sale === null || sale.made === null) throw saleUnknown();
  const goods = goodsOf(given, sale);
  const worth = worthOf(goods);
  const refunds = refundsFor(sale.made.payments, earlierRefunds(db, sale), worth);
  return { goods, worth, refunds, receipts: receiptsAfter(sale, worth, voidedIn(db)) };
}

function saleUnknown(): Refusal {
  return refuse('SALE', '没有找到这笔销售，没有办理退卡。', '请按原单的单号重新查找。');
}

/** A number as a scanner or a hand gives it: half width, without blanks, in capitals. */
export function slipNumber(typed: string): string {
  return foldWidth(removeBlanks(typed)).toUpperCase();
}

/** What only the eyes at the counter can tell, and the slip's number. */
function refuseUnproven({ slip, slipSeen, coatingIntact, cards }: ReturnGoods, document: string): void {
  if (slipNumber(slip) !== document) {
    const todo = '请扫或输入购卡人手里那张原单的单号；原单遗失的不能退。';
    throw refuse('SLIP', '出示的单号不是这笔销售的原单，没有办理退卡。', todo);
  }
  if (!slipSeen) throw refuse('SLIP_SEEN', '没有确认看过原单，没有办理退卡。', '请收下原单，核对后再确认。');
  if (cards.length > 0 && !coatingIntact) {
    const todo = '请逐张查看，涂层刮开过的卡不能退。';
    throw refuse('COATING', '没有确认密码涂层完好，没有办理退卡。', todo);
  }
}

function whyOf({ reason, remark }: ReturnGoods) {
  if (!returnReasons.includes(reason)) throw refuse('REASON', '没有选择退卡原因。', '请从列表里选择原因。');
  if (reason === OTHER_REASON && remark.trim() === '')
    throw refuse('REMARK', '选了“其他”但没有写说明。', '请在说明里写清原因。');
  return { reason, remark: remark.trim() };
}

function goodsOf(input: Goods, sale: SaleState): Goods {
  const left = returnableOf(sale);
  const cards = requireSound(input.cards);
  const books = input.books.filter(({ quantity }) => quantity > 0);
  if (isNothing({ cards, books }))
    throw refuse('EMPTY', '没有填写退回的卡或教材。', '请扫卡号，或填写教材本数。');
  const merged = mergeRanges(cards);
  const foreign = subtractAll(merged, left.cards);
  if (foreign.length > 0) {
    const which = foreign.slice(0, 5).map(formatRange).join('、');
    const todo = '请按实物改正卡号；不是这张单的卡，要用它自己的原单退。';
    throw refuse('CARDS', `${which} 不是这张单售出的卡，或已经退过。`, todo);
  }
  if (countCards(merged) !== countCards(cards))
    throw refuse('TWICE', '有的卡号写了两次。', '请去掉重复的卡号。');
  if (merged.length > MOST_RUNS)
    throw refuse('TOO_MANY', `一次退卡超过 ${MOST_RUNS} 个号段。`, '请分成几张退卡单办理。');
  refuseBooks(books, left.books);
  return { cards: merged, books };
}

function refuseBooks(books: readonly Copies[], left: readonly Copies[]): void {
  for (const { textbook, quantity } of books) {
    const most = left.find((one) => one.textbook === textbook)?.quantity ?? 0;
    const twice = books.filter((one) => one.textbook === textbook).length > 1;
    if (!Number.isSafeInteger(quantity) || quantity > most || twice)
      throw refuse('BOOKS', `这张单的教材最多还能退 ${most} 本。`, '请按实物改正本数。');
  }
}
