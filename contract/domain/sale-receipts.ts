import type { z } from 'zod';
import type { receipt } from '../events/sales.ts';
import { foldWidth, removeBlanks } from './card-number.ts';
import { type MoneyStream, moneyStreams, type StreamTotals } from './payment.ts';
import { fail, ok, type Result } from './result.ts';

/** The paper handed over for a stream's money; our own slip is none of them. */
export type SaleReceipt = Readonly<z.infer<typeof receipt>>;
export type ReceiptKind = SaleReceipt['kind'];

export const receiptNames: Readonly<Record<ReceiptKind, string>> = {
  fiscal: '财政票据',
  invoice: '发票',
  none: '暂不开',
};

/** The fee goes on a fiscal receipt, goods on an invoice; neither stands in for the other. */
export const receiptKinds = {
  cards: ['fiscal', 'none'],
  books: ['invoice', 'none'],
} as const satisfies Readonly<Record<MoneyStream, readonly ReceiptKind[]>>;

export type ReceiptProblem = {
  readonly kind: 'no-goods' | 'missing' | 'twice' | 'number' | 'no-number' | 'shared';
  readonly stream: MoneyStream;
};

/** A number as it stands on paper: blanks, full width and small letters are the keyboard's, every zero is the number's. */
export function tidyReceiptNumber(text: string): string {
  return foldWidth(removeBlanks(text))
    .replace(/[‐‑‒–—―−－]/g, '-')
    .toUpperCase();
}

/**
 * The receipts as they are kept, with tidied numbers, or the first thing wrong. A stream with money has exactly one,
 * a stream without has none; one that was written has its printed number, 暂不开 has none; one number never stands for
 * both streams.
 */
export function checkReceipts(
  receipts: readonly SaleReceipt[],
  totals: StreamTotals,
): Result<readonly SaleReceipt[], ReceiptProblem> {
  const kept = receipts.map((one) => ({ ...one, number: tidyReceiptNumber(one.number) }));
  const problem = moneyStreams.flatMap((stream) => streamProblem(kept, stream, totals[stream] > 0) ?? [])[0];
  if (problem !== undefined) return fail(problem);
  const numbers = kept.flatMap(({ number }) => (number === '' ? [] : number));
  if (new Set(numbers).size < numbers.length) return fail({ kind: 'shared', stream: 'books' });
  return ok(kept);
}

function streamProblem(
  receipts: readonly SaleReceipt[],
  stream: MoneyStream,
  due: boolean,
): ReceiptProblem | null {
  const own = receipts.filter((one) => one.stream === stream);
  const [first] = own;
  if (!due) return first === undefined ? null : { kind: 'no-goods', stream };
  if (first === undefined) return { kind: 'missing', stream };
  if (own.length > 1) return { kind: 'twice', stream };
  if (first.kind === 'none') return first.number === '' ? null : { kind: 'no-number', stream };
  return first.number === '' ? { kind: 'number', stream } : null;
}

/** `财政票据 0012345` or `票据暂不开`, for the slip; empty where the stream has no money. */
export function receiptWords(receipts: readonly SaleReceipt[], stream: MoneyStream): string {
  const own = receipts.find((one) => one.stream === stream);
  if (own === undefined) return '';
  return own.kind === 'none' ? `票据${receiptNames.none}` : `${receiptNames[own.kind]} ${own.number}`;
}

/** 出具发票 on the regional system's slip: whether any paper was written for the money. */
export function isReceiptGiven(receipts: readonly SaleReceipt[]): boolean {
  return receipts.some(({ kind }) => kind !== 'none');
}

/** The number printed after this one, with its zeros; null where it has no last figure or would grow longer. */
export function numberAfter(number: string): string | null {
  const [, head = '', tail = ''] = /^(.*?)(\d+)$/.exec(number) ?? [];
  if (tail === '') return null;
  const next = String(BigInt(tail) + 1n).padStart(tail.length, '0');
  return next.length > tail.length ? null : head + next;
}
