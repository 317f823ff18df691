import type { InferContractRouterInputs } from '@orpc/contract';
import type { App } from '../../../contract/app/index.ts';
import type { Offer } from '../../../contract/app/sales.ts';
import { parseEmergencyNumber } from '../../../contract/domain/emergency.ts';
import { addFen, type Fen, fen, parseYuan, timesFen } from '../../../contract/domain/money.ts';
import {
  changeOf,
  type MoneyStream,
  moneyStreams,
  type PaymentLine,
  type StreamTotals,
  spreadTendered,
} from '../../../contract/domain/payment.ts';
import type { SaleReceipt } from '../../../contract/domain/sale-receipts.ts';
import { buyerOf, type SaleForm } from './form.ts';
import type { FormPayment, MoneyForm } from './money-form.ts';

export type SaleInput = InferContractRouterInputs<App>['sales']['make'];

/** A quantity as a person types it: none is 0, no quantity is null. A card scanned into its place is none. */
export function copiesIn(text: string): number | null {
  const figures = text.trim();
  if (figures === '') return 0;
  return /^\d{1,4}$/.test(figures) ? Number(figures) : null;
}

/** The titles somebody wants, with how many copies. */
export function booksOf(form: SaleForm, offer: Offer): SaleInput['books'] {
  return offer.textbooks.flatMap(({ textbook }) => {
    const quantity = copiesIn(form.books[textbook] ?? '') ?? 0;
    return quantity === 0 ? [] : [{ textbook, quantity }];
  });
}

/** What is due in each stream, of prices that came from the engine; the page itself knows none. */
export function totalsOf(form: SaleForm, offer: Offer): StreamTotals {
  const books = booksOf(form, offer).map(({ textbook, quantity }) => {
    const unit = offer.textbooks.find((one) => one.textbook === textbook)?.fen ?? 0;
    return timesFen(fen(unit), quantity);
  });
  return { cards: addFen(...form.lines.map((line) => fen(line.cardsFen))), books: addFen(...books) };
}

/** What each line of a stream pays: as typed (null where that is no amount), the last one what is left, however little. */
export function amountsOf(lines: readonly FormPayment[], due: Fen): readonly (Fen | null)[] {
  const typed = lines.slice(0, -1).map((line) => parseYuan(line.amount));
  const rest = typed.reduce<number>((left, amount) => left - (amount ?? 0), due);
  return [...typed, fen(rest)];
}

function linesIn(money: MoneyForm, stream: MoneyStream, due: Fen): readonly PaymentLine[] {
  if (due === 0) return [];
  const lines = money.payments[stream];
  const amounts = amountsOf(lines, due);
  return lines.map(({ method, reference }, at) => ({
    ...{ stream, method, reference: reference.trim(), tendered: null },
    fen: amounts[at] ?? 0,
  }));
}

/** The payments of the sale as the contract wants them, 实收 laid upon the cash. */
export function paymentsOf(money: MoneyForm, totals: StreamTotals): readonly PaymentLine[] {
  const lines = moneyStreams.flatMap((stream) => linesIn(money, stream, totals[stream]));
  return spreadTendered(lines, money.tendered.trim() === '' ? null : parseYuan(money.tendered));
}

/** Cash due over both streams, in fen. */
export function cashIn(lines: readonly PaymentLine[]): Fen {
  return addFen(...lines.flatMap((line) => (line.method === 'cash' ? fen(line.fen) : [])));
}

/** 找零 of the visit in fen; below zero while too little was handed over. */
export function changeIn(lines: readonly PaymentLine[]): Fen {
  return addFen(...lines.map(changeOf));
}

export function receiptsOf(money: MoneyForm, totals: StreamTotals): readonly SaleReceipt[] {
  return moneyStreams
    .filter((stream) => totals[stream] > 0)
    .map((stream) => ({ stream, ...money.receipts[stream] }) as SaleReceipt);
}

/** 补录, where the sale is one. */
function paperIn({ paper }: SaleForm): Pick<SaleInput, 'paper'> {
  if (paper === null) return {};
  return { paper: { number: parseEmergencyNumber(paper.number) ?? '', day: paper.day.trim() } };
}

/** The sale as the contract wants it; null while the buyer is not whole. */
export function saleInput(form: SaleForm, offer: Offer): SaleInput | null {
  const buyer = buyerOf(form);
  if (buyer === null) return null;
  const totals = totalsOf(form, offer);
  return {
    request: form.request,
    buyer,
    outside: form.outside.trim(),
    course: offer.course,
    cards: form.lines.flatMap((line) => line.ranges.map(({ first, last }) => ({ first, last }))),
    books: booksOf(form, offer),
    payments: [...paymentsOf(form.money, totals)],
    receipts: [...receiptsOf(form.money, totals)],
    ...paperIn(form),
  };
}
