import type { ReceiptRow } from '../../../contract/app/receipts.ts';
import type { Decoded } from '../../../wire/encode.ts';
import { receiptRow } from '../queries/receipts.ts';
import type { Seat } from '../seat.ts';

/** The row of an intake just made, or made by an earlier press of the same request. */
export function madeReceipt(seat: Seat, made: Decoded): ReceiptRow {
  const { db, journal } = seat.city();
  const { receipt } = made.envelope.payload as { receipt: string };
  const row = receiptRow(db, journal.identity, receipt);
  if (row === null) throw new Error('a committed intake has no row');
  return row;
}
