import {
  type Dealing,
  type ReceiptLine,
  receiptLineOf,
  type UsedReceipt,
} from '../../../contract/domain/closing-figures.ts';
import type { ExceptionState } from '../../../contract/domain/folds/exception.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Days } from './dealings.ts';

/**
 * Receipts of both kinds that one PC used and spoiled: those of its sales, spoiled with the sale that was reversed, and
 * spoiled by hand. in: `from` is the first number of this life that counts, for a shift that began within a day.
 */
export function receiptsUsed(
  db: Db,
  device: string,
  dealings: readonly Dealing[],
  days: Days,
  from: number,
): ReceiptLine[] {
  const of = (kind: Dealing['kind']) =>
    dealings.filter((one) => one.kind === kind).flatMap((one) => one.receipts);
  const spoiled = [...of('reversal'), ...spoiledByHand(db, device, days, from)];
  return (['fiscal', 'invoice'] as const).flatMap((kind) => receiptLineOf(kind, of('sale'), spoiled) ?? []);
}

/** 作废 is an exception, and is found by that. */
function spoiledByHand(
  db: Db,
  device: string,
  { from: first, to }: Days,
  from: number,
): readonly UsedReceipt[] {
  const rows = statement(
    db,
    `SELECT id, state FROM exception WHERE day BETWEEN ? AND ? AND type = 'receipt.voided' ORDER BY day, at`,
  ).all(first, to) as { readonly id: string; readonly state: string }[];
  return rows.flatMap(({ id, state }) => {
    const { said, ...exception } = JSON.parse(state) as ExceptionState;
    if (exception.device !== device || Number(id.split('.')[1]) < from) return [];
    const { kind, numbers } = said as { kind: UsedReceipt['kind']; numbers: readonly string[] };
    return numbers.map((number) => ({ kind, number }));
  });
}
