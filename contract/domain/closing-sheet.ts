import type { Payload } from '../events/catalogue.ts';
import { type CalendarDay, formatDayOnPaper } from './calendar.ts';
import { derivationsAgree, inFen, unexplained } from './card-balance.ts';
import type { CardRange } from './card-range.ts';
import { formatRange, rangeCount } from './card-range.ts';
import { type CashCount, differenceInWords } from './closing.ts';
import { type Figures, MOST_RUNS, type ReceiptLine } from './closing-figures.ts';
import { type Fen, fen, formatYuan, timesFen } from './money.ts';
import { moneyInWords } from './money-words.ts';
import { methodNames, moneyStreams, streamNames } from './payment.ts';
import { receiptNames } from './sale-receipts.ts';

/** One column of a table on paper; width in mm. */
export interface SheetColumn {
  readonly title: string;
  readonly width: number;
  readonly align: 'left' | 'center' | 'right';
}

export interface SheetSection {
  readonly title: string;
  /** Left out where there are only sentences. */
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Sentences under the table; bold where somebody must look at them. */
  readonly notes: readonly { readonly text: string; readonly bold: boolean }[];
}

/** A closing on paper, text for text; as many A4 sheets as it needs. */
export interface ClosingSheet {
  readonly title: string;
  readonly practice: string;
  /** 0 is the original, n is 补打第 n 次. */
  readonly reprint: number;
  readonly number: string;
  readonly mark: string;
  readonly facts: readonly string[];
  readonly sections: readonly SheetSection[];
  /** Label and name, each with a line to sign on. */
  readonly signatures: readonly (readonly [label: string, name: string])[];
  readonly printed: string;
}

/** What stands around the figures; names resolved. */
export interface SheetFrame {
  readonly mark: string;
  readonly practice: boolean;
  readonly point: string;
  readonly place: string;
  readonly day: CalendarDay;
  /** When it was closed, and when this copy is printed: `YYYY-MM-DD HH:MM`. */
  readonly closedAt: string;
  readonly printedAt: string;
  readonly printedBy: string;
  readonly reprint: number;
  readonly by: string;
  readonly approver: string;
}

type ShiftSaid = Payload<'shift.closed'>;
type DaySaid = Payload<'day.closed'>;

/** 交班单. in: who opened the shift, or empty where nobody counted a float. */
export function shiftSheet(said: ShiftSaid, frame: SheetFrame, openedBy: string): ClosingSheet {
  const opened = openedBy === '' ? '没有开班清点，备用金按 0 计' : `开班：${openedBy}`;
  return {
    ...heading('交班单', said.document, frame),
    facts: [...factsOf(frame, '交班'), opened],
    sections: [
      drawerSection(said),
      countSection(said.count),
      moneySection(said.figures),
      ...goodsSections(said.figures),
      receiptSection(said.figures),
      mattersSection(said.matters, said.figures),
    ],
    signatures: [
      ['交班人', frame.by],
      ['接班人（或主管）', frame.approver],
    ],
  };
}

/** 日结单. in: course names by their ids. */
export function daySheet(
  said: DaySaid,
  frame: SheetFrame,
  courseName: (course: string) => string,
): ClosingSheet {
  return {
    ...heading('日结单', said.document, frame),
    facts: factsOf(frame, '日结'),
    sections: [
      moneySection(said.figures),
      shiftsSection(said.shifts),
      ...goodsSections(said.figures),
      balanceSection(said, courseName),
      receiptSection(said.figures),
      ...lateSection(said.late),
      mattersSection(said.matters, said.figures, '（不含本日）'),
    ],
    signatures: [
      ['经办人', frame.by],
      ['复核人', frame.approver],
    ],
  };
}

function heading(title: string, number: string, frame: SheetFrame) {
  return {
    title: `专业技术人员继续教育激活卡${title}`,
    practice: frame.practice ? '练习' : '',
    reprint: frame.reprint,
    number,
    mark: frame.mark,
    printed: `打印人：${frame.printedBy}　打印时间：${frame.printedAt}`,
  };
}

function factsOf({ point, place, day, closedAt }: SheetFrame, what: string): readonly string[] {
  return [`销售点：${point}　钱柜：${place}`, `营业日：${formatDayOnPaper(day)}　${what}时间：${closedAt}`];
}

const left = (title: string, width: number): SheetColumn => ({ title, width, align: 'left' });
const right = (title: string, width: number): SheetColumn => ({ title, width, align: 'right' });
const yuan = (amount: number) => formatYuan(fen(amount));

