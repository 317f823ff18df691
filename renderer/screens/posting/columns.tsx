import type { PaperRow } from '../../../contract/app/posting.ts';
import { Badge } from '../../parts/badge.tsx';
import { yuan } from '../../parts/money.tsx';
import type { Column } from '../../parts/row-table.tsx';

const kinds: Readonly<Record<PaperRow['kind'], string>> = { sale: '销售', reversal: '冲销', return: '退卡' };

function Kind({ kind }: Pick<PaperRow, 'kind'>) {
  return <Badge tone={kind === 'sale' ? 'plain' : 'bad'}>{kinds[kind]}</Badge>;
}

export function isBooksAlone({ cards, books }: PaperRow): boolean {
  return cards === 0 && books > 0;
}

function Goods(row: PaperRow) {
  const { cardText, books } = row;
  if (isBooksAlone(row)) return <span>仅教材 {books} 本</span>;
  return (
    <>
      <span className="figures">{cardText}</span>
      {books > 0 && <small className="beneath">教材 {books} 本</small>}
    </>
  );
}

/** Money that a reversal or a return gave back stands with a minus. */
function money({ kind, totalFen }: PaperRow): string {
  return yuan(kind === 'sale' ? totalFen : -totalFen);
}

/** What every list of papers says about one. */
export const paperColumns: readonly Column<PaperRow>[] = [
  { title: '类别', cell: (row) => <Kind kind={row.kind} /> },
  { title: '购卡单位', cell: (row) => <span className="name">{row.buyer}</span> },
  { title: '卡号', cell: Goods },
  { title: '张数', cell: (row) => row.cards, align: 'right', figures: true },
  { title: '金额', cell: money, align: 'right', figures: true },
];

export const documentColumn: Column<PaperRow> = {
  title: '单号',
  cell: (row) => row.document,
  figures: true,
};
