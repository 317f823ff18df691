import type { FoldEvent } from '../event-order.ts';

/** A numbered paper (入库单, 出库单). Two claims on one number are a discrepancy, never an overwrite. */
export interface DocumentState {
  readonly claims: readonly { readonly type: string; readonly hash: string }[];
  readonly prints: number;
  readonly businessDay: string;
}

const UNSEEN: DocumentState = { claims: [], prints: 0, businessDay: '' };

export function foldDocument(state: DocumentState | null, event: FoldEvent): DocumentState {
  const document = state ?? UNSEEN;
  if (event.type === 'slip.printed') return { ...document, prints: document.prints + 1 };
  const claims = [...document.claims, { type: event.type, hash: event.hash }];
  return { ...document, claims, businessDay: document.businessDay || event.businessDay };
}
