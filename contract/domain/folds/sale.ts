import type { Payload } from '../../events/catalogue.ts';
import type { FoldEvent } from '../event-order.ts';

type Made = Payload<'sale.made'>;

/** 冲销 of a sale: its own paper, who asked for it and who approved it. */
export interface Reversal {
  readonly document: string;
  readonly reason: string;
  readonly remark: string;
  readonly by: string;
  readonly approver: string | null;
  readonly day: string;
  readonly at: number;
  readonly lamport: number;
  readonly hash: string;
}

/** 客户退卡 of part or all of a sale, told here by its figures; the whole stands in the return's own row. */
export interface SaleReturn {
  readonly return: string;
  readonly document: string;
  readonly cardsFen: number;
  readonly booksFen: number;
  readonly cards: Payload<'goods.returned'>['cards'];
  readonly books: Payload<'goods.returned'>['books'];
  readonly pays: 'drawer' | 'finance';
  /** A refused refund whose cards went back to the buyer: the sale stands as before. */
  readonly givenBack: boolean;
}

/** Whether any part of a sale is with the counter at present. */
export function isPartlyReturned({ returns }: Pick<SaleState, 'returns'>): boolean {
  return returns.some(({ givenBack }) => !givenBack);
}

type Written = Omit<Payload<'receipt.written'>, 'sale'>;

/** One visit's sale. `made` is null while only a reversal has arrived (待到). Money counts from here alone. */
export interface SaleState {
  readonly made: Made | null;
  readonly businessDay: string;
  readonly at: number;
  readonly clerk: string;
  readonly device: string;
  /** First four characters of this event's hash stand on the paper. */
  readonly hash: string;
  /** Place along its PC, and in its stream: what a shift, or a closing, had seen. */
  readonly lamport: number;
  readonly stream: string;
  readonly position: number;
  readonly reversed: Reversal | null;
  readonly returns: readonly SaleReturn[];
  /** Receipts written after the visit, where it was 暂不开. */
  readonly written: readonly Written[];
  readonly late: boolean;
}

const UNSEEN: SaleState = {
  made: null,
  businessDay: '',
  at: 0,
  clerk: '',
  device: '',
  hash: '',
  lamport: 0,
  stream: '',
  position: 0,
  reversed: null,
  returns: [],
  written: [],
  late: false,
};

function changed(sale: SaleState, event: FoldEvent): SaleState {
  switch (event.type) {
    case 'sale.made': {
      if (sale.made !== null) return sale;
      const { businessDay, at, device, hash, lamport, stream, position, actor: clerk } = event;
      const made = event.payload as Made;
      return { ...sale, made, businessDay, at, clerk, device, hash, lamport, stream, position };
    }
    case 'sale.reversed': {
      if (sale.reversed !== null) return sale;
      const { document, reason, remark } = event.payload as Payload<'sale.reversed'>;
      const { actor: by, approver, businessDay: day, at, lamport, hash } = event;
      return { ...sale, reversed: { document, reason, remark, by, approver, day, at, lamport, hash } };
    }
    case 'goods.returned': {
      const {
        return: id,
        document,
        cardsFen,
        booksFen,
        cards,
        books,
        pays,
      } = event.payload as Payload<'goods.returned'>;
      const back = { return: id, document, cardsFen, booksFen, cards, books, pays, givenBack: false };
      return { ...sale, returns: [...sale.returns, back] };
    }
    case 'return.settled': {
      const { return: id, outcome } = event.payload as Payload<'return.settled'>;
      if (outcome !== 'givenBack') return sale;
      const returns = sale.returns.map((one) => (one.return === id ? { ...one, givenBack: true } : one));
      return { ...sale, returns };
    }
    case 'receipt.written': {
      const { stream, kind, number } = event.payload as Payload<'receipt.written'>;
      return { ...sale, written: [...sale.written, { stream, kind, number }] };
    }
    default:
      return sale;
  }
}

export function foldSale(sale: SaleState | null, event: FoldEvent, late: boolean): SaleState {
  const next = changed(sale ?? UNSEEN, event);
  return late ? { ...next, late: true } : next;
}
