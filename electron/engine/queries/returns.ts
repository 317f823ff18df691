import type { ReturnPreview, ReturnRow } from '../../../contract/app/returns.ts';
import { type CardRange, countCards, formatRange, rangeCount } from '../../../contract/domain/card-range.ts';
import type { DayCloseState } from '../../../contract/domain/folds/closing.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import type { ReturnState } from '../../../contract/domain/folds/returns.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import { kindFor } from '../../../contract/domain/receipt-register.ts';
import {
  isNothing,
  type Outcome,
  paysFor,
  returnableOf,
  unsettledCards,
  whyNotDecided,
  whyNotPaid,
  whyNotSettled,
} from '../../../contract/domain/returns.ts';
import { type Numbered, numberedReceipts, owedReceipts } from '../../../contract/domain/sale-papers.ts';
import { catalogue } from '../../../contract/events/catalogue.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import { type Identity, tillOf } from '../journal/identity.ts';
import { approversFor } from '../people/accounts.ts';
import { refuse } from '../problem.ts';
import { receiptsInWords } from '../receipt-words.ts';
import { receiptOf, voidedIn } from './receipt-books.ts';
import { undecidableInWords, unpayableInWords, unsettledInWords } from './return-words.ts';
import { receiptsOfSale } from './reversal.ts';
import { goodsOf, wallTime } from './sales.ts';
import { businessDayOf, nameOf, stateOf, titleOf } from './state.ts';

type Own = Pick<Identity, 'device'>;
type Made = NonNullable<ReturnState['made']>;

/** Whether a business day of this PC is closed, or its money on a 缴款单: nothing of it is paid from the drawer any more. */
export function isDaySettled(db: Db, { device }: Own, day: string): boolean {
  const close = stateOf<DayCloseState>(db, 'day_close', `${device}/${day}`);
  if (close === null) return false;
  return close.closed !== null || Object.values(close.remitted).some((one) => one !== null);
}

export function paysHere(db: Db, own: Own, sale: SaleState): 'drawer' | 'finance' {
  const day = businessDayOf(db, own.device);
  return paysFor(sale, { till: tillOf(own), day, settled: isDaySettled(db, own, sale.businessDay) });
}

/** What a sale's earlier returns gave back, but for those whose goods went back to the buyer. */
export function earlierRefunds(db: Db, { returns }: SaleState): Made['refunds'] {
  return returns
    .filter(({ givenBack }) => !givenBack)
    .flatMap((one) => stateOf<ReturnState>(db, 'goods_return', one.return)?.made?.refunds ?? []);
}

/** The sale behind a slip's whole number; refuses a number that is of none, or of one with nothing left to return. */
export function returnPreview(db: Db, own: Own, slip: string, actor: string): ReturnPreview {
  const { id, sale, made } = saleOfSlip(db, slip);
  const left = returnableOf(sale);
  if (isNothing(left)) {
    const happened = sale.reversed === null ? '这张单的卡和教材都已经退过' : '这张单已经冲销';
    throw refuse('NOTHING_LEFT', `${happened}，没有可退的。`, '请核对是不是另一张单。');
  }
  const pays = paysHere(db, own, sale);
  return {
    sale: id,
    document: made.document,
    businessDay: sale.businessDay,
    time: wallTime(db, sale.at, sale.businessDay),
    clerk: nameOf(db, sale.clerk),
    buyer: goodsOf(made).buyer,
    cards: left.cards.map((range) => ({ ...range, count: rangeCount(range) })),
    books: left.books.map(({ textbook, quantity }) => {
      return { textbook, quantity, title: titleOf(db, textbook) ?? textbook };
    }),
    pays,
    whyFinance: pays === 'drawer' ? '' : whyFinance(db, own, sale, made.holder),
    receipts: receiptsOfSale(db, sale, null),
    approvers: approversFor(db, catalogue['goods.returned'].approvers ?? [], actor),
  };
}

function saleOfSlip(db: Db, slip: string) {
  const paper = stateOf<DocumentState>(db, 'document', slip)?.paper;
  const id = paper?.kind === 'sale' ? paper.sale : '';
  const sale = stateOf<SaleState>(db, 'sale', id);
  if (sale === null || sale.made === null) {
    const todo = '请扫原单上的条形码，或输入完整单号；别处售出的，要等它的记录到达本机。';
    throw refuse('SLIP', `没有单号是 ${slip} 的出库单。`, todo);
  }
  return { id, sale, made: sale.made };
}

function whyFinance(db: Db, own: Own, sale: SaleState, holder: string): string {
  if (holder !== tillOf(own)) return '不是本机钱柜收的款';
  if (sale.businessDay !== businessDayOf(db, own.device)) return `${sale.businessDay} 的款，不是今天的`;
  return '当天已经日结或缴款';
}

/** Rows of a page. */
const PAGE = 50;

