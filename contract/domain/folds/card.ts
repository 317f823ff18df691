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
  /** Other intakes that name the same number: a discrepancy when there are any. */
  readonly repeats: readonly string[];
  /** Sales of it that are not reversed, made by a till that did not hold it, or that stood when it moved on. */
  readonly strays: readonly string[];
  /** Moves that were accepted and whose dispatch is not here: 待到, so nothing is said yet of who held it when. */
  readonly awaits: readonly string[];
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
  repeats: [],
  strays: [],
  awaits: [],
  late: false,
};

function changed(card: CardState, event: FoldEvent): CardState {
  switch (event.type) {
    case 'cards.received':
      return received(card, event.payload as Payload<'cards.received'>);
    case 'cards.dispatched':
      return dispatched(card, event.payload as Payload<'cards.dispatched'>);
    case 'cards.accepted': {
      const { holder, transfer } = event.payload as Payload<'cards.accepted'>;
      const awaits = card.holder === `transit:${transfer}` ? card.awaits : [...card.awaits, transfer];
      return { ...card, holder, awaits };
    }
    case 'cards.writtenOff':
      return { ...card, voided: true };
    case 'sale.made': {
      const { sale, holder } = event.payload as Payload<'sale.made'>;
      const strays = card.holder === holder ? card.strays : [...card.strays, sale];
      return { ...card, sales: [...card.sales, sale], strays, holder: card.holder || holder };
    }
    case 'sale.reversed':
      return without(card, (event.payload as Payload<'sale.reversed'>).sale);
    case 'goods.returned': {
      const { sale, shelf } = event.payload as Payload<'goods.returned'>;
      return { ...without(card, sale), holder: shelf };
    }
    case 'return.settled':
      return settled(card, event.payload as Payload<'return.settled'>);
    default:
      return card;
  }
}

function received(card: CardState, { course, receipt, holder }: Payload<'cards.received'>): CardState {
  if (card.receipt === receipt) return card;
  if (card.receipt !== '') return { ...card, repeats: [...card.repeats, receipt] };
  return { ...card, course, receipt, holder: card.holder === '' ? holder : card.holder };
}

/** A dispatch that a decision moved behind its own acceptance doesn't take the card back. */
function dispatched(card: CardState, move: Payload<'cards.dispatched'>): CardState {
  const { course, transfer } = move;
  const accepted = card.awaits.includes(transfer);
  return {
    ...card,
    course,
    receipt: card.receipt || move.receipt,
    holder: accepted ? card.holder : `transit:${transfer}`,
    awaits: card.awaits.filter((other) => other !== transfer),
    strays: [...new Set([...card.strays, ...card.sales])],
  };
}

function without(card: CardState, sale: string): CardState {
  const others = (list: readonly string[]) => list.filter((other) => other !== sale);
  return { ...card, sales: others(card.sales), strays: others(card.strays) };
}

/** What was settled was returned before, also where the return itself, made at another PC, is still on its way. */
function settled(state: CardState, { outcome, holder, sale }: Payload<'return.settled'>): CardState {
  const card = outcome === 'givenBack' ? state : without(state, sale);
  if (outcome === 'voided') return { ...card, voided: true };
  if (outcome === 'restocked') return { ...card, holder };
  return { ...card, holder, sales: card.sales.includes(sale) ? card.sales : [...card.sales, sale] };
}

/** Folds one event into one card; in: null for a card never heard of. */
export function foldCard(card: CardState | null, event: FoldEvent, late: boolean): CardState {
  const next = changed(card ?? UNSEEN, event);
  return late ? { ...next, late: true } : next;
}
