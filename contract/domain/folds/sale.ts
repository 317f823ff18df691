import type { Payload } from '../../events/catalogue.ts';
import type { FoldEvent } from '../event-order.ts';

type Made = Payload<'sale.made'>;

/** One visit's sale. `made` is null while only a reversal has arrived (待到). Money counts from here alone. */
export interface SaleState {
  readonly made: Made | null;
  readonly businessDay: string;
  readonly at: number;
  readonly clerk: string;
  readonly device: string;
  /** First four characters of this event's hash stand on the paper. */
  readonly hash: string;
  readonly reversed: { readonly reason: string; readonly by: string; readonly day: string } | null;
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
    const { reason } = event.payload as Payload<'sale.reversed'>;
    return { ...sale, reversed: { reason, by: event.actor, day: event.businessDay } };
  }
  return sale;
}

export function foldSale(sale: SaleState | null, event: FoldEvent, late: boolean): SaleState {
  const next = changed(sale ?? UNSEEN, event);
  return late ? { ...next, late: true } : next;
}
