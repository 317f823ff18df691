import type { SaleState } from './folds/sale.ts';
import { addFen, type Fen, fen, timesFen } from './money.ts';
import { type MoneyStream, moneyStreams } from './payment.ts';
import { type RegisterKind, receiptsNow } from './receipt-register.ts';

/** A receipt by what is printed on it. */
export interface Numbered {
  readonly kind: RegisterKind;
  readonly number: string;
}

export type IsVoided = (kind: RegisterKind, number: string) => boolean;

/** Every receipt that was ever written for a sale, with it or after it, each once. */
export function numberedReceipts({ made, written }: SaleState): readonly Numbered[] {
  const all = [...(made?.receipts ?? []), ...written].flatMap(({ kind, number }) =>
    kind === 'none' ? [] : [{ kind, number }],
  );
  return all.filter((one, at) => all.findIndex((other) => isSame(one, other)) === at);
}

function isSame(a: Numbered, b: Numbered): boolean {
  return a.kind === b.kind && a.number === b.number;
}

/** The money of a stream that the buyer has not got back, in fen. */
function keptOf({ made, returns }: SaleState, stream: MoneyStream): Fen {
  const of = (sums: { readonly cardsFen: number; readonly booksFen: number }) =>
    fen(stream === 'cards' ? sums.cardsFen : sums.booksFen);
  if (made === null) return fen(0);
  const back = returns.filter(({ givenBack }) => !givenBack).map((one) => timesFen(of(one), -1));
  return addFen(of(made), ...back);
}

/** Streams for which a receipt is still to be written (暂不开, or the one that was written is 作废), with their money. */
export function owedReceipts(
  sale: SaleState,
  isVoided: IsVoided,
): readonly { readonly stream: MoneyStream; readonly fen: Fen }[] {
  if (sale.made === null || sale.reversed !== null) return [];
  const now = receiptsNow(sale.made.receipts, sale.written, isVoided);
  return moneyStreams.flatMap((stream) => {
    const kept = keptOf(sale, stream);
    const none = now.some((one) => one.stream === stream && one.kind === 'none');
    return none && kept > 0 ? [{ stream, fen: kept }] : [];
  });
}
