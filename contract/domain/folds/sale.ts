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
  readonly hash: string;
}

/** One visit's sale. `made` is null while only a reversal has arrived (待到). Money counts from here alone. */
export interface SaleState {
  readonly made: Made | null;
  readonly businessDay: string;
  readonly at: number;
  readonly clerk: string;
  readonly device: string;
  /** First four characters of this event's hash stand on the paper. */
  readonly hash: string;
  readonly reversed: Reversal | null;
  readonly late: boolean;
}

const UNSEEN: SaleState = {
  made: null,
  businessDay: '',
  at: 0,
  clerk: '',
  device: '',
  hash: '',
  reversed: null,
  late: false,
};

function changed(sale: SaleState, event: FoldEvent): SaleState {
  if (event.type === 'sale.made' && sale.made === null) {
    const { businessDay, at, device, hash } = event;
    return { ...sale, made: event.payload as Made, businessDay, at, device, hash, clerk: event.actor };
  }
  if (event.type === 'sale.reversed' && sale.reversed === null) {
    const { document, reason, remark } = event.payload as Payload<'sale.reversed'>;
    const { actor: by, approver, businessDay: day, at, hash } = event;
    return { ...sale, reversed: { document, reason, remark, by, approver, day, at, hash } };
  }
  return sale;
}

export function foldSale(sale: SaleState | null, event: FoldEvent, late: boolean): SaleState {
  const next = changed(sale ?? UNSEEN, event);
  return late ? { ...next, late: true } : next;
}
