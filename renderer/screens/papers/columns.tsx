import type { DocumentRow } from '../../../contract/app/papers.ts';
import { Badge } from '../../parts/badge.tsx';
import { yuan } from '../../parts/money.tsx';
import type { Column } from '../../parts/row-table.tsx';
import { printsInWords } from '../slip/words.ts';
import { UploadBadge } from '../sync/upload-badge.tsx';

/** The day that counts, and beneath it the PC's own clock. */
export function Moment({ businessDay, time }: Pick<DocumentRow, 'businessDay' | 'time'>) {
  return (
    <>
      {businessDay}
      <small className="beneath">{time}</small>
    </>
  );
}

function Prints({ row: { prints, note, uploaded } }: { readonly row: DocumentRow }) {
  return (
    <span className="badges">
      {note !== '' && <Badge tone="bad">{note}</Badge>}
      <Badge tone="plain">{printsInWords(prints)}</Badge>
      <UploadBadge uploaded={uploaded} />
    </span>
  );
}

export const paperColumns: readonly Column<DocumentRow>[] = [
  { title: '业务日期', cell: (row) => <Moment {...row} />, figures: true },
  { title: '种类', cell: (row) => row.kind, figures: true },
  { title: '单号', cell: (row) => row.document, figures: true },
  { title: '购卡单位', cell: (row) => <span className="name">{row.buyer}</span> },
  {
    title: '金额',
    cell: (row) => (row.totalFen === null ? '' : yuan(row.totalFen)),
    align: 'right',
    figures: true,
  },
  { title: '经办人', cell: (row) => row.by, figures: true },
  { title: '状态', cell: (row) => <Prints row={row} /> },
];