function section(
  title: string,
  columns: readonly SheetColumn[],
  rows: SheetSection['rows'],
  ...notes: readonly (string | { readonly bold: string })[]
): SheetSection {
  const kept = notes.map((one) =>
    typeof one === 'string' ? { text: one, bold: false } : { text: one.bold, bold: true },
  );
  return { title, columns: rows.length === 0 ? [] : columns, rows, notes: kept };
}

function drawerSection(said: ShiftSaid): SheetSection {
  const { floatFen, figures, expectedFen, countedFen, differenceFen, leftFen, reason } = said;
  const cash = figures.money.filter(({ method }) => method === 'cash');
  const sum = (of: 'inFen' | 'outFen') => cash.reduce((total, line) => total + line[of], 0);
  const taken = fen(countedFen - leftFen);
  return section(
    '现金',
    ['备用金', '现金收入', '现金退出', '应有', '清点', '长短款', '留存'].map((title, at) =>
      right(title, at === 5 ? 30 : 24),
    ),
    [
      [
        yuan(floatFen),
        yuan(sum('inFen')),
        yuan(sum('outFen')),
        yuan(expectedFen),
        yuan(countedFen),
        differenceInWords(differenceFen),
        yuan(leftFen),
      ],
    ],
    `取出待缴：${yuan(taken)}（大写：${moneyInWords(taken)}）`,
    ...(reason === '' ? [] : [{ bold: `长短款说明：${reason}` }]),
  );
}

function countSection(count: CashCount): SheetSection {
  return section(
    '清点明细',
    sideBySide([left('面额', 26), right('张（枚）数', 26), right('金额', 35)]),
    inPairs(
      count.map(({ face, pieces }) => [faceName(face), String(pieces), yuan(timesFen(fen(face), pieces))]),
      3,
    ),
    ...(count.length === 0 ? ['钱柜里没有现金。'] : []),
  );
}

function sideBySide(columns: readonly SheetColumn[]): readonly SheetColumn[] {
  return [...columns, ...columns];
}

/** A long list in two halves beside each other, read downwards; `cells` in each row of a half. */
function inPairs(rows: SheetSection['rows'], cells: number): SheetSection['rows'] {
  const half = Math.ceil(rows.length / 2);
  const blank = Array.from({ length: cells }, () => '');
  return rows.slice(0, half).map((row, at) => [...row, ...(rows[at + half] ?? blank)]);
}

/** `100 元`, `5 角`. */
export function faceName(face: number): string {
  return face >= 100 ? `${face / 100} 元` : `${face / 10} 角`;
}

export function moneySection({ money }: Pick<Figures, 'money'>): SheetSection {
  const lines = moneyStreams.flatMap((stream) => {
    const own = money.filter((line) => line.stream === stream);
    const total = (of: 'inFen' | 'outFen') => own.reduce((sum, line) => sum + line[of], 0);
    const row = (name: string, inFen: number, outFen: number) => [
      streamNames[stream],
      name,
      yuan(inFen),
      yuan(outFen),
      yuan(inFen - outFen),
    ];
    return [
      ...own.map(({ method, inFen, outFen }) => row(methodNames[method], inFen, outFen)),
      row('合计', total('inFen'), total('outFen')),
    ];
  });
  return section(
    '收款（卡款、书款分列，不合并）',
    [left('款项', 24), left('方式', 30), right('收入', 40), right('退出', 40), right('净额', 40)],
    lines,
  );
}

function shiftsSection(shifts: DaySaid['shifts']): SheetSection {
  return section(
    '交班',
    [left('交班单号', 90), right('长短款', 84)],
    shifts.map(({ document, differenceFen }) => [document, differenceInWords(differenceFen)]),
    ...(shifts.length === 0 ? ['本日没有交班单。'] : []),
  );
}

export function goodsSections(figures: Omit<Figures, 'receipts' | 'documents'>): readonly SheetSection[] {
  const { sales, reversals, returns, cards, books } = figures;
  const sums = `销售 ${sales} 笔，冲销 ${reversals} 笔，退卡 ${returns} 笔；净售卡 ${cards} 张，净售教材 ${books} 本。`;
  return [
    rangeSection('售出号段', figures.soldRanges as CardRange[], [sums]),
    ...(figures.backRanges.length === 0
      ? []
      : [rangeSection('退回号段（冲销、退卡）', figures.backRanges as CardRange[], [])]),
  ];
}

function rangeSection(title: string, ranges: readonly CardRange[], notes: readonly string[]): SheetSection {
  const cut = ranges.length < MOST_RUNS ? [] : [`号段过多，只列前 ${MOST_RUNS} 段。`];
  return section(
    title,
    sideBySide([left('卡号（起–止）', 69), right('张数', 18)]),
    inPairs(
      ranges.map((range) => [formatRange(range), String(rangeCount(range))]),
      2,
    ),
    ...(ranges.length === 0 ? ['没有售出卡。'] : []),
    ...notes,
    ...cut,
  );
}

