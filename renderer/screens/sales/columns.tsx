import type { PostingState } from '../../../contract/app/posting.ts';
import type { SaleRow } from '../../../contract/app/sales.ts';
import { Badge } from '../../parts/badge.tsx';
import { yuan } from '../../parts/money.tsx';
import type { Column } from '../../parts/row-table.tsx';
import { postingInWords } from '../posting/words.ts';
import { printsInWords } from '../slip/words.ts';
import { UploadBadge } from '../sync/upload-badge.tsx';

function Prints({ sale }: { readonly sale: SaleRow }) {
  if (sale.reversal !== null) return <Reversed reversal={sale.reversal} />;
  return <Badge tone={sale.prints === 0 ? 'open' : 'plain'}>{printsInWords(sale.prints)}</Badge>;
}

function Reversed({ reversal }: { readonly reversal: NonNullable<SaleRow['reversal']> }) {
  const { reason, remark, approver } = reversal;
  return (
    <>
      <Badge tone="bad">已冲销</Badge>
      <small className="beneath">{remark === '' ? reason : `${reason}（${remark}）`}</small>
      <small className="beneath">批准人：{approver}</small>
    </>
  );
}

const tones = { waiting: 'open', posted: 'good' } as const;

function PostingBadge({ posting, of = '' }: { readonly posting: PostingState; readonly of?: string }) {
  return (
    <Badge tone={tones[posting.state]}>
      {of}
      {postingInWords(posting)}
    </Badge>
  );
}

/** A reversal is a paper of its own in the regional system too. */
function Postings({ sale }: { readonly sale: SaleRow }) {
  return (
    <span className="badges">
      <PostingBadge posting={sale.posting} />
      {sale.reversalPosting !== null && <PostingBadge posting={sale.reversalPosting} of="冲销" />}
      <UploadBadge uploaded={sale.uploaded} />
    </span>
  );
}

/** The day that counts, and beneath it the PC's own clock. */
function Moment({ sale }: { readonly sale: SaleRow }) {
  return (
    <>
      {sale.businessDay}
      <small className="beneath">{sale.time}</small>
    </>
  );
}

export const saleColumns: readonly Column<SaleRow>[] = [
  { title: '业务日期', cell: (sale) => <Moment sale={sale} />, figures: true },
  { title: '单号', cell: (sale) => sale.document, figures: true },
  { title: '购卡单位', cell: (sale) => <span className="name">{sale.buyer}</span> },
  { title: '卡号', cell: (sale) => <span className="figures">{sale.cardText}</span> },
  { title: '张数', cell: (sale) => sale.cards, align: 'right', figures: true },
  { title: '金额', cell: (sale) => yuan(sale.totalFen), align: 'right', figures: true },
  { title: '经办人', cell: (sale) => sale.clerk, figures: true },
  { title: '打印', cell: (sale) => <Prints sale={sale} /> },
  { title: '平台', cell: (sale) => <Postings sale={sale} /> },
];
