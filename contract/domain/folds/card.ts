import type { Payload } from '../../events/catalogue.ts';
import type { FoldEvent } from '../event-order.ts';

/**
 * One card. It has exactly one holder and one state (domain.md §9.1). `sales` are the sales that claim it and were not
 * reversed, first one first; two of them are a double sale, which people settle.
 */
export interface CardState {
  readonly course: string;
  readonly receipt: string;
  readonly holder: string;
  readonly voided: boolean;
  readonly sales: readonly string[];
  /** How often it was taken in anew while already here: a discrepancy when above zero. */
  readonly repeats: number;
  readonly late: boolean;
}

export type CardStatus = 'unknown' | 'stocked' | 'transit' | 'returned' | 'sold' | 'void';

/** 在途 → 在库 → 已售, with 作废 and 待核退卡 beside it. A card that was sold or moved before its intake arrived is 待到 (unknown). */
export function cardStatus(card: CardState): CardStatus {
  if (card.sales.length > 0) return 'sold';
  if (card.voided) return 'void';
  if (card.holder.startsWith('transit:')) return 'transit';
  if (card.holder.startsWith('check:')) return 'returned';
  return card.receipt === '' ? 'unknown' : 'stocked';
}

const UNSEEN: CardState = {
  course: '',
  receipt: '',
  holder: '',
  voided: false,
  sales: [],
  repeats: 0,
  late: false,
};

function changed(card: CardState, event: FoldEvent): CardState {
  switch (event.type) {
    case 'cards.received': {
      const { course, receipt, holder } = event.payload as Payload<'cards.received'>;
      if (card.receipt !== '') return { ...card, repeats: card.repeats + 1 };
      return { ...card, course, receipt, holder: card.holder === '' ? holder : card.holder };
    }
    case 'cards.dispatched': {
      const { course, receipt, transfer } = event.payload as Payload<'cards.dispatched'>;
      return { ...card, course, receipt: card.receipt || receipt, holder: `transit:${transfer}` };
    }
    case 'cards.accepted':
      return { ...card, holder: (event.payload as Payload<'cards.accepted'>).holder };
    case 'cards.writtenOff':
      return { ...card, voided: true };
    case 'sale.made': {
      const { sale, holder } = event.payload as Payload<'sale.made'>;
      return { ...card, sales: [...card.sales, sale], holder: card.holder || holder };
    }
    case 'sale.reversed': {
      const { sale } = event.payload as Payload<'sale.reversed'>;
      return { ...card, sales: card.sales.filter((other) => other !== sale) };
    }
    case 'goods.returned': {
      const { sale, shelf } = event.payload as Payload<'goods.returned'>;
      return { ...card, holder: shelf, sales: card.sales.filter((other) => other !== sale) };
    }
    case 'return.settled':
      return settled(card, event.payload as Payload<'return.settled'>);
    default:
      return card;
  }
}

function settled(card: CardState, { outcome, holder, sale }: Payload<'return.settled'>): CardState {
  if (outcome === 'voided') return { ...card, voided: true };
  if (outcome === 'restocked') return { ...card, holder };
  return { ...card, holder, sales: card.sales.includes(sale) ? card.sales : [...card.sales, sale] };
}

/** Folds one event into one card; in: null for a card never heard of. */
export function foldCard(card: CardState | null, event: FoldEvent, late: boolean): CardState {
  const next = changed(card ?? UNSEEN, event);
  return late ? { ...next, late: true } : next;
}
