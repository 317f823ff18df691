import type { MoneyStream, PaymentMethod } from '../../../contract/domain/payment.ts';
import type { ReceiptKind } from '../../../contract/domain/sale-receipts.ts';

/** One way of paying. `amount` is typed in yuan, except in a stream's last line, which takes what is left. */
export type FormPayment = {
  /** Its name on the screen, unlike its place. */
  readonly id: number;
  readonly method: PaymentMethod;
  readonly amount: string;
  readonly reference: string;
};

export type FormReceipt = { readonly kind: ReceiptKind; readonly number: string };

/** How the sale is paid and on which papers, as typed. A stream has at least one line. */
export type MoneyForm = {
  readonly payments: Readonly<Record<MoneyStream, readonly FormPayment[]>>;
  readonly receipts: Readonly<Record<MoneyStream, FormReceipt>>;
  /** 实收 of all the cash together, in yuan; empty when nobody counted it. */
  readonly tendered: string;
};

export type MoneyStep =
  | {
      readonly type: 'payment';
      readonly stream: MoneyStream;
      readonly at: number;
      readonly part: Partial<Omit<FormPayment, 'id'>>;
    }
  | { readonly type: 'split'; readonly stream: MoneyStream }
  | { readonly type: 'joined'; readonly stream: MoneyStream; readonly at: number }
  | { readonly type: 'receipt'; readonly stream: MoneyStream; readonly part: Partial<FormReceipt> }
  | { readonly type: 'tendered'; readonly text: string };

const CASH: FormPayment = { id: 1, method: 'cash', amount: '', reference: '' };

/** As many ways of paying as anybody uses; the sale itself takes ten lines. */
export const MOST_LINES = 4;

/** Cash in one line a stream. The kinds of receipts stay as in the sale before: a counter has one habit. */
export function freshMoney(before?: MoneyForm): MoneyForm {
  const receipt = (stream: MoneyStream): FormReceipt => ({
    kind: before?.receipts[stream].kind ?? 'none',
    number: '',
  });
  return {
    payments: { cards: [CASH], books: [CASH] },
    receipts: { cards: receipt('cards'), books: receipt('books') },
    tendered: '',
  };
}

export function moneyForm(money: MoneyForm, step: MoneyStep): MoneyForm {
  if (step.type === 'tendered') return { ...money, tendered: step.text };
  const { stream } = step;
  if (step.type === 'receipt') {
    const next = { ...money.receipts[stream], ...step.part };
    const receipt = next.kind === 'none' ? { ...next, number: '' } : next;
    return { ...money, receipts: { ...money.receipts, [stream]: receipt } };
  }
  const lines = changedLines(money.payments[stream], step);
  return { ...money, payments: { ...money.payments, [stream]: lines } };
}

type LineStep = Extract<MoneyStep, { readonly type: 'payment' | 'split' | 'joined' }>;

function changedLines(lines: readonly FormPayment[], step: LineStep): readonly FormPayment[] {
  if (step.type === 'split') return [...lines, { ...CASH, id: 1 + Math.max(...lines.map(({ id }) => id)) }];
  if (step.type === 'joined') return lines.filter((_, at) => at !== step.at);
  return lines.map((line, at) => (at === step.at ? withPart(line, step.part) : line));
}

/** A number belongs to the way of paying it was typed for. */
function withPart(line: FormPayment, part: Partial<Omit<FormPayment, 'id'>>): FormPayment {
  const other = part.method !== undefined && part.method !== line.method;
  return { ...line, ...(other ? { reference: '' } : {}), ...part };
}

export function isMoneyEmpty({ payments, receipts, tendered }: MoneyForm): boolean {
  const lines = [...payments.cards, ...payments.books];
  const written = lines.map(({ amount, reference }) => amount + reference).join('');
  return written + receipts.cards.number + receipts.books.number + tendered === '';
}

/** As a fresh form has it: one line of cash a stream. */
export function isAllCash({ payments }: MoneyForm): boolean {
  return Object.values(payments).every((lines) => lines.length === 1 && lines[0]?.method === 'cash');
}
