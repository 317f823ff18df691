import type { z } from 'zod';
import type { moneyStream, payment, paymentMethod } from '../events/sales.ts';
import { addFen, type Fen, fen, formatYuan } from './money.ts';
import { fail, ok, type Result } from './result.ts';

/** Card money (an approved fee) and book money (a sale of goods): two totals, two registers (notice 五, 六). */
export type MoneyStream = z.infer<typeof moneyStream>;
export type PaymentMethod = z.infer<typeof paymentMethod>;
export type PaymentLine = Readonly<z.infer<typeof payment>>;
/** What is due in each stream, in fen; 0 where nothing of it was sold. */
export type StreamTotals = Readonly<Record<MoneyStream, Fen>>;

export const moneyStreams: readonly MoneyStream[] = ['cards', 'books'];
export const streamNames: Readonly<Record<MoneyStream, string>> = { cards: '卡款', books: '书款' };
export const methodNames: Readonly<Record<PaymentMethod, string>> = {
  cash: '现金',
  transfer: '转账',
  card: '刷卡',
  cheque: '支票',
};

/** What the proof of each kind is called; cash has none. */
export const referenceNames: Readonly<Record<PaymentMethod, string>> = {
  cash: '',
  transfer: '流水号',
  card: '凭条号',
  cheque: '支票号',
};

/** Money that reaches the bank without the counter's hands is found again by its number only. */
export function needsReference(method: PaymentMethod): boolean {
  return method === 'transfer' || method === 'cheque';
}

export type PaymentProblem =
  | { readonly kind: 'no-goods' | 'tendered' | 'not-cash'; readonly stream: MoneyStream }
  | { readonly kind: 'reference'; readonly stream: MoneyStream; readonly method: PaymentMethod }
  | { readonly kind: 'sum'; readonly stream: MoneyStream; readonly paid: Fen; readonly due: Fen };

/**
 * The lines as they are kept, with trimmed references, or the first thing wrong: money for what was not sold, a stream
 * paid with more or less than its own total, a transfer or cheque without its number, cash handed over (实收) below the
 * line's amount, 实收 for anything but cash.
 */
export function checkPayments(
  lines: readonly PaymentLine[],
  totals: StreamTotals,
): Result<readonly PaymentLine[], PaymentProblem> {
  const kept = lines.map((line) => ({ ...line, reference: line.reference.trim() }));
  const wrong = kept.flatMap((line) => lineProblem(line, totals[line.stream]) ?? [])[0];
  const off = moneyStreams.flatMap((stream) => sumProblem(kept, stream, totals[stream]) ?? [])[0];
  const problem = wrong ?? off;
  return problem === undefined ? ok(kept) : fail(problem);
}

function lineProblem(line: PaymentLine, due: Fen): PaymentProblem | null {
  const { stream, method, tendered } = line;
  if (due === 0) return { kind: 'no-goods', stream };
  if (needsReference(method) && line.reference === '') return { kind: 'reference', stream, method };
  if (tendered === null) return null;
  if (method !== 'cash') return { kind: 'not-cash', stream };
  return tendered < line.fen ? { kind: 'tendered', stream } : null;
}

function sumProblem(lines: readonly PaymentLine[], stream: MoneyStream, due: Fen): PaymentProblem | null {
  const paid = paidIn(lines, stream);
  return paid === due ? null : { kind: 'sum', stream, paid, due };
}

export function paidIn(lines: readonly PaymentLine[], stream: MoneyStream): Fen {
  return addFen(...lines.filter((line) => line.stream === stream).map((line) => fen(line.fen)));
}

/** 找零 of one line in fen; 0 where nobody wrote down what was handed over. It follows from the line and is not kept. */
export function changeOf({ fen: due, tendered }: Pick<PaymentLine, 'fen' | 'tendered'>): Fen {
  return fen(tendered === null ? 0 : tendered - due);
}

/**
 * One handful of notes pays both streams: each cash line but the last is taken as paid exactly, the last gets the rest,
 * so that the change over all lines is that of the visit. in: 实收 in fen, null when it was not counted; too little
 * leaves the last line short, which `checkPayments` names.
 */
export function spreadTendered(lines: readonly PaymentLine[], tendered: Fen | null): readonly PaymentLine[] {
  const last = lines.findLastIndex((line) => line.method === 'cash');
  if (tendered === null || last < 0) return lines;
  const before = addFen(
    ...lines.slice(0, last).flatMap((line) => (line.method === 'cash' ? fen(line.fen) : [])),
  );
  return lines.map((line, at) => {
    if (line.method !== 'cash') return line;
    return { ...line, tendered: at === last ? tendered - before : line.fen };
  });
}

/** `卡款：转账 ¥1,500.00（流水号 20140520001）；书款：现金 ¥180.00`, for the slip. */
export function paymentWords(lines: readonly PaymentLine[]): string {
  return moneyStreams
    .map((stream) => ({ stream, own: lines.filter((line) => line.stream === stream) }))
    .filter(({ own }) => own.length > 0)
    .map(({ stream, own }) => `${streamNames[stream]}：${own.map(lineWords).join('＋')}`)
    .join('；');
}

function lineWords({ method, fen: amount, reference }: PaymentLine): string {
  const proof = reference === '' ? '' : `（${`${referenceNames[method]} ${reference}`.trim()}）`;
  return `${methodNames[method]} ${formatYuan(fen(amount))}${proof}`;
}
