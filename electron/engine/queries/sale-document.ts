import type { ReceiptUse } from '../../../contract/domain/folds/registers.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import type { Db } from '../database/open.ts';
import { stateOf } from './state.ts';

/** The number of the sale a receipt was written for; its id while the sale has not arrived. */
export function documentOfSale(db: Db, { sale, document }: Pick<ReceiptUse, 'sale' | 'document'>): string {
  if (document !== '') return document;
  return stateOf<SaleState>(db, 'sale', sale)?.made?.document ?? sale;
}
