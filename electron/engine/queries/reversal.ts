import type { ReversalPreview } from '../../../contract/app/sales.ts';
import type { DayCloseState } from '../../../contract/domain/folds/closing.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import {
  type Here,
  type NotReversible,
  refundsOf,
  whyNotReversible,
} from '../../../contract/domain/reversal.ts';
import { numberedReceipts } from '../../../contract/domain/sale-papers.ts';
import { catalogue } from '../../../contract/events/catalogue.ts';
import type { Db } from '../database/open.ts';
import { readIdentity, tillOf } from '../journal/identity.ts';
import { approversFor } from '../people/accounts.ts';
import { type Refusal, refuse } from '../problem.ts';
import { receiptsInWords } from '../receipt-words.ts';
import { receiptOf } from './receipt-books.ts';
import { businessDayOf, stateOf } from './state.ts';

/** 日结 of one business day of a PC. */
export function isDayClosed(db: Db, device: string, day: string): boolean {
  return stateOf<DayCloseState>(db, 'day_close', `${device}/${day}`)?.closed != null;
}

/** This PC's till and business day. */
export function hereOf(db: Db): Here {
  const identity = readIdentity(db);
  if (identity === null) return { till: '', day: '', closed: false };
  const day = businessDayOf(db, identity.device);
  return { till: tillOf(identity), day, closed: isDayClosed(db, identity.device, day) };
}

/** What reversing a sale would do, for `actor` to look at before anybody approves; refuses what can't be reversed. */
export function reversalPreview(db: Db, id: string, actor: string): ReversalPreview {
  const sale = stateOf<SaleState>(db, 'sale', id);
  const why = whyNotReversible(sale, hereOf(db));
  if (why !== null || sale === null || sale.made === null) throw notReversible(why ?? 'unknown');
  return {
    refunds: [...refundsOf(sale.made.payments)],
    books: sale.made.books.reduce((sum, { quantity }) => sum + quantity, 0),
    receipts: receiptsOfSale(db, sale, null),
    approvers: approversFor(db, catalogue['sale.reversed'].approvers ?? [], actor),
  };
}

/** A sale's receipts by name whose 作废 has this reason; null: those that still stand. */
export function receiptsOfSale(db: Db, sale: SaleState, reason: string | null): string[] {
  const own = numberedReceipts(sale).filter(
    ({ kind, number }) => (receiptOf(db, kind, number)?.voided?.reason ?? null) === reason,
  );
  return receiptsInWords(own);
}

const words: Readonly<Record<NotReversible, readonly [happened: string, todo: string]>> = {
  unknown: ['没有找到这笔销售', '请在销售记录里重新选择'],
  reversed: ['这笔销售已经冲销过', '不用再办；冲销单可在销售记录里查看'],
  returned: ['这笔已有退卡，不能整单冲销', '其余的请办退卡'],
  otherTill: ['这笔不是本机钱柜售出的', '请在售出它的那台电脑上冲销'],
  laterDay: ['这笔不是今天售出的，不能冲销', '请办退卡，由财政退付'],
  closedDay: ['这一天已经日结，不能冲销', '请办退卡，由财政退付'],
};

export function notReversible(why: NotReversible): Refusal {
  const [happened, todo] = words[why];
  return refuse(`REVERSAL_${why.replace(/[A-Z]/g, '_$&').toUpperCase()}`, `${happened}。`, `${todo}。`);
}

/** The same as one sentence, beside a greyed action. */
export function whyNotInWords(why: NotReversible): string {
  return words[why].join('，');
}
