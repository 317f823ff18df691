import { type CardRange, subtract } from '../../../contract/domain/card-range.ts';
import {
  countOf,
  type NumberRun,
  parseRun,
  type RegisterKind,
  runsInWords,
  SKIPPED,
  type VoidReason,
  voidReasons,
} from '../../../contract/domain/receipt-register.ts';
import { numberAfter, receiptNames } from '../../../contract/domain/sale-receipts.ts';
import { refuse } from '../problem.ts';
import { receiptBooks, receiptOf } from '../queries/receipt-books.ts';
import { wordsForRun } from '../receipt-words.ts';
import type { Command, Writer } from './command.ts';
import { exceptionally } from './exceptional.ts';
import { receiptRef, storyOf } from './receipt-rules.ts';

export interface VoidReceipts {
  readonly kind: RegisterKind;
  /** One number, or the numbers that were skipped, as typed. */
  readonly runs: readonly NumberRun[];
  readonly reason: VoidReason;
}

/** As many numbers as one event names (contract/events/registers.ts). */
const MOST_AT_ONCE = 500;

/**
 * 作废 of one number or a run out of this till's books, all copies kept. Also of a receipt that was written for a sale:
 * the sale stands and gets another one (补开).
 */
export const voidReceipts: Command<VoidReceipts> = {
  does: 'receipt.voided',
  run(write, { kind, runs: given, reason }) {
    const runs = given.map(soundRun);
    if (!voidReasons.includes(reason)) throw refuse('REASON', '没有选择作废原因。', '请从列表里选择原因。');
    if (runs.reduce((sum, run) => sum + countOf(run), 0) > MOST_AT_ONCE) {
      throw refuse('TOO_MANY', `一次最多作废 ${MOST_AT_ONCE} 个号，这次没有作废。`, '请核对起止号。');
    }
    for (const run of runs) requireOwn(write, kind, run);
    const numbers = [...new Set(runs.flatMap(numbersIn))];
    for (const number of numbers) requireVoidable(write, kind, number, reason);
    write.append({
      type: 'receipt.voided',
      payload: { kind, numbers, reason },
      entities: [...numbers.map((number) => receiptRef(kind, number)), exceptionally(write)],
    });
  },
};

function soundRun({ first, last }: NumberRun): NumberRun {
  const run = parseRun(first, last);
  if (!run.ok) throw wordsForRun(run.error);
  return run.value;
}

function requireOwn({ db, journal }: Writer, kind: RegisterKind, run: NumberRun): void {
  const own = receiptBooks(db, journal.identity).filter((book) => book.kind === kind && book.here);
  const rest = subtract(run as CardRange, own as readonly NumberRun[] as readonly CardRange[]);
  if (rest.length === 0) return;
  throw refuse(
    'RECEIPT_OUTSIDE',
    `${receiptNames[kind]} ${runsInWords(rest)} 不在本机领入的票据本里，没有作废。`,
    '请核对票据种类和号码；别的电脑领入的，请在那台电脑上作废。',
  );
}

function requireVoidable({ db }: Writer, kind: RegisterKind, number: string, reason: VoidReason): void {
  const receipt = receiptOf(db, kind, number);
  if (receipt === null) return;
  const name = `${receiptNames[kind]} ${number}`;
  if (receipt.voided !== null) {
    throw refuse('RECEIPT_VOIDED', `${name} ${storyOf(db, receipt)}，不用再作废。`, '请核对号码。');
  }
  if (reason !== SKIPPED) return;
  throw refuse(
    'RECEIPT_USED',
    `${name} ${storyOf(db, receipt)}，不是跳号，没有作废。`,
    '请核对号码；写坏了的，请选别的原因。',
  );
}

function numbersIn({ first, last }: NumberRun): string[] {
  const numbers: string[] = [];
  for (let next: string | null = first; next !== null; next = next === last ? null : numberAfter(next)) {
    numbers.push(next);
  }
  return numbers;
}
