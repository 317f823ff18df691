import type { Payload } from '../../events/catalogue.ts';
import type { FoldEvent } from '../event-order.ts';

/** One 入库 of cards with the note it came by, so that the same note is known when it is offered again. */
export interface CardReceiptState {
  readonly received: Payload<'cards.received'>;
  readonly businessDay: string;
  readonly clerk: string;
  readonly at: number;
}

export function foldCardReceipt(state: CardReceiptState | null, event: FoldEvent): CardReceiptState {
  if (state !== null) return state;
  const received = event.payload as Payload<'cards.received'>;
  return { received, businessDay: event.businessDay, clerk: event.actor, at: event.at };
}

/** One 教材入库: a movement row; stock is the sum of such rows less what sales took. */
export interface BookReceiptState {
  readonly received: Payload<'textbooks.received'>;
  readonly businessDay: string;
  readonly clerk: string;
  readonly at: number;
}

export function foldBookReceipt(state: BookReceiptState | null, event: FoldEvent): BookReceiptState {
  if (state !== null) return state;
  const received = event.payload as Payload<'textbooks.received'>;
  return { received, businessDay: event.businessDay, clerk: event.actor, at: event.at };
}
