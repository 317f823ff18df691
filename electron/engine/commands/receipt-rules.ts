import type { MoneyReceiptState } from '../../../contract/domain/folds/registers.ts';
import {
  type NumberProblem,
  type RegisterKind,
  whyNotNext,
} from '../../../contract/domain/receipt-register.ts';
import type { EntityRef } from '../../../contract/events/envelope.ts';
import type { Refusal } from '../problem.ts';
import { goneIn, receiptBooks, receiptOf } from '../queries/receipt-books.ts';
import { documentOfSale } from '../queries/sale-document.ts';
import { wordsForNumber } from '../receipt-words.ts';
import type { Writer } from './command.ts';

/** A number is used only as the next of an open book of its kind at this till (S15, domain.md §3); refuses with its story. */
export function requireNext(write: Writer, kind: RegisterKind, number: string): void {
  const wrong = whyNotUsable(write, kind, number);
  if (wrong !== null) throw wrong.refusal;
}

/** Why a tidied number can't be used now, and in which words; null when it can. */
export function whyNotUsable(
  { db, journal }: Pick<Writer, 'db' | 'journal'>,
  kind: RegisterKind,
  number: string,
): { readonly problem: NumberProblem; readonly refusal: Refusal } | null {
  const books = receiptBooks(db, journal.identity);
  const problem = whyNotNext(kind, number, books, (book) => goneIn(db, book));
  if (problem === null) return null;
  const receipt = problem.kind === 'gone' ? receiptOf(db, kind, number) : null;
  const story = receipt === null ? '' : storyOf(db, receipt);
  return { problem, refusal: wordsForNumber(kind, number, problem, story) };
}

/** `已用于单号 QZ1A-…`, `已作废（污损）` */
export function storyOf(db: Writer['db'], { uses, voided }: MoneyReceiptState): string {
  if (voided !== null) return `已作废（${voided.reason}）`;
  const documents = uses.map((use) => documentOfSale(db, use)).join('、');
  return `已用于单号 ${documents}`;
}

export function receiptRef(kind: RegisterKind, number: string): EntityRef {
  return { kind: 'money-receipt', id: `${kind}/${number}` };
}
