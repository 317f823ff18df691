import type { Paid, Sold, Stream } from './till.ts';

/** 客户退卡 as the model knows it: plain numbers, kept without asking the engine anything. */
export interface Back {
  readonly id: string;
  readonly sold: Sold;
  readonly day: string;
  readonly cards: readonly number[];
  readonly copies: number;
  /** In which ways the money goes back, whoever pays it. */
  readonly paid: readonly Paid[];
  readonly pays: 'drawer' | 'finance';
  refund: 'none' | 'requested' | 'approved' | 'refused' | 'paid';
  /** Cards that lie on the 待核 shelf. */
  waiting: readonly number[];
  voided: number;
  givenBack: boolean;
}

/** What the buyer still has of a sale. */
export function leftOf(sold: Sold): { readonly cards: readonly number[]; readonly copies: number } {
  if (sold.reversed) return { cards: [], copies: 0 };
  const gone = new Set(standing(sold).flatMap(({ cards }) => cards));
  const copies = standing(sold).reduce((sum, back) => sum + back.copies, 0);
  return { cards: sold.cards.filter((card) => !gone.has(card)), copies: sold.copies - copies };
}

function standing({ backs }: Sold): readonly Back[] {
  return backs.filter(({ givenBack }) => !givenBack);
}

/** Cash first, then what a bank does, the cheque last, and by no way more than came in by it. */
export function moneyFor(sold: Sold, cards: number, copies: number): readonly Paid[] {
  const before = standing(sold).flatMap(({ paid }) => paid);
  const due: Readonly<Record<Stream, number>> = { cards: cards * 5000, books: copies * 1500 };
  return (['cards', 'books'] as const).flatMap((stream) => {
    let rest = due[stream];
    return (['cash', 'transfer', 'cheque'] as const).flatMap((method) => {
      const of = (lines: readonly Paid[]) =>
        lines
          .filter((line) => line.stream === stream && line.method === method)
          .reduce((sum, { fen }) => sum + fen, 0);
      const fen = Math.min(rest, of(sold.paid) - of(before));
      rest -= fen;
      return fen === 0 ? [] : [{ stream, method, fen }];
    });
  });
}
