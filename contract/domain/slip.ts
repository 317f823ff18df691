import { type CalendarDay, formatDayOnPaper } from './calendar.ts';
import { type Fen, formatYuan } from './money.ts';
import {
  assertAddsUp,
  bookRow,
  cardRow,
  headOf,
  inSheets,
  type PaperSheet,
  printedWords,
  type SlipPaper,
  sumOf,
  totalOn,
} from './slip-lines.ts';

/** 冲销: this paper takes another one back, or was taken back by one. */
export type SlipReversal =
  | {
      readonly kind: 'reverses';
      readonly of: string;
      readonly reason: string;
      readonly remark: string;
      readonly approver: string;
      /** `财政票据 0012301`, 作废 with the sale and to be taken back; empty where none was written. */
      readonly receipts: string;
    }
  | { readonly kind: 'reversed'; readonly by: string }
  /** Part or all of it came back; by the numbers of its 退卡确认单. */
  | { readonly kind: 'returned'; readonly by: string };

/** Everything a sale's 出库单 says (domain.md §2.1), already in the words of the paper; money in fen. */
export type SaleSlip = SlipPaper & {
  /** Contact and phone come in masked: money papers are kept for 30 years (domain.md §6.4). */
  readonly buyer: {
    readonly name: string;
    readonly contact: string | null;
    readonly phone: string | null;
    readonly department: string | null;
    readonly area: string;
    /** Why somebody from elsewhere bought here (notice 四); null for the point's own buyers. */
    readonly outside: string | null;
  };
  /** Per stream how it was paid, as `paymentWords` writes it. */
  readonly payment: string;
  /** 出具发票: whether any receipt was written. */
  readonly invoice: '是' | '否';
  /** Per stream the paper handed over with its number, as `receiptWords` writes it; empty where it has no money. */
  readonly cardsReceipt: string;
  readonly booksReceipt: string;
  readonly cardsFen: Fen;
  readonly booksFen: Fen;
  readonly clerk: string;
  /** Empty in a practice city, which is never uploaded. */
  readonly upload: '待上传' | '已上传' | '';
  readonly approval: string;
  /** Null while the sale stands. Quantities and amounts of a paper that reverses another are negative. */
  readonly reversal: SlipReversal | null;
  /** 补录: the emergency slip the sale was written on, and its day; null for every other. */
  readonly emergency: { readonly number: string; readonly day: CalendarDay } | null;
};

/** One sheet of paper, text for text; every string here is printed as it stands. */
export type SlipSheet = PaperSheet & {
  readonly payment: string;
  readonly invoice: string;
  readonly buyer: string;
  readonly area: string;
  readonly contact: string;
  readonly phone: string;
  readonly department: string;
  readonly cards: string;
  readonly books: string;
  readonly cardsReceipt: string;
  readonly booksReceipt: string;
  readonly notes: string;
  readonly clerk: string;
  /** 审核: who approved, where somebody had to; else signed by hand. */
  readonly approver: string;
};

/**
 * Lays a sale out on sheets of three lines under one number. The sums stand on the last sheet only: a sum on every
 * sheet would be added up twice by whoever adds up paper. Throws when the figures don't add up: that is a bug, and such
 * a paper must not exist.
 */
export function layOutSlip(slip: SaleSlip): readonly SlipSheet[] {
  assertAddsUp(slip, sumOf(slip.cards) === slip.cardsFen && sumOf(slip.books) === slip.booksFen);
  const lines = [...slip.cards.map(cardRow), ...slip.books.map(bookRow)];
  return inSheets(lines, (rows, index, count) => ({
    ...heading(slip),
    ...rows,
    ...sums(slip, index, count),
    ...footer(slip),
  }));
}

export function paperName({ reversal }: Pick<SaleSlip, 'reversal'>): '出库单' | '冲销单' {
  return reversal?.kind === 'reverses' ? '冲销单' : '出库单';
}

function heading(slip: SaleSlip) {
  return {
    ...headOf(slip, paperName(slip)),
    payment: slip.payment,
    invoice: slip.invoice,
    buyer: slip.buyer.name,
    area: areaWords(slip.buyer),
    contact: slip.buyer.contact ?? '',
    phone: slip.buyer.phone ?? '',
    department: slip.buyer.department ?? '',
  };
}

function areaWords({ area, outside }: SaleSlip['buyer']): string {
  return outside === null ? area : `${area}（辖区外：${outside}）`;
}

/** Card money and book money are two streams with two registers (domain.md §3), so both stand there, also at 0.00. */
function sums(slip: SaleSlip, page: number, count: number) {
  const total = totalOn(slip.totalFen, page, count);
  if (page < count) return { ...total, cards: '', books: '', cardsReceipt: '', booksReceipt: '' };
  return {
    ...total,
    cards: formatYuan(slip.cardsFen),
    books: formatYuan(slip.booksFen),
    cardsReceipt: slip.cardsReceipt,
    booksReceipt: slip.booksReceipt,
  };
}

/**
 * 教材自愿购买 stands on every slip, not only beside a book: whoever buys a card alone also reads that the book is a
 * free choice (notice 六). The fee's approval is that of the cards (notice 五), so a slip of books doesn't quote it.
 */
function footer(slip: SaleSlip) {
  return {
    notes: `本单不是财政票据。${slip.reversal?.kind === 'reverses' ? reversalNote(slip.reversal) : saleNote(slip)}`,
    clerk: slip.clerk,
    approver: slip.reversal?.kind === 'reverses' ? slip.reversal.approver : '',
    printed: `${printedWords(slip)}　${slip.upload}`.trimEnd(),
  };
}

/** A slip that was taken back says so, or a late reprint would pass for a sale that stands. */
function saleNote(slip: SaleSlip): string {
  if (slip.reversal?.kind === 'reversed') return `本单已冲销，冲销单号 ${slip.reversal.by}。`;
  if (slip.reversal?.kind === 'returned') return `本单已有退卡，退卡单号 ${slip.reversal.by}。`;
  const entered =
    slip.emergency === null
      ? ''
      : `补录自应急单 ${slip.emergency.number}（${formatDayOnPaper(slip.emergency.day)}）。`;
  const approval = slip.cards.length > 0 ? `激活卡收费依据：${slip.approval}。` : '';
  return `${entered}教材自愿购买。${approval}`;
}

type Reverses = Extract<SlipReversal, { kind: 'reverses' }>;

function reversalNote({ of, reason, remark, approver, receipts }: Reverses): string {
  const why = remark === '' ? reason : `${reason}（${remark}）`;
  const back = receipts === '' ? '' : `请收回${receipts}各联，加盖作废章。`;
  return `冲销原单 ${of}，原因：${why}。批准人：${approver}。${back}`;
}
