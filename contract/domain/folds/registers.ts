import type { Payload } from '../../events/catalogue.ts';
import type { FoldEvent } from '../event-order.ts';

/** A book of receipts as it was taken over; which of its numbers are used is said by the receipts' own rows. */
export interface ReceiptBookState {
  readonly issued: Payload<'receipts.issued'>;
  readonly by: string;
  readonly day: string;
  readonly at: number;
}

export function foldReceiptBook(state: ReceiptBookState | null, event: FoldEvent): ReceiptBookState {
  if (state !== null) return state;
  const { actor: by, businessDay: day, at } = event;
  return { issued: event.payload as Payload<'receipts.issued'>, by, day, at };
}

/** One use of a receipt's number. */
export interface ReceiptUse {
  readonly sale: string;
  readonly stream: 'cards' | 'books';
  readonly document: string;
  readonly device: string;
  readonly day: string;
  /** Place along its PC: which shift it belongs to. */
  readonly lamport: number;
  readonly by: string;
}

/** One numbered receipt, once it left the book. The id is `<kind>/<number>`. Two uses are a discrepancy. */
export interface MoneyReceiptState {
  readonly kind: string;
  readonly number: string;
  readonly uses: readonly ReceiptUse[];
  /** 作废 by hand, with the sale it was written for, or with goods that came back. */
  readonly voided: {
    readonly reason: string;
    readonly by: string;
    readonly day: string;
    readonly lamport: number;
    readonly device: string;
  } | null;
}

/** Why a receipt is 作废 whose sale was taken back. */
export const REVERSED = '随冲销作废';
/** Why one is that says more, or less, than the buyer keeps since goods of its sale came back or went out again. */
export const RETURNED = '随退卡作废';

export function foldMoneyReceipt(
  state: MoneyReceiptState | null,
  event: FoldEvent,
  _late: boolean,
  id: string,
): MoneyReceiptState {
  const receipt = state ?? {
    kind: kindOf(id),
    number: id.slice(kindOf(id).length + 1),
    uses: [],
    voided: null,
  };
  const { actor: by, businessDay: day, lamport, device } = event;
  const now = { device, day, lamport, by };
  switch (event.type) {
    case 'sale.made': {
      const { sale, document, receipts } = event.payload as Payload<'sale.made'>;
      const own = receipts.find(({ kind, number }) => kind === receipt.kind && number === receipt.number);
      if (own === undefined) return receipt;
      return { ...receipt, uses: [...receipt.uses, { sale, stream: own.stream, document, ...now }] };
    }
    case 'receipt.written': {
      const { sale, stream } = event.payload as Payload<'receipt.written'>;
      return { ...receipt, uses: [...receipt.uses, { sale, stream, document: '', ...now }] };
    }
    case 'sale.reversed':
      return { ...receipt, voided: receipt.voided ?? { reason: REVERSED, ...now } };
    case 'goods.returned':
    case 'return.settled':
      return { ...receipt, voided: receipt.voided ?? { reason: RETURNED, ...now } };
    case 'receipt.voided': {
      const { reason } = event.payload as Payload<'receipt.voided'>;
      return { ...receipt, voided: receipt.voided ?? { reason, ...now } };
    }
    default:
      return receipt;
  }
}

function kindOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

/** A run of blank emergency slips. */
export interface EmergencyBlockState {
  readonly allocated: Payload<'emergency.allocated'>;
  readonly by: string;
  readonly day: string;
  readonly at: number;
}

export function foldEmergencyBlock(state: EmergencyBlockState | null, event: FoldEvent): EmergencyBlockState {
  if (state !== null) return state;
  const { actor: by, businessDay: day, at } = event;
  return { allocated: event.payload as Payload<'emergency.allocated'>, by, day, at };
}

/** One emergency slip that was entered (补录) or spoiled; the id is its number. Two entries are a discrepancy. */
export interface EmergencySlipState {
  readonly sales: readonly { readonly sale: string; readonly document: string; readonly day: string }[];
  readonly voided: { readonly reason: string; readonly by: string; readonly day: string } | null;
}

export function foldEmergencySlip(state: EmergencySlipState | null, event: FoldEvent): EmergencySlipState {
  const slip = state ?? { sales: [], voided: null };
  const { actor: by, businessDay: day } = event;
  if (event.type === 'sale.made') {
    const { sale, document } = event.payload as Payload<'sale.made'>;
    return { ...slip, sales: [...slip.sales, { sale, document, day }] };
  }
  if (event.type === 'emergency.voided') {
    const { reason } = event.payload as Payload<'emergency.voided'>;
    return { ...slip, voided: slip.voided ?? { reason, by, day } };
  }
  return slip;
}