export function balanceSection(
  {
    cards,
    gaps,
    figures,
  }: Pick<DaySaid, 'cards' | 'gaps'> & {
    readonly figures: Pick<Figures, 'cards' | 'money'>;
  },
  courseName: (course: string) => string,
): SheetSection {
  const heads = ['期初', '入库', '调入', '调出', '作废', '期末', '卡账售出', '销售记录'];
  return section(
    '卡款核对（卡的出入与销售记录分别计算）',
    [left('科目', 38), ...heads.map((title) => right(title, 17))],
    cards.map((one) => [
      courseName(one.course),
      ...[one.opening, one.received, one.accepted, one.dispatched, one.writtenOff, one.closing].map(String),
      String(one.movedOut),
      String(one.sold),
    ]),
    ...verdict(cards, gaps),
    ...gaps.map(({ document, cards: count, why }) => ({ bold: `${document}：差 ${count} 张，${why}` })),
    ...financeNote(figures),
  );
}

function verdict(
  cards: DaySaid['cards'],
  gaps: DaySaid['gaps'],
): readonly (string | { readonly bold: string })[] {
  const sum = (of: 'movedOut' | 'sold') => cards.reduce((total, one) => total + one[of], 0);
  const sides = `按卡账 ${sum('movedOut')} 张，${yuan(inFen(sum('movedOut')))}；按销售记录 ${sum('sold')} 张，${yuan(inFen(sum('sold')))}`;
  if (derivationsAgree(cards, gaps)) return [`${sides}：相符。`];
  const rest = unexplained(cards, gaps);
  const unnamed = rest === 0 ? '' : `，另有 ${rest} 张没有找到对应的单据`;
  return [{ bold: `${sides}：不符，差异单据如下${unnamed}。` }];
}

/** Cards that came back for finance to pay are out of the sales, while their money stayed in the drawer. */
function financeNote({ cards, money }: Pick<Figures, 'cards' | 'money'>): readonly string[] {
  const net = money
    .filter(({ stream }) => stream === 'cards')
    .reduce((sum, { inFen: came, outFen }) => sum + came - outFen, 0);
  const finance: Fen = fen(net - inFen(cards));
  return finance === 0 ? [] : [`卡款净额中有 ${yuan(finance)} 待财政退付，不从钱柜支出。`];
}

/**
 * A run a row, spoiled numbers a row each: a year's pad with a hole in every line stays readable. in: what stands for a
 * next number that there isn't.
 */
export function receiptSection(
  { receipts }: Pick<Figures, 'receipts'>,
  noNext: '换新本' | '见各电脑日结单' = '换新本',
): SheetSection {
  return section(
    '票据',
    [left('种类', 30), left('情况', 24), left('号码（起–止）', 100), right('份数', 20)],
    receipts.flatMap(({ kind, used, voided }) => [
      ...used.map(({ first, last, count }) => [
        receiptNames[kind],
        '使用',
        first === last ? first : `${first}–${last}`,
        String(count),
      ]),
      ...voided.map((number) => [receiptNames[kind], '作废', number, '1']),
    ]),
    ...(receipts.length === 0 ? ['没有开具票据。'] : receipts.map((line) => receiptSum(line, noNext))),
  );
}

function receiptSum({ kind, used, voided, next }: ReceiptLine, noNext: string): string {
  const good = used.reduce((sum, { count }) => sum + count, 0);
  return `${receiptNames[kind]}使用 ${good} 份，作废 ${voided.length} 份；下一号：${next ?? noNext}`;
}

function lateSection(late: DaySaid['late']): readonly SheetSection[] {
  if (late.length === 0) return [];
  return [
    section(
      '后到（已日结的营业日，不改动当日数字）',
      [left('营业日', 30), left('单号', 64), right('卡款', 40), right('书款', 40)],
      late.map(({ day, document, cardsFen, booksFen }) => [day, document, yuan(cardsFen), yuan(booksFen)]),
    ),
  ];
}

function mattersSection(matters: ShiftSaid['matters'], { documents }: Figures, without = ''): SheetSection {
  const { held, unprinted, unposted, inTransit, unbanked, refunds } = matters;
  const { first, last, next } = documents;
  const papers = first === null ? '没有单据' : `${first} 至 ${last ?? first}`;
  return section(
    '单号和未了事项',
    [],
    [],
    `本期单据：${papers}；下一单号：${next}`,
    `挂单 ${held} 笔　待打印 ${unprinted} 张　平台待登记 ${unposted} 张　在途 ${inTransit} 批　未缴款 ${unbanked} 天${without}　待退付 ${refunds} 笔`,
  );
}
