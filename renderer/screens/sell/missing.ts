import type { Offer } from '../../../contract/app/sales.ts';
import { isOutside, isReason } from '../../../contract/domain/areas.ts';
import { isCalendarDay } from '../../../contract/domain/calendar.ts';
import { parseEmergencyNumber } from '../../../contract/domain/emergency.ts';
import { formatYuan, parseYuan } from '../../../contract/domain/money.ts';
import {
  checkPayments,
  type MoneyStream,
  methodNames,
  moneyStreams,
  type PaymentProblem,
  referenceNames,
  type StreamTotals,
  streamNames,
} from '../../../contract/domain/payment.ts';
import { checkReceipts } from '../../../contract/domain/sale-receipts.ts';
import { amountsOf, copiesIn, paymentsOf, receiptsOf, totalsOf } from './due.ts';
import { areaOf, buyerOf, type SaleForm } from './form.ts';

/** A field that keeps the sale from being made, with the words that stand beneath it. */
export type Missing = { readonly field: string; readonly words: string };

/** What the form is judged by: the chosen course, and whom this point mainly serves (null while not known). */
export type Judge = { readonly offer: Offer; readonly ownAreas: readonly string[] | null };

/** The first thing that is missing, in the order of the form; null when the sale can be made. */
export function firstMissing(form: SaleForm, { offer, ownAreas }: Judge): Missing | null {
  const totals = totalsOf(form, offer);
  return (
    missingBuyer(form, ownAreas) ??
    missingPaper(form) ??
    missingCards(form) ??
    missingBooks(form, offer) ??
    (totals.cards + totals.books === 0
      ? { field: 'cards', words: '本单还没有东西：扫描或输入卡号，或按 F4 填写教材本数。' }
      : missingMoney(form, totals))
  );
}

function missingBuyer(form: SaleForm, ownAreas: Judge['ownAreas']): Missing | null {
  if (form.buyer.kind === 'none') {
    return { field: 'buyer', words: '请选择购卡单位：输入几个字，按 Enter 选中；没有的单位选“登记新单位”。' };
  }
  const area = areaOf(form);
  if (buyerOf(form) === null || area === null) return { field: 'area', words: '请选择所属区域。' };
  if (isOutside(ownAreas, area) && !isReason(form.outside)) {
    return { field: 'outside', words: '请选一个原因，或用文字写明。' };
  }
  return null;
}

function missingPaper({ paper }: SaleForm): Missing | null {
  if (paper === null) return null;
  if (parseEmergencyNumber(paper.number) === null) {
    return { field: 'paper-number', words: '请照应急单上印的号码填写，例如 QZ1A-YJ-00001。' };
  }
  if (isCalendarDay(paper.day.trim())) return null;
  return { field: 'paper-day', words: '请照应急单上写的日期填写，例如 2014-05-20。' };
}

function missingCards(form: SaleForm): Missing | null {
  if (form.checks.length > 0) return { field: 'cards', words: '正在核对卡号，请稍候再收款。' };
  if (form.refused.length > 0) {
    return { field: 'cards', words: '有没处理的卡号：看清下面的提示，逐条按 Esc 或“知道了”，再收款。' };
  }
  if (form.cardText.trim() !== '') {
    return { field: 'cards', words: '卡号栏里还有没加入的内容：按 Enter 加入，或清空。' };
  }
  return null;
}

function missingBooks(form: SaleForm, offer: Offer): Missing | null {
  for (const [at, { textbook, inTill }] of offer.textbooks.entries()) {
    const copies = copiesIn(form.books[textbook] ?? '');
    const field = `books-${at}`;
    if (copies === null) return { field, words: '数量请填整数；不买就空着。' };
    if (copies > inTill)
      return { field, words: `本机钱柜只有 ${Math.max(0, inTill)} 本，请减少本数或先入库。` };
  }
  return null;
}

function missingMoney({ money }: SaleForm, totals: StreamTotals): Missing | null {
  for (const stream of moneyStreams) {
    const wrong = totals[stream] === 0 ? null : wrongAmount(money.payments[stream], stream, totals);
    if (wrong !== null) return wrong;
  }
  if (money.tendered.trim() !== '' && parseYuan(money.tendered) === null) {
    return { field: 'tendered', words: '实收现金请填数字，例如 100。' };
  }
  const lines = paymentsOf(money, totals);
  const paid = checkPayments(lines, totals);
  if (!paid.ok) return wordsFor(paid.error, lines);
  const receipts = checkReceipts(receiptsOf(money, totals), totals);
  if (receipts.ok) return null;
  const { kind, stream } = receipts.error;
  const words =
    kind === 'shared' ? '和卡款用了同一个票据号码，请核对。' : '请照票据填写号码；现在不开的选“暂不开”。';
  return { field: `${stream}-number`, words };
}

function wrongAmount(
  lines: SaleForm['money']['payments'][MoneyStream],
  stream: MoneyStream,
  totals: StreamTotals,
): Missing | null {
  const amounts = amountsOf(lines, totals[stream]);
  const none = amounts.findIndex((amount, at) => at < lines.length - 1 && (amount === null || amount === 0));
  if (none >= 0) return { field: `${stream}-amount-${none}`, words: '请填这一笔的金额（元），例如 1000。' };
  if ((amounts.at(-1) ?? 0) > 0) return null;
  const due = formatYuan(totals[stream]);
  return {
    field: `${stream}-amount-0`,
    words: `${streamNames[stream]}应收 ${due}，前几笔已经付完，请核对。`,
  };
}

type Lines = ReturnType<typeof paymentsOf>;

/** Which of the stream's lines is meant follows from the rule that it breaks. */
function wordsFor(problem: PaymentProblem, lines: Lines): Missing {
  const { stream } = problem;
  if (problem.kind === 'reference') {
    const { method } = problem;
    const own = lines.filter((line) => line.stream === stream);
    const at = own.findIndex((line) => line.method === method && line.reference === '');
    const words = `${methodNames[method]}须填写${referenceNames[method]}。`;
    return { field: `${stream}-reference-${at}`, words };
  }
  return { field: 'tendered', words: '实收的现金少于应收的现金，请清点后改正。' };
}
