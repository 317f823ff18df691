import { formatDayOnPaper } from './calendar.ts';
import type { SaleSlip } from './slip.ts';
import {
  assertAddsUp,
  bookRow,
  cardRow,
  headOf,
  inSheets,
  type PaperSheet,
  printedWords,
  type SlipPaper,
  totalOn,
} from './slip-lines.ts';

/** Everything a 退卡确认单 says (domain.md §2.1), already in the words of the paper; money in fen, not negative. */
export type ReturnSlip = SlipPaper & {
  /** 退卡单位; contact and phone masked. */
  readonly buyer: Pick<SaleSlip['buyer'], 'name' | 'contact' | 'phone' | 'department'>;
  /** Number and business day of the sale's own slip. */
  readonly of: string;
  readonly soldOn: SaleSlip['businessDay'];
  readonly pays: 'drawer' | 'finance';
  /** `卡款：现金退还 ¥50.00`, each way once. */
  readonly refunds: string;
  readonly reason: string;
  readonly remark: string;
  /** Receipts collected and 作废 with it, by name; empty where none was written. */
  readonly receipts: string;
  readonly clerk: string;
  readonly approver: string;
};

/** One sheet of paper, text for text. */
export type ReturnSheet = PaperSheet & {
  readonly of: string;
  readonly buyer: string;
  readonly contact: string;
  readonly phone: string;
  readonly department: string;
  readonly receiver: string;
  readonly receiverPhone: string;
  readonly refunds: string;
  readonly notes: string;
  readonly clerk: string;
  readonly approver: string;
};

/**
 * Lays a return out on sheets of three lines under one number, the sum on the last one. Throws when the figures don't
 * add up: that is a bug, and such a paper must not exist.
 */
export function layOutReturnSlip(slip: ReturnSlip): readonly ReturnSheet[] {
  assertAddsUp(slip);
  const lines = [...slip.cards.map(cardRow), ...slip.books.map((line) => ({ ...bookRow(line), remark: '' }))];
  return inSheets(lines, (rows, page, count) => ({
    ...headOf(slip, slip.cards.length > 0 ? '退卡确认单' : '退书确认单'),
    ...rows,
    of: `${slip.of}（${formatDayOnPaper(slip.soldOn)}）`,
    buyer: slip.buyer.name,
    contact: slip.buyer.contact ?? '',
    phone: slip.buyer.phone ?? '',
    department: slip.buyer.department ?? '',
    receiver: slip.point.name,
    receiverPhone: slip.point.phone,
    ...totalOn(slip.totalFen, page, count),
    refunds: page < count ? '' : `${whoPays[slip.pays]}${slip.refunds}`,
    notes: notesOf(slip),
    clerk: slip.clerk,
    approver: slip.approver,
    printed: printedWords(slip),
  }));
}

const whoPays: Readonly<Record<ReturnSlip['pays'], string>> = {
  drawer: '当场退款　',
  finance: '申请财政退付　',
};

/** A buyer who waits for finance must read that no money was handed over yet. */
function notesOf({ reason, remark, receipts, pays, cards }: ReturnSlip): string {
  const why = remark === '' ? reason : `${reason}（${remark}）`;
  const coating = cards.length > 0 ? '密码涂层经查完好。' : '';
  const later = pays === 'finance' ? '本单是退付申请的凭据，款项经审核后由财政退付，柜台不付现金。' : '';
  const taken = receipts === '' ? '' : `收回并作废：${receipts}。`;
  return `本单不是财政票据。退回原因：${why}。${coating}${taken}${later}`;
}
