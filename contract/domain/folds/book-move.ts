import type { Payload } from '../../events/catalogue.ts';
import type { FoldEvent } from '../event-order.ts';

/**
 * Copies of one title that came to a holder, or left one. A holder's stock is the sum of what came less the sum of what
 * left, never a counter. The id is `<sale, receipt or transfer>/<textbook>`, and for a 签收 also `/<its document>`: what
 * came short may be accepted later by the same holder, which is a move of its own.
 */
export interface BookMove {
  readonly textbook: string;
  readonly holder: string;
  readonly quantity: number;
}

export function textbookOfMove(id: string): string {
  return id.split('/')[1] ?? '';
}

/** 入库, 签收, 冲销, 退书, and the way out of a till into transit. The first event says it; a second claim changes nothing. */
export function foldBookIn(state: BookMove | null, event: FoldEvent, _late: boolean, id: string): BookMove {
  return state ?? { textbook: textbookOfMove(id), ...arrival(event, textbookOfMove(id)) };
}

/** 销售, 发出, the way out of transit into a till, and books handed back to the buyer they were returned by. */
export function foldBookOut(state: BookMove | null, event: FoldEvent, _late: boolean, id: string): BookMove {
  return state ?? { textbook: textbookOfMove(id), ...departure(event, textbookOfMove(id)) };
}

type Step = Omit<BookMove, 'textbook'>;
const NOWHERE: Step = { holder: '', quantity: 0 };

function arrival(event: FoldEvent, textbook: string): Step {
  switch (event.type) {
    case 'textbooks.received':
    case 'textbooks.accepted': {
      const { holder, quantity } = event.payload as Payload<'textbooks.received' | 'textbooks.accepted'>;
      return { holder, quantity };
    }
    case 'textbooks.dispatched': {
      const { transfer, quantity } = event.payload as Payload<'textbooks.dispatched'>;
      return { holder: `transit:${transfer}`, quantity };
    }
    case 'sale.reversed':
    case 'goods.returned': {
      const { holder, books } = event.payload as Payload<'sale.reversed' | 'goods.returned'>;
      return { holder, quantity: copiesOf(books, textbook) };
    }
    default:
      return NOWHERE;
  }
}

function departure(event: FoldEvent, textbook: string): Step {
  switch (event.type) {
    case 'sale.made': {
      const { holder, books } = event.payload as Payload<'sale.made'>;
      return { holder, quantity: copiesOf(books, textbook) };
    }
    case 'textbooks.dispatched': {
      const { from, quantity } = event.payload as Payload<'textbooks.dispatched'>;
      return { holder: from, quantity };
    }
    case 'textbooks.accepted': {
      const { transfer, quantity } = event.payload as Payload<'textbooks.accepted'>;
      return { holder: `transit:${transfer}`, quantity };
    }
    case 'return.settled': {
      const { till, books } = event.payload as Payload<'return.settled'>;
      return { holder: till, quantity: copiesOf(books, textbook) };
    }
    default:
      return NOWHERE;
  }
}

function copiesOf(
  books: readonly { readonly textbook: string; readonly quantity: number }[],
  textbook: string,
): number {
  return books.reduce((sum, book) => sum + (book.textbook === textbook ? book.quantity : 0), 0);
}
