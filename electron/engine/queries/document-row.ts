import type { DocumentRow } from '../../../contract/app/papers.ts';
import type { DocumentState } from '../../../contract/domain/folds/document.ts';
import type { ReturnState } from '../../../contract/domain/folds/returns.ts';
import type { SaleState } from '../../../contract/domain/folds/sale.ts';
import { paperNameOf } from '../../../contract/domain/paper-kinds.ts';
import type { Db } from '../database/open.ts';
import { goodsOf, wallTime } from './sales.ts';
import { nameOf, stateOf } from './state.ts';

/** Money of these goes back to the buyer. */
const BACK: readonly string[] = ['sale.reversed', 'goods.returned'];

/** One line of the documents search; null while nothing but a print or a posting of the paper has arrived. */
export function documentRow(db: Db, id: string): Omit<DocumentRow, 'uploaded'> | null {
  const document = stateOf<DocumentState>(db, 'document', id);
  if (document?.about == null) return null;
  const { about, businessDay, prints, claims } = document;
  const sale = stateOf<SaleState>(db, 'sale', saleOf(db, document));
  return {
    document: id,
    kind: paperNameOf(about.type),
    businessDay,
    time: wallTime(db, about.at, businessDay),
    by: nameOf(db, about.by),
    buyer: sale?.made == null ? '' : goodsOf(sale.made).buyer,
    totalFen: about.fen !== null && BACK.includes(about.type) ? -about.fen : about.fen,
    prints,
    note: noteOf(about.type, claims, sale),
  };
}

/** Id of the sale that a paper is about; empty where it is about none. */
function saleOf(db: Db, { paper, about }: DocumentState): string {
  if (paper !== null) return paper.sale;
  if (about?.type !== 'goods.returned') return '';
  return stateOf<ReturnState>(db, 'goods_return', about.subject)?.made?.sale ?? '';
}

function noteOf(type: string, claims: DocumentState['claims'], sale: SaleState | null): string {
  if (claims.length > 1) return '单号重复';
  return type === 'sale.made' && sale?.reversed != null ? '已冲销' : '';
}
