/** What a clerk can do at the counter, in the simulation's own words; the engine's types are not used here. */
export type Deed =
  | { readonly kind: 'takeIn'; readonly course: string; readonly first: number; readonly count: number }
  | {
      readonly kind: 'takeBooks';
      readonly textbook: string;
      readonly quantity: number;
      readonly note: string;
    }
  | Sell
  | { readonly kind: 'reverse'; readonly sale: string; readonly reason: string; readonly approver: string }
  | { readonly kind: 'print'; readonly sale: string; readonly paper: 'sale' | 'reversal' }
  | { readonly kind: 'printIntake'; readonly document: string }
  | {
      readonly kind: 'post';
      readonly documents: readonly string[];
      readonly slip: string;
      readonly booksOnly: boolean;
    }
  | { readonly kind: 'unpost'; readonly document: string; readonly reason: string }
  | { readonly kind: 'hold'; readonly first: number; readonly count: number }
  | { readonly kind: 'resume' | 'drop'; readonly held: string }
  | { readonly kind: 'openAccount'; readonly name: string }
  | { readonly kind: 'closeAccount' | 'reopenAccount'; readonly account: string }
  | { readonly kind: 'day'; readonly day: string };

export interface Sell {
  readonly kind: 'sell';
  readonly course: string;
  readonly first: number;
  /** None of them: books alone. */
  readonly count: number;
  readonly textbook: string;
  readonly copies: number;
  readonly buyer:
    | { readonly person: string }
    | { readonly employer: string; readonly area: string }
    | { readonly known: string };
  /** Why somebody from elsewhere buys here. */
  readonly reason: string;
  readonly payments: readonly Paid[];
  readonly receipts: readonly Receipt[];
}

export interface Paid {
  readonly stream: 'cards' | 'books';
  readonly method: 'cash' | 'transfer' | 'card' | 'cheque';
  readonly fen: number;
  readonly reference: string;
  readonly tendered: number | null;
}

export interface Receipt {
  readonly stream: 'cards' | 'books';
  readonly written: boolean;
  readonly number: string;
}

/** One press of a button. `by`: a member of staff, or the request that opened the account. */
export interface Asked {
  readonly deed: Deed;
  readonly request: string;
  readonly by: string;
}

export interface Answer {
  readonly code: string;
  readonly document: string;
}
