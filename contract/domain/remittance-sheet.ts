import { type CalendarDay, formatDayOnPaper } from './calendar.ts';
import type { ReceiptLine } from './closing-figures.ts';
import type { ClosingSheet, SheetColumn, SheetSection } from './closing-sheet.ts';
import { type Fen, formatYuan } from './money.ts';
import { moneyInWords } from './money-words.ts';
import { type MoneyStream, streamNames } from './payment.ts';
import { sumOfDays } from './remittance.ts';
import { receiptNames } from './sale-receipts.ts';

/** Everything a 缴款单 says; money in fen, names resolved. */
export interface RemittancePaper {
  readonly number: string;
  readonly mark: string;
  readonly practice: boolean;
  /** 执收单位. */
  readonly point: string;
  readonly place: string;
  readonly stream: MoneyStream;
  readonly day: CalendarDay;
  readonly days: readonly {
    readonly day: CalendarDay;
    readonly document: string;
    readonly fen: Fen;
    /** Receipts of the stream's kind that the day used. */
    readonly receipts: readonly ReceiptLine[];
  }[];
  readonly totalFen: Fen;
  readonly by: string;
  readonly banked: { readonly slip: string; readonly on: CalendarDay } | null;
  readonly withdrawn: { readonly reason: string; readonly by: string } | null;
  readonly printedAt: string;
  readonly printedBy: string;
  /** 0 is the original, n is 补打第 n 次. */
  readonly reprint: number;
}

/**
 * 缴款单 on A4, text for text. Throws when the days don't add up to the sum: that is a bug, and such a paper must not
 * exist.
 */
export function remittanceSheet(paper: RemittancePaper): ClosingSheet {
  if (sumOfDays(paper.days) !== paper.totalFen)
    throw new Error('the days of a 缴款单 do not add up to its sum');
  return {
    title: `专业技术人员继续教育${streamNames[paper.stream]}缴款单`,
    practice: paper.practice ? '练习' : '',
    reprint: paper.reprint,
    number: paper.number,
    mark: paper.mark,
    facts: [
      `执收单位：${paper.point}　钱柜：${paper.place}`,
      `开单日期：${formatDayOnPaper(paper.day)}　款项：${streamNames[paper.stream]}（现金、支票，全额上缴，不坐支）`,
    ],
    sections: [daysSection(paper), receiptsSection(paper), bankSection(paper)],
    signatures: [
      ['缴款人', paper.by],
      ['复核人', ''],
    ],
    printed: `打印人：${paper.printedBy}　打印时间：${paper.printedAt}`,
  };
}

function daysSection({ days, totalFen }: RemittancePaper): SheetSection {
  const columns: readonly SheetColumn[] = [
    { title: '营业日', width: 44, align: 'left' },
    { title: '日结单号', width: 80, align: 'left' },
    { title: '金额', width: 50, align: 'right' },
  ];
  const rows = days.map(({ day, document, fen }) => [formatDayOnPaper(day), document, formatYuan(fen)]);
  return {
    title: '缴款明细',
    columns,
    rows: [...rows, [`共 ${days.length} 天`, '合计（小写）', formatYuan(totalFen)]],
    notes: [{ text: `合计（大写）：${moneyInWords(totalFen)}`, bold: true }],
  };
}

function receiptsSection({ days }: RemittancePaper): SheetSection {
  const rows = days.flatMap(({ day, receipts }) =>
    receipts.flatMap(({ kind, used }) =>
      used.map(({ first, last, count }) => [
        formatDayOnPaper(day),
        receiptNames[kind],
        first === last ? first : `${first}–${last}`,
        String(count),
      ]),
    ),
  );
  return {
    title: '所附票据（当日使用）',
    columns: [
      { title: '营业日', width: 44, align: 'left' },
      { title: '种类', width: 30, align: 'left' },
      { title: '号码（起–止）', width: 80, align: 'left' },
      { title: '份数', width: 20, align: 'right' },
    ],
    rows,
    notes: rows.length === 0 ? [{ text: '这些天没有开具有号码的票据。', bold: false }] : [],
  };
}

function bankSection({ banked, withdrawn }: RemittancePaper): SheetSection {
  return { title: '银行缴存', columns: [], rows: [], notes: [bankWords(banked, withdrawn)] };
}

function bankWords(banked: RemittancePaper['banked'], withdrawn: RemittancePaper['withdrawn']) {
  if (banked !== null)
    return { text: `银行回单号：${banked.slip}　银行收讫日期：${formatDayOnPaper(banked.on)}`, bold: false };
  if (withdrawn !== null)
    return {
      text: `本单已撤回，不作缴款凭证。撤回人：${withdrawn.by}　原因：${withdrawn.reason}`,
      bold: true,
    };
  return { text: '银行回单号：____________________　银行收讫日期：____________________', bold: false };
}
