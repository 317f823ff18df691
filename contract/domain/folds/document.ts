import type { Payload } from '../../events/catalogue.ts';
import type { FoldEvent } from '../event-order.ts';

/** A numbered paper (入库单, 出库单, 冲销单, …). Two claims on one number are a discrepancy, never an overwrite. */
export interface DocumentState {
  readonly claims: readonly { readonly type: string; readonly hash: string }[];
  readonly prints: number;
  readonly businessDay: string;
  /** Entered in the regional system (notice 四), with that system's slip number; null while it waits. */
  readonly posted: { readonly slip: string; readonly day: string; readonly by: string } | null;
  /** Of a sale or reversal: somebody still has to print it or to enter it in the regional system. */
  readonly open: boolean;
}

const UNSEEN: DocumentState = { claims: [], prints: 0, businessDay: '', posted: null, open: false };
const SALES = ['sale.made', 'sale.reversed'];

/** 平台待登记: sales and reversals wait from the moment they are made until somebody ticks them off. */
export function isUnposted(document: DocumentState): boolean {
  return document.posted === null && document.claims.some(({ type }) => SALES.includes(type));
}

/** 已售未打印: the slip of a sale, or of its reversal, that no printer was asked for yet. */
export function isUnprinted(document: DocumentState): boolean {
  return document.prints === 0 && document.claims.some(({ type }) => SALES.includes(type));
}

export function foldDocument(state: DocumentState | null, event: FoldEvent): DocumentState {
  const document = changed(state ?? UNSEEN, event);
  return { ...document, open: isUnposted(document) || isUnprinted(document) };
}

function changed(document: DocumentState, event: FoldEvent): DocumentState {
  switch (event.type) {
    case 'slip.printed':
      return { ...document, prints: document.prints + 1 };
    case 'posting.recorded': {
      const { slip } = event.payload as Payload<'posting.recorded'>;
      return { ...document, posted: { slip, day: event.businessDay, by: event.actor } };
    }
    case 'posting.withdrawn':
      return { ...document, posted: null };
    default: {
      const claims = [...document.claims, { type: event.type, hash: event.hash }];
      return { ...document, claims, businessDay: document.businessDay || event.businessDay };
    }
  }
}
