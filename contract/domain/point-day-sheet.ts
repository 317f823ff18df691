import type { Payload } from '../events/catalogue.ts';
import { type CalendarDay, formatDayOnPaper } from './calendar.ts';
import type { BalanceGap } from './card-balance.ts';
import { balanceSection, goodsSections, moneySection, receiptSection } from './closing-sections.ts';
import { type ClosingSheet, left, right, type SheetSection, yuan } from './closing-sheet.ts';

/** One PC's closed day in a report. */
export interface ReportedPc {
  readonly name: string;
  readonly document: string;
  readonly cards: number;
  readonly cardsFen: number;
  readonly booksFen: number;
  /** Whether its two derivations agree. */
  readonly agree: boolean;
}

/** Everything a 日结汇总 says: figures as they were reported, names resolved. */
export interface PointDayPaper {
  readonly said: Payload<'day.reported'>;
  /** 1 is the first report of the day, n 第 n 次汇总. */
  readonly nth: number;
  readonly mark: string;
  readonly practice: boolean;
  readonly point: string;
  readonly pcs: readonly ReportedPc[];
  /** PCs that had not closed the day. */
  readonly missing: readonly string[];
  /** Of the closings summed up. */
  readonly gaps: readonly BalanceGap[];
  /** Names of the PCs of `said.late`, in its order. */
  readonly latePcs: readonly string[];
  /** Course names by their ids. */
  readonly courseNames: Readonly<Record<string, string>>;
  readonly reportedAt: string;
  readonly by: string;
  readonly approver: string;
  readonly printedAt: string;
  readonly printedBy: string;
  /** 0 is the original, n is 补打第 n 次. */
  readonly reprint: number;
}

/** 日结汇总 of a point, on as many A4 sheets as it needs. */
export function pointDaySheet(paper: PointDayPaper): ClosingSheet {
  const { said, nth, gaps, courseNames } = paper;
  const { figures, cards } = said;
  return {
    title: '专业技术人员继续教育激活卡日结汇总',
    practice: paper.practice ? '练习' : '',
    reprint: paper.reprint,
    number: said.document,
    mark: paper.mark,
    facts: [
      `销售点：${paper.point}　第 ${nth} 次汇总`,
      `营业日：${formatDayOnPaper(said.day as CalendarDay)}　汇总时间：${paper.reportedAt}`,
    ],
    sections: [
      pcSection(paper),
      moneySection(figures),
      ...goodsSections(figures),
      balanceSection({ cards, gaps: [...gaps], figures }, (course) => courseNames[course] ?? course),
      receiptSection(figures, '见各电脑日结单'),
      ...lateSection(paper),
    ],
    signatures: [
      ['汇总人', paper.by],
      ['复核人', paper.approver],
    ],
    printed: `打印人：${paper.printedBy}　打印时间：${paper.printedAt}`,
  };
}

function pcSection({ pcs, missing }: PointDayPaper): SheetSection {
  const missed = `未日结：${missing.join('、')}。本汇总不含其当日业务，到齐后另出下一次汇总。`;
  return {
    title: '各电脑日结',
    columns: [
      left('电脑', 44),
      left('日结单号', 50),
      right('净售卡', 18),
      right('卡款', 25),
      right('书款', 21),
      left('核对', 16),
    ],
    rows: pcs.map(({ name, document, cards, cardsFen, booksFen, agree }) => [
      name,
      document,
      String(cards),
      yuan(cardsFen),
      yuan(booksFen),
      agree ? '相符' : '不符',
    ]),
    notes:
      missing.length === 0
        ? [{ text: '本点各台电脑都已日结，或当日没有业务。', bold: false }]
        : [{ text: missed, bold: true }],
  };
}

function lateSection({ said: { late }, latePcs }: PointDayPaper): readonly SheetSection[] {
  if (late.length === 0) return [];
  return [
    {
      title: '后到（以前营业日的日结，此前的汇总都没有，不计入本日数字）',
      columns: [
        left('营业日', 26),
        left('电脑', 44),
        left('日结单号', 54),
        right('卡款', 26),
        right('书款', 24),
      ],
      rows: late.map(({ day, document, cardsFen, booksFen }, at) => [
        day,
        latePcs[at] ?? '',
        document,
        yuan(cardsFen),
        yuan(booksFen),
      ]),
      notes: [],
    },
  ];
}
