import type { SaleState } from './folds/sale.ts';
import { addFen, type Fen, fen, timesFen } from './money.ts';
import { type MoneyStream, moneyStreams } from './payment.ts';
import { kindFor, type RegisterKind, receiptsNow } from './receipt-register.ts';

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

/**
 * What a movement of goods of these streams, back to the counter or out to the buyer again, does to the receipts of a
 * sale: those that stand no longer say what the buyer keeps, so they are collected and 作废 with it. For what the buyer
 * keeps then another one is due (补开), as after every 作废. in: fen per stream that come back, negative where they go out
 * again; 0 leaves the stream's receipt alone.
 */
export function receiptsAfter(
  sale: SaleState,
  back: Readonly<Record<MoneyStream, number>>,
  isVoided: IsVoided,
): {
  readonly spoiled: readonly Numbered[];
  readonly due: readonly { readonly stream: MoneyStream; readonly fen: Fen }[];
} {
  const standing = numberedReceipts(sale).filter(({ kind, number }) => !isVoided(kind, number));
  const moved = moneyStreams.map((stream) => ({
    stream,
    spoiled: back[stream] === 0 ? [] : standing.filter(({ kind }) => kind === kindFor[stream]),
    fen: addFen(keptOf(sale, stream), fen(-back[stream])),
  }));
  return {
    spoiled: moved.flatMap(({ spoiled }) => spoiled),
    due: moved.flatMap(({ stream, spoiled, fen }) =>
      spoiled.length > 0 && fen > 0 ? [{ stream, fen }] : [],
    ),
  };
}
