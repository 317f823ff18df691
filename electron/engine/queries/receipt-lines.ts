import type { z } from 'zod';
import type { MoneyReceiptState } from '../../../contract/domain/folds/registers.ts';
import { type RegisterKind, runsOf } from '../../../contract/domain/receipt-register.ts';
import type { receiptLine } from '../../../contract/events/closing.ts';
import type { Db } from '../database/open.ts';
import { statement } from '../database/statement.ts';
import type { Identity } from '../journal/identity.ts';
import { nextNumber } from './receipt-books.ts';

export type ReceiptLine = z.infer<typeof receiptLine>;

/** Business days, both included, and where it is narrower than they are, the lamports of this PC: `after` is outside. */
export interface ReceiptSpan {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly after?: number;
  readonly upTo?: number;
}

interface Moment {
  readonly device: string;
  readonly day: string;
  readonly lamport: number;
}

/**
 * What this PC's receipts did in a span: per kind the numbers used in runs, the ones that became 作废, and the next one.
 * A number used and voided within the span is voided; one voided after it was used. Kinds that did nothing and have no
 * book here are left out.
 */
export function receiptLines(db: Db, identity: Pick<Identity, 'device'>, span: ReceiptSpan): ReceiptLine[] {
  const { after = -1, upTo = Number.MAX_SAFE_INTEGER } = span;
  const isIn = ({ device, day, lamport }: Moment) =>
    device === identity.device &&
    day >= span.firstDay &&
    day <= span.lastDay &&
    lamport > after &&
    lamport <= upTo;
  const touched = receiptsTouched(db, span);
  return (['fiscal', 'invoice'] as const).flatMap((kind) => {
    const own = touched.filter((one) => one.kind === kind);
    const voided = own.filter((one) => one.voided !== null && isIn(one.voided));
    const used = own.filter((one) => one.uses.some(isIn) && !voided.includes(one));
    const next = nextNumber(db, identity, kind);
    if (next === null && used.length + voided.length === 0) return [];
    return [lineOf(kind, used, voided, next)];
  });
}

function lineOf(
  kind: RegisterKind,
  used: readonly MoneyReceiptState[],
  voided: readonly MoneyReceiptState[],
  next: string | null,
): ReceiptLine {
  const numbers = (receipts: readonly MoneyReceiptState[]) => receipts.map(({ number }) => number);
  return { kind, used: [...runsOf(numbers(used))], voided: numbers(voided).toSorted(), next };
}

/** By the day a receipt was first used or voided. A second use of one number is the register's matter. */
function receiptsTouched(db: Db, { firstDay, lastDay }: ReceiptSpan): readonly MoneyReceiptState[] {
  const states = statement(
    db,
    `SELECT id, state FROM money_receipt WHERE day BETWEEN @firstDay AND @lastDay
     UNION SELECT id, state FROM money_receipt WHERE voided_day BETWEEN @firstDay AND @lastDay
     ORDER BY id`,
  ).all({ firstDay, lastDay }) as { readonly state: string }[];
  return states.map(({ state }) => JSON.parse(state));
}
