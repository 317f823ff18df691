import type { MoneyStream } from '../../../contract/domain/payment.ts';
import { kindFor } from '../../../contract/domain/receipt-register.ts';
import type { Db } from '../database/open.ts';
import type { Identity } from '../journal/identity.ts';
import { nextNumber } from './receipt-books.ts';

/** The next number of this till's open book in each stream; null where there is none and 暂不开 is what remains. */
export function nextReceipts(
  db: Db,
  identity: Pick<Identity, 'device'>,
): Readonly<Record<MoneyStream, string | null>> {
  return {
    cards: nextNumber(db, identity, kindFor.cards),
    books: nextNumber(db, identity, kindFor.books),
  };
}
