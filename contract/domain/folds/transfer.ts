import type { Payload } from '../../events/catalogue.ts';
import type { FoldEvent } from '../event-order.ts';

/** One move of goods between holders, in two steps: what was sent, and what each 签收 took over or missed. */
export interface TransferState {
  readonly document: string;
  readonly from: string;
  readonly destination: string;
  readonly cards: readonly Payload<'cards.dispatched'>[];
  readonly books: readonly Payload<'textbooks.dispatched'>[];
  readonly sent: Signature | null;
  readonly acceptedCards: readonly Payload<'cards.accepted'>[];
  readonly acceptedBooks: readonly Payload<'textbooks.accepted'>[];
  readonly accepted: Signature | null;
}

/** Who signed for a step, and when. */
export interface Signature {
  readonly by: string;
  readonly day: string;
  readonly at: number;
}

const UNSEEN: TransferState = {
  document: '',
  from: '',
  destination: '',
  cards: [],
  books: [],
  sent: null,
  acceptedCards: [],
  acceptedBooks: [],
  accepted: null,
};

export function foldTransfer(state: TransferState | null, event: FoldEvent): TransferState {
  const transfer = state ?? UNSEEN;
  const signature: Signature = { by: event.actor, day: event.businessDay, at: event.at };
  switch (event.type) {
    case 'cards.dispatched': {
      const payload = event.payload as Payload<'cards.dispatched'>;
      return { ...sentBy(transfer, payload, signature), cards: [...transfer.cards, payload] };
    }
    case 'textbooks.dispatched': {
      const payload = event.payload as Payload<'textbooks.dispatched'>;
      return { ...sentBy(transfer, payload, signature), books: [...transfer.books, payload] };
    }
    case 'cards.accepted': {
      const acceptedCards = [...transfer.acceptedCards, event.payload as Payload<'cards.accepted'>];
      return { ...transfer, acceptedCards, accepted: transfer.accepted ?? signature };
    }
    case 'textbooks.accepted': {
      const acceptedBooks = [...transfer.acceptedBooks, event.payload as Payload<'textbooks.accepted'>];
      return { ...transfer, acceptedBooks, accepted: transfer.accepted ?? signature };
    }
    default:
      return transfer;
  }
}

function sentBy(
  transfer: TransferState,
  { document, from, destination }: Payload<'cards.dispatched' | 'textbooks.dispatched'>,
  signature: Signature,
): TransferState {
  if (transfer.sent !== null) return transfer;
  return { ...transfer, document, from, destination, sent: signature };
}
