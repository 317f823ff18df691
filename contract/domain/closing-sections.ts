import type { Payload } from '../events/catalogue.ts';
import { derivationsAgree, inFen, unexplained } from './card-balance.ts';
import { type CardRange, formatRange, rangeCount } from './card-range.ts';
import { type Figures, MOST_RUNS, type ReceiptLine } from './closing-figures.ts';
import { inPairs, left, right, type SheetSection, section, sideBySide, yuan } from './closing-sheet.ts';
import { type Fen, fen } from './money.ts';
import { methodNames, moneyStreams, streamNames } from './payment.ts';
import { receiptNames } from './sale-receipts.ts';

type DaySaid = Payload<'day.closed'>;

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

export function mattersSection(
  matters: DaySaid['matters'],
  { documents }: Figures,
  without = '',
): SheetSection {
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