/** 退卡记录, newest first. in: `open` leaves out those with nothing more to do. */
export function returnPage(
  db: Db,
  actor: string,
  { open, after }: { readonly open: boolean; readonly after: string | null },
): { readonly rows: ReturnRow[]; readonly more: boolean } {
  const last = after === null ? null : stateOf<ReturnState>(db, 'goods_return', after);
  const slice = statement(
    db,
    `SELECT id, state FROM goods_return WHERE (day, at, id) < (?, ?, ?) AND day IS NOT NULL
     ORDER BY day DESC, at DESC, id DESC`,
  );
  const rows: ReturnRow[] = [];
  // Returns are a few a week: whoever asks for the open ones reads the others on the way.
  for (const found of slice.iterate(last?.day ?? '~', last?.at ?? 0, after ?? '')) {
    const { id, state } = found as { readonly id: string; readonly state: string };
    const one = JSON.parse(state) as ReturnState;
    if (one.made === null || (open && !isOpenMatter(one))) continue;
    if (rows.length === PAGE) return { rows, more: true };
    rows.push(rowOf(db, id, one, one.made, actor));
  }
  return { rows, more: false };
}

/** Whether somebody still has to do something about it: the money, or the goods. */
function isOpenMatter(one: ReturnState): boolean {
  if (one.refund === 'requested' || one.refund === 'approved') return true;
  if (one.refund === 'refused') return whyNotSettled(one, 'givenBack') === null;
  return unsettledCards(one).length > 0;
}

export function returnRow(db: Db, id: string, actor: string): ReturnRow | null {
  const one = stateOf<ReturnState>(db, 'goods_return', id);
  return one === null || one.made === null ? null : rowOf(db, id, one, one.made, actor);
}

function rowOf(db: Db, id: string, one: ReturnState, made: Made, actor: string): ReturnRow {
  const cards = made.cards as unknown as readonly CardRange[];
  const waiting = unsettledCards(one);
  const sold = stateOf<SaleState>(db, 'sale', made.sale)?.made;
  return {
    return: id,
    document: made.document,
    businessDay: one.day,
    time: wallTime(db, one.at, one.day),
    by: nameOf(db, one.by),
    approver: one.approver === null ? '' : nameOf(db, one.approver),
    slip: made.slip,
    buyer: sold == null ? '原销售记录尚未到达' : goodsOf(sold).buyer,
    cards: countCards(cards),
    cardText: cards.map(formatRange).join('；'),
    books: made.books.reduce((sum, { quantity }) => sum + quantity, 0),
    reason: made.reason,
    remark: made.remark,
    totalFen: made.cardsFen + made.booksFen,
    pays: made.pays,
    refunds: made.refunds,
    refund: one.refund,
    refundNote: refundNote(db, one),
    waiting: countCards(waiting),
    waitingText: waiting.map(formatRange).join('；'),
    settledNote: settledNote(db, one),
    prints: stateOf<DocumentState>(db, 'document', made.document)?.prints ?? 0,
    ...papersOf(db, one, made),
    ...whatNext(one, actor),
  };
}

function papersOf(db: Db, one: ReturnState, made: Made): Pick<ReturnRow, 'spoiled' | 'due'> {
  const sale = stateOf<SaleState>(db, 'sale', made.sale);
  if (sale === null) return { spoiled: [], due: [] };
  const spoiled = spoiledBy(db, one, sale);
  const kinds = spoiled.map(({ kind }) => kind);
  const due = owedReceipts(sale, voidedIn(db)).filter(({ stream }) => kinds.includes(kindFor[stream]));
  return { spoiled: receiptsInWords(spoiled), due };
}

/** Receipts of the sale that this very return made 作废. */
export function spoiledBy(db: Db, { device, lamport }: ReturnState, sale: SaleState): readonly Numbered[] {
  return numberedReceipts(sale).filter(({ kind, number }) => {
    const voided = receiptOf(db, kind, number)?.voided ?? null;
    return voided !== null && voided.device === device && voided.lamport === lamport;
  });
}

function whatNext(one: ReturnState, actor: string) {
  const decide = whyNotDecided(one, actor);
  const pay = whyNotPaid(one);
  const settle = (outcome: Outcome) => {
    const why = whyNotSettled(one, outcome);
    return why === null ? null : unsettledInWords(why);
  };
  return {
    whyNotDecide: decide === null ? null : undecidableInWords(decide),
    whyNotPay: pay === null ? null : unpayableInWords(pay),
    whyNotRestock: settle('restocked'),
    whyNotGiveBack: settle('givenBack'),
  };
}

function refundNote(db: Db, { decided, paid }: ReturnState): string {
  const steps: string[] = [];
  if (decided !== null) {
    const what = decided.decision === 'approved' ? '同意' : '不同意';
    const why = decided.remark === '' ? '' : `：${decided.remark}`;
    steps.push(`${nameOf(db, decided.by)} ${decided.day} ${what}${why}`);
  }
  if (paid !== null) steps.push(`财政 ${paid.on} 退付，凭证 ${paid.reference}`);
  return steps.join('；');
}

const outcomes: Readonly<Record<Outcome, string>> = {
  restocked: '放回库存',
  voided: '作废',
  givenBack: '退还购卡人',
};

function settledNote(db: Db, { settled }: ReturnState): string {
  return settled
    .map(({ outcome, ranges, by, day, reason }) => {
      const cards = countCards(ranges as unknown as readonly CardRange[]);
      const count = cards === 0 ? '' : ` ${cards} 张`;
      return `${outcomes[outcome]}${count}（${nameOf(db, by)} ${day}${reason === '' ? '' : `：${reason}`}）`;
    })
    .join('；');
}
